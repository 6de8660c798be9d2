from fractions import Fraction

import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import convex_games, tu_games

GAME = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 3, ("A", "C"): 2, ("A", "B", "C"): 4}, missing=0)


@given(tu_games(max_players=3))
def test_equal_and_proportional_shares(game):
    weights = {name: k + 1 for k, name in enumerate(game.players)}
    equal, proportional = co.sharing_game(game), co.sharing_game(game, sharing=weights)
    for i in game.players:
        own = [tuple(game.players.coalition(m)) for m in range(1 << len(game.players)) if i in game.players.coalition(m)]
        for s in own:
            for t in own:
                assert equal.prefers(i, s, t) is (Fraction(game[s], len(s)) > Fraction(game[t], len(t)))
                shares = [Fraction(game[c] * weights[i], sum(weights[j] for j in c)) for c in (s, t)]
                assert proportional.prefers(i, s, t) is (shares[0] > shares[1])


@given(convex_games(max_players=3))
def test_the_grand_coalition_of_a_convex_game_is_stable_with_shapley_shares(game):
    """The Shapley value of a larger subgame of a convex game gives no member less (Sprumont 1990)."""
    shared = co.sharing_game(game, sharing=lambda S: co.shapley_value(co.restricted(game, S)).value)
    assert co.check_core_stable(shared, [list(game.players)]).value


def test_common_ranking_by_equal_shares():
    """With equal shares all members agree on the order of coalitions, so there is a core partition (Farrell, Scotchmer 1988)."""
    core = co.enumerate_core_partitions(co.sharing_game(GAME))
    assert [repr(p) for p in core.value] == ["{A, B} | {C}"]


def test_floats_and_refusals():
    nearly = co.TUGame.from_function(["A", "B"], lambda S: 0.1 * len(S))  # 0.2 is exactly twice 0.1
    assert not co.sharing_game(nearly).prefers("A", ("A", "B"), "A")
    for sharing, message in (
        ("fair", "equal"),
        ({"A": 1, "B": 0, "C": 1}, "positive"),
        ({"A": 1}, "one weight for each"),
        (lambda S: {"A": 1}, "members"),
        (lambda S: 5, "members"),
    ):
        with pytest.raises(co.InvalidArgumentError, match=message):
            co.sharing_game(GAME, sharing=sharing)
    with pytest.raises(co.LimitExceededError, match="2 players"):
        co.sharing_game(GAME, limit=2)
    with pytest.raises(co.UndecidedError):
        co.sharing_game(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask", empty=False))
