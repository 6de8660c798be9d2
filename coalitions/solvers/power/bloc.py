"""What players gain or lose in voting power when some of them form a bloc."""

from __future__ import annotations

from typing import Literal, get_args

from ...certificates.values import Index
from ...certificates.votes import BlocEffect, changes
from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame
from ...players import CoalitionLike, Payoffs
from ...solution import Guarantee, Solution, certify
from ...transforms.bloc import with_bloc
from ._swings import power_solution

Power = Literal["shapley-shubik", "banzhaf", "penrose"]
INDICES: dict[Power, tuple[str, Index]] = {
    "shapley-shubik": ("Shapley–Shubik index", "shapley-shubik"),
    "banzhaf": ("Banzhaf index", "normalized banzhaf"),
    "penrose": ("Banzhaf value", "absolute banzhaf"),
}


def bloc_effect(
    game: CoalitionalGame, bloc: CoalitionLike, *, index: Power = "shapley-shubik", limit: int = 1 << 24
) -> Solution[Payoffs]:
    """What each player gains in power when some players form a bloc and always vote alike; the bloc as a whole is one player.

    The index in the game with the bloc (`with_bloc`) less the index before; for the bloc, less the sum over its members. A
    bloc may have less power than its members had (the paradox of large size), and others may gain or lose by it.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players.
        bloc: the players who vote alike, by name.
        index: "shapley-shubik"; "banzhaf", the normalized index; or "penrose", the probability of being decisive.
        limit: for weighted voting, the most combinations of total weight and size to count by.

    Returns:
        Solution with Payoffs of the game with the bloc, in the place of its first member. Certified by the evidence for both
        indices (for large games by `verify()` only). Cost: twice that of the index.

    Raises:
        InvalidArgumentError: the bloc has no members, or there is no such index.
        UnknownPlayerError, DuplicatePlayerError: the bloc does not consist of players.
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Brams (1975), the paradox of large size: two of three whose votes are all needed fall from 2/3 to 1/2 as a bloc
        >>> unanimity = co.majority_game(["A", "B", "C"], quota=3)
        >>> co.bloc_effect(unanimity, ["A", "B"]).value
        {A, B}: -1/6, C: 1/6

    References:
        Brams (1975), Game theory and politics (the paradox of large size); Felsenthal and Machover (1998), The measurement of
        voting power.
    """
    if index not in get_args(Power):
        raise InvalidArgumentError(f"expected index as one of {', '.join(map(repr, get_args(Power)))}, got {index!r}")
    name, counted = INDICES[index]
    before = power_solution(name, game, counted, limit)
    merged = with_bloc(before.game, bloc)
    after = power_solution(name, merged, counted, limit)
    mask = game.players.mask(bloc)
    certificate = BlocEffect(mask, before.certificate, after.certificate)
    concept, diagnostics = certificate.proves[0], {"method": before.diagnostics["method"]}
    if Guarantee.EXACT in (before.guarantee, after.guarantee):  # counts too large to be made a second time at once
        value = changes(mask, before.value, after.value)
        return Solution(concept, before.game, value, Guarantee.EXACT, certificate, diagnostics, mask)
    return certify(concept, before.game, certificate, diagnostics)
