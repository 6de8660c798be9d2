"""Players who add to every coalition just what they are worth alone."""

from __future__ import annotations

from ...certificates.own_worths import DummyPlayers, without_own_worths
from ...games.tu import CoalitionalGame, tabulate
from ...players import Coalition
from ...solution import Solution, certify
from ._differences import comparable, first_difference, masks_without


def find_dummy_players(game: CoalitionalGame, *, limit: int = 22) -> Solution[Coalition]:
    """The players who add to every coalition just what they are worth alone: v(S ∪ i) = v(S) + v(i) for all S without i.

    Null players are the dummy players with v(i) = 0. (In a simple game a dictator is a dummy in this sense too.) Exact: float
    worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is n 2**(n-1) comparisons.

    Returns:
        Solution with a coalition, which is empty if there is no dummy player. Certified both ways: by the dividends of all
        coalitions of two and more players with a dummy, which are 0, and for each other player by a coalition.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 10).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Banzhaf (1965): the supervisors of Nassau County in 1964, three of whom never matter
        >>> towns = ["Hempstead 1", "Hempstead 2", "Oyster Bay", "North Hempstead", "Long Beach", "Glen Cove"]
        >>> board = co.WeightedVotingGame.from_weights(quota=58, weights=dict(zip(towns, [31, 31, 28, 21, 2, 2])))
        >>> co.find_dummy_players(board).value
        {North Hempstead, Long Beach, Glen Cove}

    References:
        Shapley (1953), A value for n-person games; Peleg and Sudhölter (2007), section 2.1; the example: Banzhaf (1965),
        Weighted voting doesn't work.
    """
    table = tabulate(game, limit=limit)
    rest, worths = comparable(without_own_worths(table), limit)
    n = len(table.players)
    matters = tuple(first_difference(rest, worths, masks_without(n, 1 << i), 1 << i, 0) for i in range(n))
    return certify("dummy players", table, DummyPlayers(matters))
