"""The minimal winning coalitions, and the minimal blocking ones."""

from __future__ import annotations

import numpy as np

from ...certificates.winning import STATES, TABLE_UP_TO, Aim, MinimalCoalitions, aimed_rule, by_size
from ...errors import LimitExceededError
from ...games.simple import simple_table
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...kernels.subsets import Array
from ...players import Coalition
from ...solution import Guarantee, Solution, certify


def enumerate_minimal_winning(game: CoalitionalGame, *, limit: int = 100_000) -> Solution[tuple[Coalition, ...]]:
    """All minimal winning coalitions: those that win, and lose without any one of their members.

    They determine a simple game: a coalition wins iff it contains one of them.

    Args:
        game: a weighted voting game (of one rule: of any number of players, never tabulated), or any simple game of up to 24
            players.
        limit: the most coalitions to list; there may be as many as n! / ((n/2)!)².

    Returns:
        Solution with a tuple of coalitions, by size. Certified: exactly the coalitions that contain one of them win; beyond 24
        players each is checked by its weights and their number is recounted (exact where the weights are too large for that).
        Cost: n steps for each coalition listed for one rule; n 2**n for a table.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more coalitions than `limit`, or more than 24 players in a game that is not of one rule.

    Examples:
        >>> import coalitions as co
        >>> # the seats of Holler (1982); by hand: A with B or with two others, or all the others
        >>> seats = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 35, "B": 20, "C": 15, "D": 15, "E": 15})
        >>> co.enumerate_minimal_winning(seats).value
        ({A, B}, {A, C, D}, {A, C, E}, {A, D, E}, {B, C, D, E})

    References:
        von Neumann and Morgenstern (1944), section 49; Taylor and Zwicker (1999), Simple games, section 1.1; the example:
        Holler (1982), Forming coalitions and measuring voting power.
    """
    return _minimal(game, "winning", limit)


def enumerate_minimal_blocking(game: CoalitionalGame, *, limit: int = 100_000) -> Solution[tuple[Coalition, ...]]:
    """All minimal blocking coalitions: without them the others lose, and no part of them is enough for that.

    They are the minimal winning coalitions of the dual game. A player with a veto is one alone.

    Args:
        game: a weighted voting game (of one rule: of any number of players, never tabulated), or any simple game of up to 24
            players.
        limit: the most coalitions to list; there may be as many as n! / ((n/2)!)².

    Returns:
        Solution with a tuple of coalitions, by size. Certified: exactly the coalitions that contain one of them block; beyond
        24 players each is checked by its weights and their number is recounted (exact where the weights are too large).
        Cost: n steps for each coalition listed for one rule; n 2**n for a table.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more coalitions than `limit`, or more than 24 players in a game that is not of one rule.

    Examples:
        >>> import coalitions as co
        >>> # a vote of Aleskerov (2009); by hand: A has a veto, and B and C together stop A
        >>> council = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1})
        >>> co.enumerate_minimal_blocking(council).value
        ({A}, {B, C})

    References:
        Shapley (1962), Simple games: an outline of the descriptive theory; the example: Aleskerov (2009), Power indices taking
        into account agents' preferences.
    """
    return _minimal(game, "blocking", limit)


def _minimal(game: CoalitionalGame, aim: Aim, limit: int) -> Solution[tuple[Coalition, ...]]:
    concept = f"minimal {aim} coalitions"
    if not isinstance(game, WeightedVotingGame) or len(game.quotas) > 1:
        if hasattr(game, "players") and len(game.players) > TABLE_UP_TO:
            raise LimitExceededError(
                f"expected at most {TABLE_UP_TO} players, or a voting game of one rule, got {len(game.players)}; write the "
                "rules as one (quota and weights) where that is possible, or use deegan_packel_index, which counts"
            )
        masks = _from_table(simple_table(game).table != 0, aim)
        if len(masks) > limit:
            raise _too_many(limit, aim)
        return certify(concept, game, MinimalCoalitions(aim, tuple(map(int, masks))), {"method": "table"})
    quota, row = aimed_rule(game, aim)
    certificate = MinimalCoalitions(aim, tuple(sorted(_by_weight(quota, row, limit, aim), key=by_size)))
    n, diagnostics = len(row), {"method": "by descending weight"}
    if n <= TABLE_UP_TO or (sum(row) + 1) * (n + 1) * len(set(row)) <= STATES:
        return certify(concept, game, certificate, diagnostics)
    value = tuple(map(game.players.coalition, certificate.masks))
    return Solution(concept, game, value, Guarantee.EXACT, certificate, diagnostics)


def _from_table(wins: Array, aim: Aim) -> list[int]:
    """The masks that win while every mask with one member less loses."""
    wins = ~wins[::-1] if aim == "blocking" else wins
    minimal = wins.copy()
    for i in range(len(wins).bit_length() - 1):
        minimal.reshape(-1, 2, 1 << i)[:, 1] &= ~wins.reshape(-1, 2, 1 << i)[:, 0]
    return sorted(map(int, np.flatnonzero(minimal)), key=by_size)


def _by_weight(quota: int, row: list[int], limit: int, aim: Aim) -> list[int]:
    """Add players from the heaviest on: the one that reaches the quota is the lightest member, so all are critical."""
    order = sorted((i for i in range(len(row)) if row[i]), key=lambda i: (-row[i], i))
    rest = [0] * (len(order) + 1)
    for k in range(len(order) - 1, -1, -1):
        rest[k] = rest[k + 1] + row[order[k]]
    found: list[int] = []
    stack = [(0, 0, 0)]  # the next player to decide on, the members, their weight
    while stack:
        k, mask, weight = stack.pop()
        if weight + rest[k] < quota:
            continue
        player = order[k]
        stack.append((k + 1, mask, weight))
        if weight + row[player] < quota:
            stack.append((k + 1, mask | 1 << player, weight + row[player]))
        elif len(found) == limit:
            raise _too_many(limit, aim)
        else:
            found.append(mask | 1 << player)
    return found


def _too_many(limit: int, aim: Aim) -> LimitExceededError:
    return LimitExceededError(
        f"expected at most limit={limit} minimal {aim} coalitions to list, got more; raise the limit, or use "
        "deegan_packel_index or holler_packel_index, which count them"
    )
