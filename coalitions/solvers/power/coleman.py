"""How easily a body decides, and who can start or stop a decision: the three measures of Coleman."""

from __future__ import annotations

from fractions import Fraction

from ...certificates.power import WinningCount
from ...games.boxes import VotingGame, count_winning, winning_boxes
from ...games.simple import simple_stored
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...players import Payoffs
from ...scalars import whole_limit
from ...solution import Guarantee, Solution, certify
from ._swings import MOST, power_solution, recount_is_cheap, table_is_smaller


def coleman_power_to_act(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Fraction]:
    """The share of all 2**n coalitions that win: the probability that a proposal passes if everyone votes by a fair coin.

    |W| / 2**n, where W are the winning coalitions. Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players (by types: of
            up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weights to count by.

    Returns:
        Solution with a Fraction, certified by counting the winning coalitions in another way (for large games by `verify()`
        only). Cost as for `banzhaf_index`.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Felsenthal and Machover (1998): the Security Council since 1966, 0.0259
        >>> votes, permanent = {k: 1 for k in range(15)}, {k: 1 for k in range(5)}
        >>> council = co.WeightedVotingGame.from_rules([(9, votes), (5, permanent)])
        >>> co.coleman_power_to_act(council)
        Coleman power to act: 53/2048   [certified; 848 of 2**15 coalitions win]

    References:
        Coleman (1971), Control of collectivities and the power of a collectivity to act; the example: Felsenthal and Machover
        (1998), The measurement of voting power.
    """
    if not isinstance(game, VotingGame) or table_is_smaller(game, sized=False):
        table = simple_stored(game)
        won = table.table != 0
        wins = int(table.grid.multiplicities()[won].sum()) if isinstance(table, TypedGame) else int(won.sum())
        return certify("Coleman power to act", game, WinningCount(wins), {"method": "table"})
    limit = whole_limit(limit)
    (winning,), _ = count_winning(game, sized=False, limit=limit)
    certificate = WinningCount(winning, max(min(limit, MOST), 1 << 24))
    diagnostics = {"method": " and ".join(sorted({b.method(False, limit) for b in winning_boxes(game)}))}
    if recount_is_cheap(game, False, limit):
        return certify("Coleman power to act", game, certificate, diagnostics)
    return Solution(
        "Coleman power to act", game, Fraction(winning, 1 << len(game.players)), Guarantee.EXACT, certificate, diagnostics
    )


def coleman_power_to_initiate(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """How likely each player is to turn a defeat into a decision: its swings as a share of all losing coalitions.

    η_i / (2**n − |W|), where η_i counts the coalitions S without i that lose while S ∪ i wins, and W are the winning
    coalitions. It equals the power to prevent in the dual game. Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players (by types: of
            up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weights to count by.

    Returns:
        Solution with Payoffs (they do not add up to 1: each is a probability of its own). Certified: the swings are recounted
        by another method (for large games by `verify()` only). Cost as for `banzhaf_index`.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the Council of 1958 in Felsenthal and Machover (1998); by hand: 10, 6 and 0 swings among 50 losing coalitions
        >>> six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        >>> council = co.WeightedVotingGame.from_weights(quota=12, weights=six)
        >>> co.coleman_power_to_initiate(council).value
        France: 1/5, Germany: 1/5, Italy: 1/5, Belgium: 3/25, Netherlands: 3/25, Luxembourg: 0

    References:
        Coleman (1971), Control of collectivities and the power of a collectivity to act; the example: Felsenthal and Machover
        (1998), The measurement of voting power, table 5.3.2.
    """
    return power_solution("Coleman power to initiate", game, "coleman initiate", limit)


def coleman_power_to_prevent(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """How likely each player is to stop a decision by leaving: its swings as a share of all winning coalitions.

    η_i / |W|, where η_i counts the coalitions S without i that lose while S ∪ i wins, and W are the winning coalitions. It is
    1 exactly for the players with a veto. Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players (by types: of
            up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weights to count by.

    Returns:
        Solution with Payoffs (they do not add up to 1: each is a probability of its own). Certified: the swings are recounted
        by another method (for large games by `verify()` only). Cost as for `banzhaf_index`.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the Council of 1958 in Felsenthal and Machover (1998); by hand: 10, 6 and 0 swings among 14 winning coalitions
        >>> six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        >>> council = co.WeightedVotingGame.from_weights(quota=12, weights=six)
        >>> co.coleman_power_to_prevent(council).value
        France: 5/7, Germany: 5/7, Italy: 5/7, Belgium: 3/7, Netherlands: 3/7, Luxembourg: 0

    References:
        Coleman (1971), Control of collectivities and the power of a collectivity to act; the example: Felsenthal and Machover
        (1998), The measurement of voting power, table 5.3.2.
    """
    return power_solution("Coleman power to prevent", game, "coleman prevent", limit)
