"""Games by types give the answers of their tables, solver by solver, and do so where no table is possible."""

import time
from dataclasses import replace
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.values import DividendShares
from coalitions.players import Players
from coalitions.testing import typed_games
from tests.literature.councils import security_council

VALUES = [
    co.nucleolus,
    co.prenucleolus,
    co.per_capita_prenucleolus,
    co.find_kernel_point,
    co.find_prekernel_point,
    co.shapley_value,
    co.banzhaf_value,
    co.solidarity_value,
    co.equal_division_value,
    co.equal_surplus_value,
    co.separable_cost_value,
    co.consensus_value,
    co.tau_value,
    co.chi_value,
    co.gately_value,
]
POWER = [
    co.shapley_shubik_index,
    co.banzhaf_index,
    co.banzhaf_value,
    co.coleman_power_to_act,
    co.coleman_power_to_initiate,
    co.coleman_power_to_prevent,
    co.johnston_index,
    co.deegan_packel_index,
    co.holler_packel_index,
    co.shift_index,
    co.shift_deegan_packel_index,
]
PROPERTIES = [
    co.check_monotone,
    co.check_superadditive,
    co.check_convex,
    co.check_simple,
    co.check_constant_sum,
    co.check_essential,
    co.check_balanced,
    co.check_zero_monotone,
    co.check_additive,
    co.check_semiconvex,
    co.check_totally_positive,
    co.find_null_players,
    co.find_symmetric_players,
    co.egalitarian_value,
]
OF_SIMPLE_GAMES = [co.check_proper, co.check_strong, co.find_veto_players, co.find_dictator]
JUDGED = [co.check_in_core, co.check_in_least_core, co.check_in_kernel, co.check_in_prekernel]


def by_name(function):
    return function.__name__


def answer(solver, game, *judged):
    """The value, or the error that says why there is none."""
    try:
        solution = solver(game, *judged)
    except (co.UnsupportedGameError, co.UndecidedError) as error:
        return type(error)
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    assert repr(solution)
    assert solution.to_dict()["concept"] == solution.concept
    return solution.value


@pytest.mark.parametrize("solver", VALUES, ids=by_name)
@given(game=typed_games(max_players=6))
@settings(max_examples=40)
def test_the_same_value(solver, game):
    assert answer(solver, game) == answer(solver, co.tabulate(game))


@pytest.mark.parametrize("solver", POWER, ids=by_name)
@given(game=typed_games(max_players=7, simple=True))
@settings(max_examples=40)
def test_the_same_power(solver, game):
    assert answer(solver, game) == answer(solver, co.tabulate(game))


@pytest.mark.parametrize("solver", POWER, ids=by_name)
@given(game=typed_games(max_players=5, low=0, high=1))
@settings(max_examples=30)
def test_power_in_games_that_may_not_be_simple(solver, game):
    assert answer(solver, game) == answer(solver, co.tabulate(game))


def built_up(k, *, slack=0):
    """Few distinct worths, so that properties hold often."""
    return sum(j * (i + 1) for i, j in enumerate(k.values())) ** 2 // 4 - slack


@pytest.mark.parametrize("solver", PROPERTIES, ids=by_name)
@given(game=st.one_of(typed_games(max_players=6, low=0, high=1), typed_games(max_players=6, simple=True)), data=st.data())
@settings(max_examples=60)
def test_the_same_property(solver, game, data):
    if data.draw(st.booleans()):  # a convex game, or nearly one
        slack = data.draw(st.sampled_from([0, 0, 1]))
        game = co.TypedGame.from_function(game.members, lambda k: built_up(k, slack=slack * (k["A"] == 1)))
    assert answer(solver, game) == answer(solver, co.tabulate(game))


@pytest.mark.parametrize("solver", OF_SIMPLE_GAMES, ids=by_name)
@given(game=st.one_of(typed_games(max_players=6, low=0, high=1), typed_games(max_players=6, simple=True)))
@settings(max_examples=60)
def test_the_same_property_of_simple_games(solver, game):
    assert answer(solver, game) == answer(solver, co.tabulate(game))


@pytest.mark.parametrize("solver", [*PROPERTIES, *OF_SIMPLE_GAMES], ids=by_name)
def test_properties_of_an_assembly(solver):
    game = assembly()
    if solver is co.egalitarian_value:
        with pytest.raises(co.UnsupportedGameError, match="convex"):
            solver(game)
        return
    start = time.process_time()
    found = answer(solver, game)
    assert time.process_time() - start < 2
    refuted = (co.check_convex, co.check_additive, co.check_totally_positive)
    wanted = {**dict.fromkeys(refuted, False), co.check_constant_sum: False, co.check_strong: False, co.find_dictator: None}
    if solver is co.find_null_players:
        assert not found
    elif solver is co.find_symmetric_players:
        assert [len(c) for c in found] == [5, 188]
    elif solver is co.find_veto_players:
        assert set(found) == set(game.members["permanent"])
    else:
        assert found is wanted.get(solver, True)


@pytest.mark.parametrize("solver", POWER, ids=by_name)
def test_the_security_council_as_a_voting_game_and_by_types(solver):
    council = security_council()
    assert answer(solver, co.symmetry_reduced(council)) == answer(solver, council)


@given(typed_games(max_players=5), st.data())
def test_values_with_weights(game, data):
    n, table = len(game.players), co.tabulate(game)
    weights = [data.draw(st.fractions(min_value="1/3", max_value=2, max_denominator=3)) for _ in game.players]
    assert answer(co.weighted_shapley_value, game, weights) == answer(co.weighted_shapley_value, table, weights)
    size = data.draw(st.integers(0, n - 1))
    joins = [Fraction(int(s == size), comb(n - 1, s)) for s in range(n)]
    assert answer(co.semivalue, game, joins) == answer(co.semivalue, table, joins)


@given(typed_games(max_players=5), st.data())
def test_floats(game, data):
    worths = [0.0, *(data.draw(st.floats(-1, 1)) for _ in game.table[1:])]
    game = co.TypedGame(game.players, game.types, game.membership, np.array(worths), 1, "float")
    table = co.tabulate(game)
    assert answer(co.nucleolus, game) == answer(co.nucleolus, table)
    assert answer(co.solidarity_value, game) == answer(co.solidarity_value, table)
    for solver in (co.shapley_value, co.banzhaf_value):
        mine, dense = solver(game), solver(table)
        assert mine.guarantee is dense.guarantee is co.Guarantee.APPROXIMATE
        close = mine.diagnostics["error_bound"] + dense.diagnostics["error_bound"]
        assert all(abs(a - b) <= close for a, b in zip(mine.value.amounts, dense.value.amounts, strict=True))
        assert mine.diagnostics["error_bound"] <= 1e-15


@given(typed_games(max_players=5))
@settings(max_examples=20)
def test_expressions(game):
    w = co.parameter("w")
    worths = np.array([w * int(v) + int(v) ** 2 for v in game.table], dtype=object)
    game = co.TypedGame(game.players, game.types, game.membership, worths, 1, "symbolic")
    table = co.tabulate(game)
    for solver in (co.shapley_value, co.banzhaf_value, co.solidarity_value, co.consensus_value, co.separable_cost_value):
        mine, dense = solver(game), solver(table)
        assert mine.verify().guarantee is co.Guarantee.CERTIFIED
        assert all((a - b).expand() == 0 for a, b in zip(mine.value.amounts, dense.value.amounts, strict=True) if a != b)
    with pytest.raises(co.UndecidedError):
        co.nucleolus(game)


@given(typed_games(max_players=6))
def test_cores(game):
    table = co.tabulate(game)
    point, dense = answer(co.find_core_point, game), answer(co.find_core_point, table)
    assert (point is None) == (dense is None)
    if point is not None:
        assert co.check_in_core(table, point).value
    least, wanted = answer(co.least_core, game), answer(co.least_core, table)
    assert least.epsilon == wanted.epsilon
    assert co.check_in_least_core(table, least.payoffs).value


@pytest.mark.parametrize("solver", JUDGED, ids=by_name)
@given(game=typed_games(max_players=5), data=st.data())
@settings(max_examples=60)
def test_the_same_verdict_on_any_payoffs(solver, game, data):
    kind = data.draw(st.sampled_from(["any", "shares", "nucleolus", "core"]))
    table = co.tabulate(game)
    x = [data.draw(st.integers(-4, 4)) for _ in game.players]
    if kind == "shares":
        x[-1] = table.worth(table.players.grand) - sum(x[:-1])
    elif kind == "nucleolus":
        x = co.prenucleolus(table).value
    elif kind == "core":
        x = co.find_core_point(table).value or x
    assert answer(solver, game, x) == answer(solver, table, x)


def assembly(states=193, permanent=5, majority=129):
    """Decisions need all permanent members, and so many of all states."""
    return co.TypedGame.from_function(
        {"permanent": permanent, "other": states - permanent},
        lambda k: int(k["permanent"] == permanent and k["permanent"] + k["other"] >= majority),
    )


def test_an_assembly_of_193_states():
    game = assembly()
    start = time.process_time()
    core, nucleolus = co.find_core_point(game), co.nucleolus(game)
    indices = [co.shapley_shubik_index(game), co.banzhaf_index(game)]
    assert time.process_time() - start < 1
    council = co.WeightedVotingGame.from_rules(
        [(129, dict.fromkeys(game.players, 1)), (5, dict.fromkeys(game.players.names[:5], 1))]
    )
    assert [s.value for s in indices] == [co.shapley_shubik_index(council).value, co.banzhaf_index(council).value]
    assert all(s.guarantee is co.Guarantee.CERTIFIED for s in indices)
    # the players with a veto share everything, whatever the others do
    assert nucleolus.value["permanent 1"] == Fraction(1, 5)
    assert nucleolus.value["other 188"] == 0
    assert sum(core.value.amounts) == 1
    assert all(s.guarantee is co.Guarantee.CERTIFIED for s in (core, nucleolus))
    assert co.check_in_core(game, core.value).value
    unequal = [1, 0, 0, 0, 0] + [0] * 188
    assert co.check_in_core(game, unequal).value
    assert not co.check_in_prekernel(game, unequal).value
    assert co.check_in_kernel(game, nucleolus.value).value


@pytest.mark.parametrize("solver", [*VALUES, co.find_core_point, co.least_core], ids=by_name)
def test_nobody_and_one_player(solver):
    nobody = co.TypedGame.from_function({}, lambda k: 0)
    one = co.TypedGame.from_function({"A": 1}, lambda k: Fraction("7/3"))
    for game in (nobody, one, co.TypedGame.from_function({"A": 2}, lambda k: 0)):
        assert answer(solver, game) == answer(solver, co.tabulate(game))


@pytest.mark.parametrize("solver", [*VALUES, co.least_core, co.find_core_point], ids=by_name)
@pytest.mark.parametrize(
    "worths",
    [
        {(1, 0): "0.000000001", (0, 1): 10**9, (1, 1): 10**9 + 1, (2, 0): 3, (2, 1): 2 * 10**9},
        {(1, 0): Fraction(1, 3), (0, 1): Fraction(2, 7), (1, 1): -5, (2, 0): Fraction(1, 3), (2, 1): 1},
        {(1, 0): 10**30, (0, 1): 10**40, (1, 1): 3 * 10**40, (2, 0): -(10**35), (2, 1): 10**41},
    ],
    ids=["two scales", "thirds", "beyond int64"],
)
def test_scales(solver, worths):
    game = co.TypedGame.from_worths({"A": 2, "B": 1}, worths)
    mine, dense = answer(solver, game), answer(solver, co.tabulate(game))
    if solver is co.least_core:
        assert mine.epsilon == dense.epsilon
    elif solver is co.find_core_point:
        assert (mine is None) == (dense is None)
    else:
        assert mine == dense


def test_one_type_shares_equally():
    game = co.TypedGame.from_function({"A": 40}, lambda k: k["A"] ** 2)
    for solver in (co.nucleolus, co.prenucleolus, co.shapley_value, co.tau_value, co.egalitarian_value, co.find_core_point):
        assert set(solver(game).value.amounts) == {40}
    # the least core has the excess of 39 of the 40: 39**2 - 39 * 40
    assert co.least_core(game).value.epsilon == -39
    assert co.check_convex(game).value


def test_numbers_by_type():
    game = assembly()
    shares = {"permanent": "1/5", "other": 0}
    for solver in JUDGED:
        assert solver(game, shares).value is True
    assert co.check_in_core(game, {"permanent": 0, "other": "1/188"}).value is False
    small = co.TypedGame.from_function({"A": 2, "B": 1}, lambda k: k["A"] * k["B"] + k["A"])
    weighted = co.weighted_shapley_value(small, {"A": 1, "B": 3}).value
    assert weighted == co.weighted_shapley_value(co.tabulate(small), [1, 1, 3]).value
    with pytest.raises(co.UnknownPlayerError):
        co.check_in_core(small, {"A": 1, "C": 1})


def test_limits_name_what_to_do():
    game = co.TypedGame.from_function({"A": 40, "B": 40}, lambda k: k["A"] * k["B"])
    with pytest.raises(co.LimitExceededError, match=r"2\*\*limit = 1024 profiles .* got 1681; write limit=11"):
        co.nucleolus(game, limit=10)
    with pytest.raises(co.LimitExceededError, match="pairs of profiles"):
        co.check_superadditive(game, limit=10)
    with pytest.raises(co.LimitExceededError, match="for 80 types"):
        co.check_in_core(game, list(range(80)))
    with pytest.raises(co.LimitExceededError, match="games by types as they are"):
        co.myerson_value(game, [("A 1", "B 1")])


def test_inequalities_of_many_players():
    """By hand: the pairs of 150 players have the dividend 1 or -1, and all others none."""
    pairs = co.TypedGame.from_function({"A": 150}, lambda k: comb(k["A"], 2))
    less = co.TypedGame.from_function({"A": 150}, lambda k: -comb(k["A"], 2))
    for solver in (co.check_zero_monotone, co.check_totally_positive, co.check_semiconvex):
        assert answer(solver, pairs) is True
        broken = solver(less)
        assert broken.value is False
        with pytest.raises(co.CertificateError):
            co.certify(broken.concept, pairs, broken.certificate)
        with pytest.raises(co.CertificateError):
            co.certify(broken.concept, less, solver(pairs).certificate)
    assert answer(co.check_additive, pairs) is False
    assert answer(co.check_additive, co.TypedGame.from_function({"A": 150}, lambda k: k["A"])) is True


def test_weights_of_profiles_that_do_not_show_an_empty_core():
    game = co.TypedGame.from_function({"A": 30}, lambda k: int(k["A"] > 15))
    found = co.check_balanced(game)
    assert found.value is False
    assert found.verify().guarantee is co.Guarantee.CERTIFIED
    (index, weight), *others = found.certificate.weights
    halves = ((index, weight / 2), (index, weight / 2), *others)
    for change in ({"mask": 1}, {"mask": True}, {"weights": ()}, {"weights": halves}, {"violated": "exact"}):
        with pytest.raises(co.CoalitionsError):
            co.certify("balanced", game, replace(found.certificate, **change))


def test_a_market_of_many_pairs():
    """Left and right gloves in unequal numbers: in the core the scarce side gets everything (Shapley and Shubik 1969)."""
    game = co.TypedGame.from_function({"left": 50, "right": 51}, lambda k: min(k["left"], k["right"]))
    for solver in (co.find_core_point, co.nucleolus, co.tau_value):
        assert solver(game).value.to_dict() == {p: int(str(p).startswith("left")) for p in game.players}
    assert sum(co.shapley_value(game).value.amounts) == 50
    assert co.find_core_point(game, limit=12).guarantee is co.Guarantee.CERTIFIED


def test_types_of_one_player_in_another_order_than_the_players():
    # B alone is worth all: B gets 6, though the order of types is not that of the players
    table = co.TUGame.from_worths(["A", "B", "C"], {"B": 6, ("A", "B"): 6, ("B", "C"): 6, ("A", "B", "C"): 6}, missing=0)
    game = co.refined(co.symmetry_reduced(table), ["left", "middle", "right"])
    assert game.membership != (0, 1, 2)
    for value, solver in [("shapley", co.shapley_value), ("banzhaf", co.banzhaf_value)]:
        assert solver(game).verify().value.amounts == (0, 6, 0)
        with pytest.raises(co.CertificateError, match="for B by the dividends"):
            co.certify(solver(game).concept, game, DividendShares(value, (0, 0, 6)))


def test_payoffs_by_players_whose_names_are_those_of_other_types():
    game = co.TypedGame(Players(("A", "B")), Players(("A", "B")), (1, 0), np.array([0, 0, 1, 1]))
    assert game["A"] == 1
    assert co.check_in_kernel(game, {"A": 1, "B": 0}).value is True
    assert co.check_in_core(game, {"A": 0, "B": 1}).value is False
