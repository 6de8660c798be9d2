"""tucoopy 0.1 (MIT): values, cores, unions, graphs and power indices in floats; four of its solvers answer other questions."""

from fractions import Fraction

import pytest

import coalitions as co
from tests.literature.lexicographic import kohlberg
from tests.peers.games import COUNCILS, GAMES, close, council, worths

tucoopy = pytest.importorskip("tucoopy", reason="needs the extra 'peers'")
power = pytest.importorskip("tucoopy.power")
properties = pytest.importorskip("tucoopy.properties")
solutions = pytest.importorskip("tucoopy.solutions")


def theirs(game):
    return tucoopy.Game(n_players=len(game.players), v=dict(enumerate(worths(game))))


@pytest.fixture(params=GAMES)
def game(request):
    return GAMES[request.param]


def test_values(game):
    assert close(solutions.shapley_value(theirs(game)), co.shapley_value(game).value)
    assert close(solutions.banzhaf_value(theirs(game)), co.banzhaf_value(game).value)
    assert close(solutions.cis_value(theirs(game)), co.equal_surplus_value(game).value)


def test_more_values(game):
    n, other = len(game.players), theirs(game)
    assert close(solutions.egalitarian_value(other), co.equal_division_value(game).value)
    weights = [k + 1 for k in range(n)]
    assert close(solutions.weighted_shapley_value(other, weights=weights), co.weighted_shapley_value(game, weights).value)
    third = [Fraction(1, 3) ** s * Fraction(2, 3) ** (n - 1 - s) for s in range(n)]
    found = solutions.semivalue(other, weights_by_k=[float(p) for p in third])
    assert close(found, co.semivalue(game, third).value)


def test_transforms(game):
    transforms = pytest.importorskip("tucoopy.transforms")
    names, found, ours = game.players.names, transforms.harsanyi_dividends(theirs(game)), co.dividends(game)
    for coalition, dividend in ours.items():
        mask = sum(1 << names.index(p) for p in coalition)
        assert found.get(mask, 0) == pytest.approx(float(dividend), abs=1e-6)
    other, dual = transforms.dual_game(theirs(game)), co.dual(game)
    assert [other.value(m) for m in range(1 << len(names))] == pytest.approx(worths(dual))


def test_properties_and_cores(game):
    other = theirs(game)
    assert properties.is_convex(other) is co.check_convex(game).value
    assert properties.is_superadditive(other) is co.check_superadditive(game).value
    assert properties.is_monotone(other) is co.check_monotone(game).value
    assert properties.balancedness_check(other).core_nonempty is (co.find_core_point(game).value is not None)
    epsilon = solutions.least_core_epsilon_star(other)
    assert epsilon == pytest.approx(float(co.least_core(game).value.epsilon), abs=1e-6)


def test_corners_of_the_core(game):
    geometry = pytest.importorskip("tucoopy.geometry")
    ours = co.core(game).value
    if len(game.players) <= 4 and not ours.is_empty:
        found = {tuple(round(a, 5) + 0.0 for a in corner) for corner in geometry.Core(theirs(game)).vertices()}
        assert found == {tuple(round(float(a), 5) + 0.0 for a in corner.values()) for corner in ours.vertices}


def test_unions_and_graphs(game):
    names, n = game.players.names, len(game.players)
    unions, links = [[0, 1], list(range(2, n))], [(i, i + 1) for i in range(n - 1)]
    ours = co.owen_value(game, [[names[i] for i in union] for union in unions])
    assert close(solutions.owen_value(theirs(game), unions=unions).x, ours.value)
    named = [(names[i], names[j]) for i, j in links]
    assert close(solutions.myerson_value(theirs(game), edges=links).x, co.myerson_value(game, named).value)


def test_tau(game):
    # outside the quasi-balanced games there are no payoffs between minimal rights and utopia payoffs (Tijs 1981), which is
    # None here; tucoopy goes on along the line through both
    ours = co.tau_value(game).value
    if ours is not None:
        assert close(solutions.tau_value(theirs(game)), ours)


def test_tau_of_the_majority_game():
    # tucoopy says 1/3 each; right is none: everybody has a right to 1 and nobody adds anything to the two others
    majority = GAMES["majority"]
    assert solutions.utopia_payoff(theirs(majority)) == [0, 0, 0]
    assert solutions.minimal_rights(theirs(majority)) == [1, 1, 1]
    assert solutions.tau_value(theirs(majority)) == pytest.approx([1 / 3] * 3)
    assert co.tau_value(majority).value is None


def test_nucleolus(game):
    # tucoopy fixes coalitions by the duals of one optimum only and stops at a point of the least core. Where it differs, its
    # answer fails the criterion of Kohlberg (1971), which ours meets
    ours = co.prenucleolus(game).value
    found = solutions.prenucleolus(theirs(game)).x
    exact = [Fraction(game.worth(m)) for m in range(1 << len(game.players))]
    if not close(found, ours):
        rounded = [Fraction(a).limit_denominator(10**4) for a in found]
        assert sum(rounded) == exact[-1]
        assert not kohlberg(exact, rounded)
        assert kohlberg(exact, list(ours.values()))


def test_nucleolus_of_the_talmud():
    # tucoopy says 50, 50, 100; right is 50, 75, 75 (Aumann and Maschler 1985)
    game = GAMES["talmud-200"]
    assert solutions.nucleolus(theirs(game)).x == pytest.approx([50, 50, 100])
    assert list(co.nucleolus(game).value.values()) == [50, 75, 75]


def test_gately_of_the_talmud():
    # tucoopy says 200/3 each, since it takes v(N) - x(i) for what the others lose; right is 40, 80, 80, in proportion to
    # v(N) - v(N without i) = 100, 200, 200 (Gately 1974: the others lose x(N without i) - v(N without i))
    game = GAMES["talmud-200"]
    assert solutions.gately_point(theirs(game)).x == pytest.approx([200 / 3] * 3)
    assert list(co.gately_value(game).value.values()) == [40, 80, 80]


def test_equal_nonseparable_contributions_of_three_cities():
    # tucoopy gives 125, 115, 110, which is 350 in all; right is 170/3, 230/3, 260/3: what each adds to the others is 100, 120,
    # 130, which is 130 too much for 220 (Moulin 1985)
    game = GAMES["cities"]
    assert solutions.ensc_value(theirs(game)) == pytest.approx([125, 115, 110])
    assert list(co.separable_cost_value(game).value.values()) == [Fraction(170, 3), Fraction(230, 3), Fraction(260, 3)]


def test_solidarity_of_the_brothers():
    # tucoopy divides dividends equally, which is the Shapley value; right is 7/18, 7/18, 4/18 (Nowak and Radzik 1994)
    brothers = co.TUGame.from_vector(list("ABC"), [0, 0, 0, 1, 0, 0, 1], order="size")
    solidarity = pytest.importorskip("tucoopy.power.solidarity")
    assert solidarity.solidarity_value(theirs(brothers)) == pytest.approx([1 / 2, 1 / 2, 0])
    assert list(co.solidarity_value(brothers).value.values()) == [Fraction(7, 18), Fraction(7, 18), Fraction(2, 9)]


@pytest.mark.parametrize("name", COUNCILS)
def test_power(name):
    game = council(name)
    other = theirs(co.tabulate(game))
    pairs = [
        (power.banzhaf_index, co.banzhaf_index),
        (power.shapley_shubik_index, co.shapley_shubik_index),
        (power.johnston_index, co.johnston_index),
        (power.deegan_packel_index, co.deegan_packel_index),
        (power.holler_index, co.holler_packel_index),
        (power.coleman_prevent_index, co.coleman_power_to_prevent),
        (power.coleman_initiate_index, co.coleman_power_to_initiate),
        (power.rae_index, co.rae_index),
    ]
    for ask, solver in pairs:
        assert close(ask(other), solver(game).value), solver
    assert power.coleman_collectivity_power_to_act(other) == pytest.approx(float(co.coleman_power_to_act(game).value))


def test_a_core_that_is_empty_by_little():
    # tucoopy says that the core is not empty; right is: empty, since 3 > 2 v(ABC) (Bondareva 1963)
    game = co.TUGame.from_vector(list("ABC"), [0, 0, 0, 1, 1, 1, "1.499999999999"], order="size")
    assert properties.balancedness_check(theirs(game)).core_nonempty is True
    assert co.find_core_point(game).value is None
