"""coopgame-py 0.3 (MIT): values, nucleoli, kernel, least core, unions, graphs and power indices in floats."""

from fractions import Fraction

import pytest

import coalitions as co
from tests.literature.pairs_of_coalitions import modiclus_by_definition
from tests.peers.games import COUNCILS, GAMES, close, council, worths

coopgame = pytest.importorskip("coopgame", reason="needs the extra 'peers'")


def theirs(game):
    return coopgame.Game(worths(game)[1:])


@pytest.fixture(params=GAMES)
def game(request):
    return GAMES[request.param]


@pytest.mark.parametrize(
    ("ask", "solver"),
    [
        (coopgame.shapley, co.shapley_value),
        (coopgame.banzhaf, co.banzhaf_value),
        (coopgame.solidarity, co.solidarity_value),
        (coopgame.prenucleolus, co.prenucleolus),
        (lambda g: coopgame.per_capita_nucleolus(g, "preimputation"), co.per_capita_prenucleolus),
    ],
    ids=["shapley", "banzhaf", "solidarity", "prenucleolus", "per-capita"],
)
def test_values(game, ask, solver):
    found = ask(theirs(game))
    assert close(found["allocation"] if isinstance(found, dict) else found, solver(game).value)


def test_nucleolus(game):
    ours = co.nucleolus(game).value
    if ours is None:
        with pytest.raises(ValueError, match=r"."):
            coopgame.nucleolus(theirs(game))
    else:
        assert close(coopgame.nucleolus(theirs(game))["allocation"], ours)


def test_tau(game):
    ours = co.tau_value(game).value
    if ours is None:
        with pytest.raises(ValueError, match=r"."):
            coopgame.tau_value(theirs(game))
    else:
        assert close(coopgame.tau_value(theirs(game)), ours)


def test_gately(game):
    # coopgame refuses every game in which nothing is gained together. Where v(N) is the sum of the v(i), there is one
    # imputation, and it is the answer here (Littlechild and Vaidya 1976 divide by gains, which are 0 then)
    alone = sum(game.worth(1 << i) for i in range(len(game.players)))
    ours = co.gately_value(game).value
    if ours is None or game.worth(game.players.grand) == alone:
        with pytest.raises(ValueError, match=r"."):
            coopgame.gately_point(theirs(game))
    else:
        assert close(coopgame.gately_point(theirs(game)), ours)


def test_properties_and_cores(game):
    other = theirs(game)
    assert other.is_convex() is co.check_convex(game).value
    assert other.is_superadditive() is co.check_superadditive(game).value
    assert other.has_nonempty_core() is (co.find_core_point(game).value is not None)
    least = coopgame.least_core(other, "preimputation")["epsilon"]
    assert least == pytest.approx(float(co.least_core(game).value.epsilon), abs=1e-6)


def test_prekernel(game):
    for payoffs in (co.prenucleolus(game).value, co.shapley_value(game).value):
        found = coopgame.is_in_kernel(theirs(game), [float(a) for a in payoffs.values()], "preimputation")
        assert found is co.check_in_prekernel(game, payoffs).value


def test_unions_and_graphs(game):
    names, n = game.players.names, len(game.players)
    unions, links = [[0, 1], list(range(2, n))], [(i, i + 1) for i in range(n - 1)]
    ours = [[names[i] for i in union] for union in unions]
    assert close(coopgame.owen(theirs(game), unions), co.owen_value(game, ours).value)
    assert close(coopgame.aumann_dreze(theirs(game), unions), co.aumann_dreze_value(game, ours).value)
    named = [(names[i], names[j]) for i, j in links]
    assert close(coopgame.myerson(theirs(game), links), co.myerson_value(game, named).value)


@pytest.mark.parametrize("name", COUNCILS)
def test_power(name):
    game = council(name)
    found = coopgame.power_indices(theirs(co.tabulate(game)))
    solvers = {
        "johnston": co.johnston_index,
        "deegan_packel": co.deegan_packel_index,
        "public_good": co.holler_packel_index,
        "coleman_prevent": co.coleman_power_to_prevent,
        "coleman_initiative": co.coleman_power_to_initiate,
    }
    for key, solver in solvers.items():
        assert close(found[key], solver(game).value), key
    assert found["coleman_collectivity"] == pytest.approx(float(co.coleman_power_to_act(game).value))
    assert {frozenset(S) for S in found["minimal_winning"]} == set(map(frozenset, co.enumerate_minimal_winning(game).value))


def test_exact_nucleolus(game):
    # its one exact solver: fractions in, fractions out
    ours = co.prenucleolus(game).value
    found = coopgame.nucleolus_exact([game.worth(m) for m in range(1, 1 << len(game.players))], "preimputation")
    assert (found["allocation"] if isinstance(found, dict) else found) == list(ours.values())


def test_families():
    tariffs = dict(enumerate([12, 20, 33, 33, 50]))
    runway, found = co.airport_game(tariffs), coopgame.airport(list(tariffs.values()))
    assert close(found["shapley"], co.shapley_value(runway).value)
    saved = co.nucleolus(co.savings_game(runway)).value
    assert found["nucleolus"] == pytest.approx([float(tariffs[p] - saved[p]) for p in tariffs])
    costs = [[0, 6, 10, 6], [6, 0, 4, 6], [10, 4, 0, 4], [6, 6, 4, 0]]
    links = {(i, j): costs[i][j] for i in range(4) for j in range(i)}
    tree, found = co.spanning_tree_game(links, 0), coopgame.spanning_tree(costs)
    assert co.check_in_core(co.dual(tree), dict(zip([1, 2, 3], map(int, found["bird"]), strict=True))).value
    saved = co.nucleolus(co.savings_game(tree)).value
    assert found["nucleolus"] == pytest.approx([float(tree[p] - saved[p]) for p in (1, 2, 3)])
    made = co.linear_production_game({1: [4, 33], 2: [6, 39], 3: [60, 0]}, technology=[[4, 5], [6, 2]], prices=[68, 52])
    found = coopgame.linear_production([[4, 5], [6, 2]], [68, 52], [[4, 33], [6, 39], [60, 0]])
    assert found["value"] == pytest.approx(made[1, 2, 3])
    assert co.check_in_core(made, [round(a) for a in found["owen"]]).value


@pytest.mark.parametrize("estate", range(0, 601, 50))
def test_talmud(estate):
    ours = co.nucleolus(co.bankruptcy_game(estate, {"A": 100, "B": 200, "C": 300})).value
    assert coopgame.talmud(estate, [100, 200, 300], exact=True) == list(ours.values())


def test_anti_prenucleolus(game):
    # the prenucleolus of the dual
    found = coopgame.anti_prenucleolus(theirs(game))
    assert close(found["allocation"] if isinstance(found, dict) else found, co.prenucleolus(co.dual(game)).value)


SMALL = [name for name in GAMES if len(GAMES[name].players) <= 4]


@pytest.mark.parametrize("name", SMALL)
def test_modiclus(name):
    # coopgame leaves out the pairs of coalitions in which one is empty or all players; the differences with the excess 0 of
    # these belong to the definition (Sudhölter 1997), and the next test settles it by a theorem
    game = GAMES[name]
    found = coopgame.modiclus(theirs(game))["allocation"]
    assert found == pytest.approx(list(modiclus_by_definition(game, trivial=False)), abs=1e-6 * max(map(abs, worths(game))))
    scale = max(1.0, *map(abs, worths(game)))
    assert [float(a) for a in co.modiclus(game).value.values()] == pytest.approx(
        list(modiclus_by_definition(game)), abs=1e-6 * scale
    )


def test_modiclus_of_a_runway():
    # coopgame says 1/2, 9/4, 13/4; right is 0, 5/2, 7/2: of runways it is the rule of constrained equal benefits (Potters and
    # Sudhölter 1999), by which everybody saves 5/2, or all that he would pay
    runway = co.TUGame.from_function(range(3), lambda S: -max([1, 5, 6][i] for i in S))
    assert coopgame.modiclus(theirs(runway))["allocation"] == pytest.approx([-1 / 2, -9 / 4, -13 / 4])
    assert list(co.modiclus(runway).value.values()) == [0, Fraction(-5, 2), Fraction(-7, 2)]


@pytest.mark.parametrize("name", SMALL)
def test_kernel(name):
    # where there is no imputation, coopgame raises and the kernel is the empty set here
    game, ours = GAMES[name], co.kernel(GAMES[name]).value
    if ours.is_empty:
        with pytest.raises(ValueError, match=r"."):
            coopgame.kernel_set(theirs(game))
        return
    pieces = coopgame.kernel_set(theirs(game))["pieces"]
    corners = [[float(a) for a in corner] for piece in ours.corners() for corner in piece]
    assert all(coopgame.is_in_kernel(theirs(game), corner) for corner in corners)
    for corner in (corner for piece in pieces for corner in piece["vertices"]):
        assert ours.contains([Fraction(a).limit_denominator(1000) for a in corner])


@pytest.mark.parametrize("name", SMALL)
def test_bargaining_set(name):
    game = GAMES[name]
    alone = sum(game.worth(1 << i) for i in range(len(game.players)))
    if alone <= game.worth(game.players.grand):
        for payoffs in (co.nucleolus(game).value, co.equal_surplus_value(game).value):
            found = coopgame.bargaining_set(theirs(game), [float(a) for a in payoffs.values()])["member"]
            assert found is co.check_in_bargaining_set(game, payoffs).value


def test_a_core_that_is_empty_by_little():
    # coopgame says that the core is not empty; right is: empty, since v(AB) + v(AC) + v(BC) = 3 > 2 v(ABC) = 3 - 2e-12
    # (Bondareva 1963): one trillionth is within its tolerance
    game = co.TUGame.from_vector(list("ABC"), [0, 0, 0, 1, 1, 1, "1.499999999999"], order="size")
    assert theirs(game).has_nonempty_core() is True
    assert co.find_core_point(game).value is None
