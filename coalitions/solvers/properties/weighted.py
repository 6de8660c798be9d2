"""Is a simple game a weighted voting game?"""

from __future__ import annotations

from typing import Any

from ...certificates.weightedness import Question, Representation, TradingTransform
from ...games.simple import simple_table
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...scalars import within
from ...solution import Solution, certify
from ._separation import Separation, whole_weights


def check_weighted(game: CoalitionalGame, *, limit: int = 20, branches: int = 200) -> Solution[bool]:
    """Whether weights and a quota can be given such that exactly the coalitions with enough weight win.

    Every simple game is several weight rules that must all hold; this asks whether one rule is enough.

    Args:
        game: a simple game: a table, or a voting game of several rules. (A game of one rule is what it is: yes at once.)
        limit: the most players. Each round of the linear program looks at 2**n coalitions; there are some tens of rounds.
        branches: how many linear programs may be solved in the search for whole weights of the least total.

    Returns:
        Solution with True, certified by whole weights and a quota that are compared with all coalitions, or with False,
        certified by a trade: winning coalitions that exchange members and all become losing. Exact always. The diagnostics
        say whether the total of the weights is the least possible (`least_total`; the certificate does not prove that, and
        such weights need not be the only ones).

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Taylor and Zwicker (1999): the Security Council is [39; 7, …, 7, 1, …, 1], two chambers are not weighted
        >>> names = [f"permanent {k}" for k in range(1, 6)] + [f"elected {k}" for k in range(1, 11)]
        >>> council = co.WeightedVotingGame.from_rules([(9, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])
        >>> co.check_weighted(council).value
        True
        >>> house, senate = {"A": 1, "B": 1, "C": 1, "X": 0, "Y": 0, "Z": 0}, {"X": 1, "Y": 1, "Z": 1}
        >>> congress = co.WeightedVotingGame.from_rules([(2, house), (2, senate)])
        >>> co.check_weighted(congress)
        weighted: False   [certified; {B, C, X, Y} and {A, B, X, Z} win, {A, B, C, X} and {B, X, Y, Z} lose, with the same
        members in all]

    References:
        Taylor and Zwicker (1999), Simple games, theorem 2.4.2; Elgot (1961), Truth functions realizable by single threshold
        organs.
    """
    return _decide(game, "weighted", limit, branches)


def find_weighted_representation(
    game: CoalitionalGame, *, limit: int = 20, branches: int = 200
) -> Solution[WeightedVotingGame | None]:
    """A voting game of one rule in which the same coalitions win, with whole weights of a small total; None if there is none.

    Args:
        game: a simple game: a table, or a voting game of one or several rules.
        limit: the most players. Each round of the linear program looks at 2**n coalitions; there are some tens of rounds.
        branches: how many linear programs may be solved in the search for whole weights of the least total.

    Returns:
        Solution with a WeightedVotingGame, certified by comparing all coalitions, or with None, certified by a trade as for
        `check_weighted`. The diagnostics say whether the total of the weights is the least possible (`least_total`; the
        certificate does not prove that, and such weights need not be the only ones).

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Taylor and Zwicker (1999), section 1.1: the Security Council, with weights 7 and 1 and a quota of 39
        >>> names = [f"permanent {k}" for k in range(1, 6)] + [f"elected {k}" for k in range(1, 11)]
        >>> council = co.WeightedVotingGame.from_rules([(9, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])
        >>> found = co.find_weighted_representation(council).value
        >>> found.quotas, found.weights
        ((39,), ((7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),))

    References:
        Taylor and Zwicker (1999), Simple games, theorem 2.4.2; Freixas and Kurz (2014), On minimum integer representations of
        weighted games. Mathematical Social Sciences 67, 9–22.
    """
    return _decide(game, "representation by weights", limit, branches)


def _decide(game: CoalitionalGame, asked: Question, limit: int, branches: int) -> Solution[Any]:
    if asked == "weighted" and isinstance(game, WeightedVotingGame) and len(game.quotas) == 1:
        return certify(asked, game, Representation(asked, game.quotas[0], game.weights[0]), {"method": "as given"})
    n = len(game.players) if hasattr(game, "players") else 0
    within(n, limit, "comparing weights on all coalitions", 24)
    program = Separation.of(simple_table(game).table != 0)
    found = program.solve([])
    if found.status == "unbounded":
        return certify(asked, game, TradingTransform(asked, *program.trade(found.ray)), {"rounds": program.rounds})
    (*weights, quota), least = whole_weights(program, found, branches)
    diagnostics = {"rounds": program.rounds, "total": sum(weights), "least_total": least}
    return certify(asked, game, Representation(asked, quota, tuple(weights)), diagnostics)
