import pytest
from hypothesis import find, given, settings

import coalitions as co
from coalitions.testing import (
    additive_games,
    balanced_games,
    convex_games,
    monotone_games,
    superadditive_games,
    tu_games,
    weighted_voting_games,
)


@given(convex_games())
def test_convex(game):
    assert co.check_convex(game).value


@given(superadditive_games())
def test_superadditive(game):
    assert co.check_superadditive(game).value


@given(balanced_games())
def test_balanced(game):
    assert co.find_core_point(game).value is not None


@given(additive_games())
def test_additive(game):
    assert co.shapley_value(game).value == {p: game[p] for p in game.players}


@given(monotone_games())
def test_monotone(game):
    assert all(game.worth(m) >= game.worth(m & ~(1 << i)) for m in range(1 << len(game.players)) for i in range(4))


@given(weighted_voting_games())
def test_voting(game):
    assert game.worth(game.players.grand) == 1


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [
        # a convex game that is no sum of unanimity games with positive weights, a superadditive one that is not convex, …
        (
            convex_games(),
            lambda g: len(g.players) == 3 and g[g.players.names] < sum(g[c] for c in (("A", "B"), ("A", "C"), ("B", "C"))),
        ),
        (superadditive_games(), lambda g: not co.check_convex(g).value),
        (superadditive_games(), lambda g: co.find_core_point(g).value is None),
        (tu_games(), lambda g: not co.check_superadditive(g).value),
        (balanced_games(), lambda g: not co.check_superadditive(g).value),
    ],
)
def test_the_strategies_reach_what_they_should(strategy, wanted):
    assert find(strategy, wanted, settings=settings(max_examples=4000, database=None)) is not None


def test_floats():
    game = find(tu_games(exact=False), lambda g: g.kind == "float")
    assert game.kind == "float"
