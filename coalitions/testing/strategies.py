"""Strategies for games with transferable utility.

Each class is built coalition by coalition, in the order of the masks: the worth is the least that the class allows, plus a
slack that is drawn. So every game of the class (with worths in range) is reached, a failing example shrinks to slack 0, and
dropping the last player cuts the draws off at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

from ..errors import MissingExtraError
from ..games.boolean import BooleanVotingGame
from ..games.tu import TUGame
from ..games.typed import TypedGame
from ..games.voting import WeightedVotingGame
from ..players import Players

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError(
        "expected Hypothesis for coalitions.testing, but it is not installed. Write: pip install 'coalition-theory[testing]'"
    ) from None

Worths = list[Any]


def _players(n: int) -> Players:
    return Players(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:n]))


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _numbers(exact: bool, low: int, high: int) -> st.SearchStrategy[Any]:
    return st.integers(low, high) if exact else st.floats(low, high)


def _built(
    least: Callable[[Worths, int], Any], *, min_players: int, max_players: int, singles: st.SearchStrategy[Any], slack: int
) -> st.SearchStrategy[TUGame]:
    @st.composite
    def game(draw: st.DrawFn) -> TUGame:
        n = draw(st.integers(min_players, max_players))
        worths: Worths = [0]
        for mask in range(1, 1 << n):
            single = mask & (mask - 1) == 0
            worths.append(draw(singles) if single else least(worths, mask) + draw(st.integers(0, slack)))
        return TUGame.from_vector(_players(n), worths, order="mask")

    return game()


def tu_games(
    *, min_players: int = 1, max_players: int = 4, low: int = -4, high: int = 4, exact: bool = True
) -> st.SearchStrategy[TUGame]:
    """Any game with worths between low and high: whole numbers, or floats with `exact=False`.

    Examples:
        >>> from hypothesis import given
        >>> from coalitions.testing import tu_games
        >>> @given(tu_games(max_players=3))
        ... def law(game):
        ...     assert game[()] == 0
        >>> law()

    References:
        MacIver, Hatfield-Dodds et al. (2019), Hypothesis: a new approach to property-based testing.
    """

    @st.composite
    def game(draw: st.DrawFn) -> TUGame:
        n = draw(st.integers(min_players, max_players))
        worths = [0] + [draw(_numbers(exact, low, high)) for _ in range((1 << n) - 1)]
        return TUGame.from_vector(_players(n), worths, order="mask")

    return game()


def additive_games(*, min_players: int = 1, max_players: int = 4) -> st.SearchStrategy[TUGame]:
    """Games in which a coalition is worth the sum of what its members are worth alone."""

    def least(worths: Worths, mask: int) -> Any:
        return sum(worths[1 << i] for i in _members(mask))

    return _built(least, min_players=min_players, max_players=max_players, singles=st.integers(-4, 4), slack=0)


def monotone_games(*, min_players: int = 1, max_players: int = 4) -> st.SearchStrategy[TUGame]:
    """Every monotone game: v(S) is the most that S without one member is worth, plus a slack."""

    def least(worths: Worths, mask: int) -> Any:
        return max(worths[mask ^ 1 << i] for i in _members(mask))

    return _built(least, min_players=min_players, max_players=max_players, singles=st.integers(0, 4), slack=4)


def superadditive_games(*, min_players: int = 1, max_players: int = 4) -> st.SearchStrategy[TUGame]:
    """Every superadditive game: v(S) is the most that a split of S in two is worth, plus a slack."""

    def least(worths: Worths, mask: int) -> Any:
        parts = (t for t in range(1, mask) if t & mask == t)
        return max(worths[t] + worths[mask ^ t] for t in parts)

    return _built(least, min_players=min_players, max_players=max_players, singles=st.integers(-4, 4), slack=4)


def convex_games(*, min_players: int = 1, max_players: int = 4) -> st.SearchStrategy[TUGame]:
    """Every convex game: v(S) is the most that v(S−i) + v(S−j) − v(S−i−j) is for two members, plus a slack."""

    def least(worths: Worths, mask: int) -> Any:
        pairs = ((1 << i, 1 << j) for i, j in combinations(_members(mask), 2))
        return max(worths[mask ^ a] + worths[mask ^ b] - worths[mask ^ a ^ b] for a, b in pairs)

    return _built(least, min_players=min_players, max_players=max_players, singles=st.integers(-4, 4), slack=4)


def balanced_games(*, min_players: int = 1, max_players: int = 4) -> st.SearchStrategy[TUGame]:
    """Every game with a core point x in whole numbers: v(S) = x(S) minus a slack, v(N) = x(N)."""

    @st.composite
    def game(draw: st.DrawFn) -> TUGame:
        n = draw(st.integers(min_players, max_players))
        x = [draw(st.integers(-4, 4)) for _ in range(n)]
        worths = [sum(x[i] for i in _members(mask)) for mask in range(1 << n)]
        worths[1:-1] = [w - draw(st.integers(0, 4)) for w in worths[1:-1]]
        return TUGame.from_vector(_players(n), worths, order="mask")

    return game()


def weighted_voting_games(
    *, min_players: int = 1, max_players: int = 5, max_weight: int = 5, max_rules: int = 2
) -> st.SearchStrategy[WeightedVotingGame]:
    """Weighted voting games of one or several rules that all players together meet."""

    @st.composite
    def game(draw: st.DrawFn) -> WeightedVotingGame:
        n = draw(st.integers(min_players, max_players))
        rules = draw(st.integers(1, max_rules))
        weights = [draw(st.lists(st.integers(0, max_weight), min_size=n, max_size=n).filter(any)) for _ in range(rules)]
        quotas = tuple(draw(st.integers(1, sum(row))) for row in weights)
        return WeightedVotingGame(_players(n), quotas, tuple(map(tuple, weights)))

    return game()


def boolean_voting_games(*, max_players: int = 5, max_alternatives: int = 3) -> st.SearchStrategy[BooleanVotingGame]:
    """Voting games with alternatives, each of one or two weight rules."""

    @st.composite
    def game(draw: st.DrawFn) -> BooleanVotingGame:
        n = draw(st.integers(1, max_players))
        same = weighted_voting_games(min_players=n, max_players=n)
        return BooleanVotingGame(_players(n), tuple(draw(st.lists(same, min_size=1, max_size=max_alternatives))))

    return game()


def typed_games(
    *, max_players: int = 6, max_types: int = 3, low: int = -4, high: int = 4, simple: bool = False
) -> st.SearchStrategy[TypedGame]:
    """Games whose players come in types: any whole worths of profiles, or simple games (monotone, 0 or 1, v(N) = 1).

    The players of one type need not follow each other, nor the types the order of their first players.
    """

    def shuffled(draw: st.DrawFn, game: TypedGame) -> TypedGame:
        membership = tuple(draw(st.permutations(game.membership)))
        return TypedGame(game.players, game.types, membership, game.table, game.denominator, game.kind)

    @st.composite
    def game(draw: st.DrawFn) -> TypedGame:
        types = draw(st.integers(1, min(max_types, max_players)))
        counts = [1] * types
        for _ in range(draw(st.integers(0, max_players - types))):
            counts[draw(st.integers(0, types - 1))] += 1
        named = dict(zip("ABCDEFGHIJ", counts, strict=False))
        if not simple:
            return shuffled(draw, TypedGame.from_function(named, lambda k: draw(st.integers(low, high))))
        minimal = draw(st.lists(st.tuples(*(st.integers(0, c) for c in counts)).filter(any), max_size=3))
        listed = [*minimal, tuple(counts)]
        game = TypedGame.from_function(
            named, lambda k: int(any(all(k[name] >= m for name, m in zip(named, row, strict=True)) for row in listed))
        )
        return shuffled(draw, game)

    return game()
