"""That a published case can fail: wrong digits, wrong solvers and wrong definitions are found."""

from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co
from tests.literature import cases
from tests.literature.cases import Case, as_printed, three

RIGHT = Case("cities", "Peters (2015)", "recalled", three(0, 0, 0, 90, 100, 120, 220), co.shapley_value, [65, 75, 80])


def test_as_printed():
    assert as_printed(Fraction(1, 3), "0.333")
    assert as_printed(Fraction(1, 3), "1/3")
    assert not as_printed(Fraction(1, 3), "0.334")
    assert not as_printed(Fraction(1, 3), "0.33333334")
    assert not as_printed(Fraction(1, 3), "333/1000")
    assert as_printed(5, 5)
    assert not as_printed(Fraction(50_001, 10_000), 5)


@pytest.mark.parametrize(
    "changes",
    [
        {"expected": [65, 75, "80.1"]},
        {"expected": [65, 75]},
        {"expected": [65, 75, 81]},
        {"solver": co.nucleolus},
        {"expected": None},
        {"unit": Fraction(1, 100)},
        {"game": three(0, 0, 0, 90, 100, 120, 221)},
    ],
    ids=str,
)
def test_a_wrong_case_fails(changes):
    RIGHT.check()
    with pytest.raises(AssertionError):
        replace(RIGHT, **changes).check()


@pytest.mark.parametrize("solver", cases.DEFINITIONS, ids=lambda f: f.__name__)
def test_a_wrong_answer_fails_the_definition(solver):
    # payoffs that no definition gives: everything to one player, or the opposite of a right yes or no
    definition = cases.DEFINITIONS[solver]
    game = co.tabulate(co.WeightedVotingGame.from_weights(quota=4, weights={"A": 2, "B": 2, "C": 2, "D": 1}))
    if solver is co.check_in_core:
        wrong = (False, [0, 0, 0, 1])
        game = co.additive_game({"A": 0, "B": 0, "C": 0, "D": 1})
    elif solver is co.check_in_kernel:
        wrong = (False, ["1/3", "1/3", "1/3", 0])
    elif solver in (co.owen_value, co.myerson_value):
        wrong = ({"A": 0, "B": 0, "C": 0, "D": 1}, [("A", "B"), ("C", "D")])
    elif solver is co.coleman_power_to_act:
        wrong = (Fraction(1, 3),)
    else:
        wrong = ({"A": 0, "B": 0, "C": 0, "D": 1},)
        if solver in (co.tau_value, co.gately_value):
            game = three(0, 0, 0, 1, 2, 1, 3)
            wrong = ({"A": 3, "B": 0, "C": 0},)
    with pytest.raises(AssertionError):
        definition(game, *wrong)
