"""Strategies for games with externalities reach what they promise, and theorems hold on them."""

from hypothesis import find, given, settings

import coalitions as co
from coalitions.testing import agreement_games, partition_function_games, valuations


@settings(max_examples=30)
@given(partition_function_games())
def test_values_are_efficient_and_cores_nested(game):
    everybody = [list(game.players)]
    whole = game[everybody[0], everybody]
    for value in (co.externality_free_value, co.macho_stadler_value, co.albizuri_value, co.myerson_partition_value):
        assert sum(value(game).value.values()) == whole
    found = co.find_partition_core_point(game, rule="optimistic", partition=everybody).value
    if found is not None:  # who stays although he hopes for the best stays whatever he expects
        for rule in ("pessimistic", "gamma", "delta", "projection"):
            assert co.check_in_partition_core(game, found, rule=rule).value is True


@settings(max_examples=30)
@given(valuations())
def test_strong_stability_implies_the_others(game):
    for rest in ("alone", "together"):
        env = co.environment(game, rest=rest)
        strong = set(co.enumerate_unblocked(env).value)
        assert strong <= set(co.enumerate_coalition_proof_states(env).value)
        assert strong <= set(co.enumerate_unblocked(co.environment(game, rest=rest, moves="individual")).value)


@settings(max_examples=30)
@given(agreement_games())
def test_stable_agreements_are_unblocked_states(game):
    stable = co.enumerate_stable_agreements(game).value
    assert set(stable) == set(co.enumerate_unblocked(co.environment(game)).value)


def test_reach():
    assert find(partition_function_games(), lambda g: co.check_externalities(g).value == "mixed")
    assert find(valuations(), lambda g: not co.enumerate_stable_structures(g, rule="delta").value)
    assert find(agreement_games(), lambda g: not co.enumerate_stable_agreements(g).value)
