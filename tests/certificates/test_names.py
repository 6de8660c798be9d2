"""A certificate whose kind is renamed to a concept that it cannot answer is refused."""

from dataclasses import replace

import pytest

import coalitions as co
from coalitions.certificates.complements import Breach, HoldsForAll


def refused(concept, game, certificate):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, certificate)


def test_renamed_evidence_is_refused():
    weights = {"A": 3, "B": 2, **dict.fromkeys("CDEFGHIJ", 1)}
    game = co.WeightedVotingGame.from_weights(quota=4, weights=weights)
    refused("shift index", game, replace(co.holler_packel_index(game).certificate, index="shift"))
    rules = [(1, {"V": 0, "A": 1, "B": 1, "C": 0, "D": 0}), (1, {"C": 1, "D": 1}), (1, {"V": 1})]
    unweighted = co.WeightedVotingGame.from_rules(rules)
    for concept in ("core point", "nucleolus"):
        refused(concept, unweighted, replace(co.check_weighted(unweighted).certificate, asked=concept))
    additive = co.TUGame.from_function(["A", "B"], lambda S: -len(S))
    refused("convex", additive, Breach("convex", 1, 3))
    refused("superadditive", additive, HoldsForAll("superadditive"))
    pairs = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 4, ("B", "C"): 3, ("A", "B", "C"): 6}, missing=0)
    refused("Shapley value", pairs, replace(co.gately_value(pairs).certificate, value="Shapley"))


@pytest.mark.parametrize("small", [1e-4, 1e-10, 1e-30])
def test_payoffs_of_a_zero_game_with_many_digits(small):
    zero = co.TUGame.from_function(["A", "B"], lambda S: 0)
    assert co.check_in_core(zero, [small, -small]).value is False
    assert co.check_in_kernel(zero, [0, 0]).value is True
