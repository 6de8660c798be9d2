"""coopgt 0.0.3 (MIT): the Shapley value by all orders, properties, and the core by a linear program."""

from itertools import combinations

import numpy as np
import pytest

import coalitions as co
from tests.peers.games import GAMES, close

shapley_value = pytest.importorskip("coopgt.shapley_value", reason="needs the extra 'peers'")
laws = pytest.importorskip("coopgt.characteristic_function_properties")
core = pytest.importorskip("coopgt.core")


def theirs(game):
    """A dictionary with the players 1 to n in sorted tuples as keys."""
    n = len(game.players)
    sets = [S for k in range(n + 1) for S in combinations(range(1, n + 1), k)]
    return {S: game.worth(sum(1 << i - 1 for i in S)) for S in sets}


@pytest.fixture(params=GAMES)
def game(request):
    return GAMES[request.param]


def test_shapley(game):
    assert close(shapley_value.calculate(theirs(game)), co.shapley_value(game).value)


def test_properties(game):
    assert bool(laws.is_superadditive(theirs(game))) is co.check_superadditive(game).value
    assert bool(laws.is_monotone(theirs(game))) is co.check_monotone(game).value
    assert bool(core.is_convex(theirs(game))) is co.check_convex(game).value


def test_core(game):
    found, ours = core.find_core_point(theirs(game)), co.find_core_point(game).value
    assert (found is None) is (ours is None)
    if ours is not None:
        assert co.least_core(game).value.epsilon <= 0
        whole = [int(a) if a == int(a) else float(a) for a in ours.values()]
        if all(isinstance(a, int) for a in whole):
            assert core.is_in_core(theirs(game), whole)


def test_a_core_that_is_empty_by_little():
    # coopgt gives a point; right is none, since v(AB) + v(AC) + v(BC) = 3 > 2 v(ABC) (Bondareva 1963)
    game = co.TUGame.from_vector(list("ABC"), [0, 0, 0, 1, 1, 1, "1.499999999999"], order="size")
    point = core.find_core_point({S: float(w) for S, w in theirs(game).items()})
    assert point is not None
    assert np.sum(point) == pytest.approx(1.5)
    assert co.find_core_point(game).value is None
