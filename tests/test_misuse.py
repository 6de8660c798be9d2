"""What is no list, no name or no limit is refused with an error of the library, wherever it comes in."""

import numpy as np
import pytest

import coalitions as co
from coalitions.errors import CoalitionsError

GAME = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
PARTITIONS = co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: len(S) * len(P))
VOTES = co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1})
POINT = np.array(3)  # an array without a dimension: nothing can be gone through


@pytest.mark.parametrize(
    "solver",
    [
        co.owen_value,
        co.banzhaf_owen_value,
        co.aumann_dreze_value,
        co.myerson_value,
        co.position_value,
        co.average_tree_value,
        co.hamiache_navarro_value,
        co.chain_value,
        co.restricted_by,
        co.check_set_system,
        co.quotient_game,
        co.check_permutationally_convex,
        co.autonomous_coalitions,
    ],
)
@pytest.mark.parametrize("given", [POINT, None, 1.5, [[["A"]]], [POINT]])
def test_what_is_no_list_of_names(solver, given):
    with pytest.raises(CoalitionsError):
        solver(GAME, given)


def test_an_order_may_be_read_once_but_not_be_a_set():
    assert co.check_permutationally_convex(GAME, iter("ABC")).value is False  # two votes of three have an empty core
    with pytest.raises(co.InvalidArgumentError, match="each of the 3 players once"):
        co.check_permutationally_convex(GAME, {"A", "B", "C"})


@pytest.mark.parametrize("name", [["x"], {}, 1.5, True, ()])
def test_what_is_no_name_of_a_bloc(name):
    with pytest.raises(co.InvalidArgumentError, match="a name for the bloc"):
        co.with_bloc(GAME, ["A"], name=name)


@pytest.mark.parametrize("limit", [None, float("nan"), 2.5, True, "3", 0, -1])
@pytest.mark.parametrize(
    "call",
    [
        lambda limit: co.sequencing_game({"A": (1, 2)}, limit=limit),
        lambda limit: co.additive_game({"A": 1}, limit=limit),
        lambda limit: co.cournot_partition_game(["A"], intercept=3, costs={"A": 1}, limit=limit),
        lambda limit: co.enumerate_swings(VOTES, "A", limit=limit),
        lambda limit: co.shift_index(VOTES, limit=limit),
        lambda limit: co.check_complete(GAME, limit=limit),
        lambda limit: co.check_weighted(GAME, limit=limit),
        lambda limit: co.check_externalities(PARTITIONS, limit=limit),
        lambda limit: co.check_set_system(GAME, ["A"], limit=limit),
        lambda limit: co.autonomous_coalitions(GAME, [("A", "B")], limit=limit),
        lambda limit: co.myerson_partition_value(PARTITIONS, limit=limit),
        lambda limit: co.banzhaf_interaction(GAME, limit=limit),
    ],
)
def test_what_is_no_limit(call, limit):
    with pytest.raises(co.InvalidArgumentError, match="limit as a whole number"):
        call(limit)


def test_a_limit_beyond_all_numbers_of_coalitions():
    assert co.banzhaf_interaction(GAME, limit=10**30).value == co.banzhaf_interaction(GAME).value
    with pytest.raises(co.InvalidArgumentError, match=r"order as a whole number.*order=2"):
        co.banzhaf_interaction(GAME, order=0)


def test_bytes_are_no_payoffs():
    with pytest.raises(co.InvalidArgumentError, match="one payoff for each player"):
        co.check_in_core(co.majority_game(["A", "B", "C"]), b"123")
