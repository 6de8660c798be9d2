"""The shift index and the shift Deegan–Packel index."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...players import Payoffs
from ...scalars import within
from ...solution import Solution
from ._critical import from_table


def shift_index(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs]:
    """Each player's share of the memberships in winning coalitions without any surplus (shift-minimal ones).

    Player i is more desirable than j if i can take j's place in every winning coalition. A minimal winning coalition is
    shift-minimal if it loses whenever a member makes room for a strictly less desirable player. The index of i is the number
    of shift-minimal winning coalitions with i, divided by the sum of these numbers over all players. Exact always.

    Args:
        game: a weighted voting game or any simple game, which is tabulated.
        limit: the most players (24 at most; a game by types may have any number); the cost is n² 2**(n-3) comparisons.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the coalitions are found again, player by player, on the whole table.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the Scottish Parliament in Lippman (2013); by hand: SNP with Labour, or with Liberals and Greens; Labour with
        >>> # Conservatives and one of those two. If the SNP wins with Conservatives, Labour could take its place
        >>> seats = {"SNP": 47, "Labour": 46, "Conservatives": 17, "Liberals": 16, "Greens": 2}
        >>> holyrood = co.WeightedVotingGame.from_weights(quota=65, weights=seats)
        >>> co.shift_index(holyrood).value
        SNP: 2/11, Labour: 3/11, Conservatives: 2/11, Liberals: 2/11, Greens: 2/11

    References:
        Alonso-Meijide and Freixas (2010), A new power index based on minimal winning coalitions without any surplus. Decision
        Support Systems 49, 70–76; the example: Lippman (2013), Math in society, weighted voting.
    """
    return from_table("shift index", _small(game, limit), "shift")


def shift_deegan_packel_index(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs]:
    """Each player's expected share if every shift-minimal winning coalition is equally likely and is split equally.

    A minimal winning coalition is shift-minimal if it loses whenever a member makes room for a strictly less desirable player
    (see `shift_index`). The index of i is the sum of 1/|S| over the shift-minimal winning coalitions S with i, divided by
    their number. Exact always.

    Args:
        game: a weighted voting game or any simple game, which is tabulated.
        limit: the most players (24 at most; a game by types may have any number); the cost is n² 2**(n-3) comparisons.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the coalitions are found again, player by player, on the whole table.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the Scottish Parliament in Lippman (2013); by hand: the four coalitions in the example of `shift_index`
        >>> seats = {"SNP": 47, "Labour": 46, "Conservatives": 17, "Liberals": 16, "Greens": 2}
        >>> holyrood = co.WeightedVotingGame.from_weights(quota=65, weights=seats)
        >>> co.shift_deegan_packel_index(holyrood).value
        SNP: 5/24, Labour: 7/24, Conservatives: 1/6, Liberals: 1/6, Greens: 1/6

    References:
        Alonso-Meijide, Freixas and Molinero (2012), Computation of several power indices by generating functions. Applied
        Mathematics and Computation 219, 3395–3402; the example: Lippman (2013), Math in society, weighted voting.
    """
    return from_table("shift Deegan–Packel index", _small(game, limit), "shift deegan-packel")


def _small(game: CoalitionalGame, limit: int) -> CoalitionalGame:
    n = len(game.players) if hasattr(game, "players") and not isinstance(game, TypedGame) else 0
    within(n, limit, "comparing each two of them on all coalitions", 24)
    return game
