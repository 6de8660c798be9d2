"""Nash equilibria in pure strategies, of games with any number of players."""

from __future__ import annotations

import math

import numpy as np

from ...certificates.equilibria import NoPureNash, PureNash, PureNashTable, at_most_zero
from ...errors import LimitExceededError, UndecidedError
from ...games.normal_form import NormalFormGame, normal_form
from ...games.profiles import Profile
from ...games.reading import words
from ...scalars import Array, whole_limit
from ...solution import Solution, certify


def find_pure_nash(game: NormalFormGame, *, limit: int = 1 << 24) -> Solution[Profile | None]:
    """A Nash equilibrium in pure strategies, or None if there is none.

    At an equilibrium no player gains by changing his strategy alone: s_i is a best answer to the others for every i. The
    first one in the order of the strategies is returned. None does not mean that there is no equilibrium: one in mixed
    strategies always exists (`enumerate_nash` for two players).

    Args:
        game: a game in normal form; float payoffs stand for their own binary values, so there are no near ties.
        limit: the most pure profiles to look at. Cost: one maximum along each player's axis of the table of payoffs.

    Returns:
        Solution with a pure `Profile`, certified by the payoffs of all deviations from it; or with None, certified by a
        profitable deviation from every pure profile.

    Raises:
        LimitExceededError: more pure profiles than `limit`.
        UndecidedError: symbols leave open what is an equilibrium, and none is sure to be one.

    Examples:
        >>> import coalitions as co
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
        >>> co.find_pure_nash(hunt)
        pure Nash equilibrium: (Stag, Stag)   [certified; no player gains by deviating]
        >>> pennies = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
        >>> co.find_pure_nash(pennies)
        pure Nash equilibrium: none   [certified; at each of the 4 pure profiles somebody gains by deviating]

    References:
        Nash, J. (1951). Non-cooperative games. Annals of Mathematics 54, 286–295.
    """
    size = _check_size(normal_form(game), limit)
    diagnostics = {"profiles": size, "method": "best answers along each player's axis"}
    place = _first_stable(game) if game.kind != "symbolic" else None
    if place is None:
        player, strategy, undecided = _deviations(game)
        place = next((tuple(where) for where in np.argwhere(player == -1).tolist()), None)
    if place is not None:
        return certify("pure Nash equilibrium", game, PureNash(tuple(map(int, place))), diagnostics)
    if undecided:
        raise _open(game, undecided)
    return certify("pure Nash equilibrium", game, NoPureNash(PureNashTable(player, strategy)), diagnostics)


def enumerate_pure_nash(game: NormalFormGame, *, limit: int = 1 << 24) -> Solution[tuple[Profile, ...]]:
    """All Nash equilibria in pure strategies, in the order of the strategies; an empty tuple if there is none.

    Args:
        game: a game in normal form; float payoffs stand for their own binary values, so there are no near ties.
        limit: the most pure profiles to look at. Cost: one maximum along each player's axis of the table of payoffs.

    Returns:
        Solution with a tuple of pure `Profile`s, certified to be complete: the payoffs of all deviations from each of them,
        and a profitable deviation from every other pure profile.

    Raises:
        LimitExceededError: more pure profiles than `limit`.
        UndecidedError: symbols leave open whether a profile is an equilibrium.

    Examples:
        >>> import coalitions as co
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
        >>> co.enumerate_pure_nash(hunt).value
        ((Stag, Stag), (Hare, Hare))

    References:
        Nash, J. (1951). Non-cooperative games. Annals of Mathematics 54, 286–295.
    """
    size = _check_size(normal_form(game), limit)
    player, strategy, undecided = _deviations(game)
    if undecided:
        raise _open(game, undecided)
    diagnostics = {"profiles": size, "complete": True, "method": "best answers along each player's axis"}
    return certify("pure Nash equilibria", game, PureNashTable(player, strategy), diagnostics)


def _check_size(game: NormalFormGame, limit: int) -> int:
    size = math.prod(game.shape)
    if size > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} pure profiles, got {size}; write limit={size}, or judge single profiles "
            "with check_nash"
        )
    return size


def _first_stable(game: NormalFormGame) -> tuple[int, ...] | None:
    """The first profile at which every player's payoff is the largest on his axis."""
    stable = np.ones(game.shape, dtype=np.bool_)
    for i, m in enumerate(game.shape):
        payoffs = np.ascontiguousarray(game.table[..., i]).reshape(math.prod(game.shape[:i]), m, -1)
        best = payoffs[:, 0]
        for k in range(1, m):  # quicker than max(axis), which reads an axis of two entries one pair at a time
            best = np.maximum(best, payoffs[:, k])
        stable &= (payoffs == best[:, None]).reshape(game.shape)
    first = int(stable.argmax())
    return tuple(int(k) for k in np.unravel_index(first, game.shape)) if stable.reshape(-1)[first] else None


def _deviations(game: NormalFormGame) -> tuple[Array, Array, list[tuple[tuple[int, ...], str]]]:
    """For every profile a player (or -1) and a strategy by which he gains; with symbols, also what is open (-2)."""
    if game.kind == "symbolic":
        return _symbolic_deviations(game)
    player, strategy = np.full(game.shape, -1, dtype=np.int8), np.zeros(game.shape, dtype=np.int32)
    for i, m in enumerate(game.shape):
        payoffs = np.ascontiguousarray(game.table[..., i]).reshape(math.prod(game.shape[:i]), m, -1)
        best, answer = payoffs[:, 0], np.zeros((len(payoffs), payoffs.shape[2]), dtype=np.int32)
        for k in range(1, m):
            answer[payoffs[:, k] > best] = k
            best = np.maximum(best, payoffs[:, k])
        gains = (payoffs < best[:, None]).reshape(game.shape)
        player[gains] = i
        np.copyto(strategy.reshape(payoffs.shape), answer[:, None], where=gains.reshape(payoffs.shape))
    return player, strategy, []


def _symbolic_deviations(game: NormalFormGame) -> tuple[Array, Array, list[tuple[tuple[int, ...], str]]]:
    player, strategy = np.full(game.shape, -1, dtype=np.int8), np.zeros(game.shape, dtype=np.int32)
    undecided: list[tuple[tuple[int, ...], str]] = []
    for place in np.ndindex(*game.shape):
        open_here = ""
        for i, k in ((i, k) for i, m in enumerate(game.shape) for k in range(m)):
            there: tuple[int, ...] = (*place[:i], k, *place[i + 1 :], i)
            gain = game.table[there] - game.table[(*place, i)]
            try:
                if not at_most_zero(gain):
                    player[place], strategy[place], open_here = i, k, ""
                    break
            except UndecidedError:
                open_here = open_here or f"{gain} <= 0"
        if open_here:
            player[place] = -2
            undecided.append((place, open_here))
    return player, strategy, undecided


def _open(game: NormalFormGame, undecided: list[tuple[tuple[int, ...], str]]) -> UndecidedError:
    cases = [f"{words(game.named(place))} needs {condition}" for place, condition in undecided[:4]]
    more = "; …" if len(undecided) > 4 else ""
    return UndecidedError(
        f"expected payoffs whose order is decided, but {'; '.join(cases)}{more}. Put numbers in, declare assumptions on the "
        "symbols, or state the condition and let coalitions.claims.decide settle it over a region"
    )
