"""Games by types give the answers of their tables, solver by solver, and do so where no table is possible."""

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import typed_games

VALUES = [co.find_core_point, co.least_core, co.nucleolus, co.prenucleolus, co.per_capita_prenucleolus]
JUDGED = [co.check_in_core, co.check_in_least_core, co.check_in_kernel, co.check_in_prekernel]
UNIQUE = [f for f in VALUES if f not in (co.find_core_point, co.least_core)]


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


@pytest.mark.parametrize("solver", UNIQUE, ids=by_name)
@given(game=typed_games(max_players=6))
@settings(max_examples=40)
def test_the_same_value(solver, game):
    assert answer(solver, game) == answer(solver, co.tabulate(game))


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
    assert time.process_time() - start < 1
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
