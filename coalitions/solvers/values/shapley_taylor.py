"""The Shapley–Taylor interaction of coalitions."""

from __future__ import annotations

from ...games.amounts import CoalitionAmounts
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._interactions import interactions


def shapley_taylor_interaction(game: CoalitionalGame, *, order: int = 2, limit: int = 18) -> Solution[CoalitionAmounts]:
    """How v(N) is shared among all coalitions of up to `order` players, the largest of them taking all higher interactions.

    A coalition S of fewer than k = order players gets its dividend, Δ_S v({}). One of k players gets (k / n) Σ_T Δ_S v(T) /
    C(n−1, t), over the sets T without members of S, where Δ_S v(T) = Σ_{R ⊆ S} (−1)^{s−r} v(T ∪ R). The numbers add up to
    v(N); with order 1 they are the Shapley value. Float worths stand for their own binary values, so nothing is rounded;
    symbolic games give closed forms.

    Args:
        game: any game with transferable utility.
        order: the largest coalitions that get a number.
        limit: the most players. Cost: at most 2**n operations on Python integers for each of the coalitions of up to `order`
            players.

    Returns:
        Solution with CoalitionAmounts, a mapping from sets of names, certified up to 12 players by shares of the dividends,
        beyond by `verify()`.

    Raises:
        InvalidArgumentError: the order is not a whole number of at least 1.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Dhamdhere, Agarwal and Sundararajan (2020), interaction distribution: pairs of all who are needed
        >>> co.shapley_taylor_interaction(co.unanimity_game(["A", "B", "C"], ["A", "B", "C"])).value
        {A}: 0, {B}: 0, {C}: 0, {A, B}: 1/3, {A, C}: 1/3, {B, C}: 1/3

    References:
        Dhamdhere, Agarwal and Sundararajan (2020), The Shapley Taylor interaction index.
    """
    return interactions("shapley-taylor", game, order, limit)
