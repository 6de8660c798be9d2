"""Clan games, and big boss games among them."""

from __future__ import annotations

import numpy as np

from ...certificates.clans import BigBoss, ClanBreach, ClanHolds, NoBigBoss, Property, contributions_outside
from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...players import CoalitionLike, Player
from ...scalars import Array
from ...solution import Solution, certify
from ._laws import first_decrease


def check_clan(game: CoalitionalGame, clan: CoalitionLike, *, limit: int = 20) -> Solution[bool]:
    """Whether a game is a clan game: nothing without the whole clan, and others are worth more together than one by one.

    With M_i = v(N) − v(N \\ i): v(S) >= 0 for all S, and M_i >= 0 for all i; v(S) = 0 unless S contains the clan C; and
    v(N) − v(S) >= Σ_{i ∉ S} M_i for every S that contains it (union property). The core of such a game is the set of all
    x >= 0 with x(N) = v(N) and x_i <= M_i for i outside the clan. A monotone clan game with a clan of one player is a big boss
    game.

    Args:
        game: any game with transferable utility whose worths are numbers; floats stand for their own binary values.
        clan: the members of the clan, by name.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with True, certified by comparing all coalitions, or with False, certified by a coalition that breaks one of
        the properties. Cost: n passes over the 2**n worths.

    Raises:
        InvalidArgumentError: the clan has no members.
        UnknownPlayerError, DuplicatePlayerError: the clan does not consist of players.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the estate of 200 in Aumann and Maschler (1985); by hand: those who claim all of it are needed, the third adds 100
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.check_clan(estate, ["wife of 200", "wife of 300"])
        clan game: True   [certified; compared on all coalitions of 3 players]
        >>> co.check_clan(estate, ["wife of 300"])
        clan game: False   [certified; all players outside {wife of 300} add 200 together, and 300 one by one]

    References:
        Potters, Poos, Tijs and Muto (1989), Clan games; Muto, Nakayama, Potters and Tijs (1988), On big boss games; the
        example: Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud.
    """
    table = tabulate(game, limit=limit)
    mask = table.players.mask(clan)
    if not mask:
        raise InvalidArgumentError("expected a clan with members, got none; write for example [player]")
    found = _breach(exact_table(table)[0], mask)
    return certify("clan game", table, ClanHolds(mask) if found is None else ClanBreach(mask, *found))


def find_big_boss(game: CoalitionalGame, *, limit: int = 20) -> Solution[Player | None]:
    """The player without whom nothing is worth anything, while the others are strong together only: a big boss, or None.

    A game is a big boss game with boss b if it is monotone, v(S) = 0 for all S without b, and v(N) − v(S) >=
    Σ_{i ∉ S} (v(N) − v(N \\ i)) for all S with b: others who leave together cost at least what they cost one by one. Its core
    is not empty, and best for b where all others get nothing. Of two bosses (as in a unanimity game of two) the first is named.

    Args:
        game: any game with transferable utility whose worths are numbers; floats stand for their own binary values.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with the name of a player, certified by comparing all coalitions; or with None, certified by a coalition that
        is worth less with one more player, or for each player by a coalition that rules it out. Cost: n**2 passes over the
        2**n worths.

    Raises:
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Muto, Nakayama, Potters and Tijs (1988): a landlord and workers, each of whom adds less than the one before
        >>> co.find_big_boss(co.landlord_game("landlord", ["B", "C", "D"], output=[0, 6, 10, 12])).value
        'landlord'
        >>> # von Neumann and Morgenstern (1944), section 21: of three equal votes, two can do without the third
        >>> co.find_big_boss(co.majority_game(["A", "B", "C"]))
        big boss: none   [certified; not A: v({B, C}) = 1, without {A}; not B: v({A, C}) = 1, without {B}; not C: v({A, B}) =
        1, without {C}]

    References:
        Muto, Nakayama, Potters and Tijs (1988), On big boss games. Economic Studies Quarterly 39, 303–321; the example: von
        Neumann and Morgenstern (1944), Theory of games and economic behavior.
    """
    table = tabulate(game, limit=limit)
    worths = exact_table(table)[0]
    falls = first_decrease(table)
    if falls is not None:
        place = (falls[0] ^ falls[1]).bit_length() - 1
        return certify("big boss", table, NoBigBoss((falls[0], place), ()))
    breaches = []
    for i in range(len(table.players)):
        found = _breach(worths, 1 << i)
        if found is None:
            return certify("big boss", table, BigBoss(i))
        breaches.append(ClanBreach(1 << i, *found))
    return certify("big boss", table, NoBigBoss(None, tuple(breaches)))


def _breach(worths: Array, clan: int) -> tuple[Property, int] | None:
    n, grand = len(worths).bit_length() - 1, len(worths) - 1
    masks = np.arange(1 << n)
    inside = masks & clan == clan
    negative, outside = np.flatnonzero(worths < 0), np.flatnonzero(~inside & (worths != 0))
    if len(negative):
        return "not negative", int(negative[0])
    if len(outside):
        return "clan", int(outside[0])
    for i in range(n):
        if worths[grand ^ 1 << i] > worths[grand]:
            return "contribution", grand ^ 1 << i
    left = worths.astype(object)  # v(S) and what everybody outside S adds to all others
    for i, added in enumerate(contributions_outside(worths, clan)):
        left.reshape(-1, 2, 1 << i)[:, 0] += added
    broken = np.flatnonzero(inside & (left > worths[grand]))
    return ("union", int(broken[0])) if len(broken) else None
