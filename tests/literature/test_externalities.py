"""Cartels, environmental agreements and rules of membership with known answers, from the literature.

Where a paper could not be read, its answer was recalled, and the comment or docstring beside it derives it.
"""

from fractions import Fraction

import pytest

import coalitions as co


def test_barrett_as_published():
    # Barrett (1994), table 1 (recalled): n = 10, a = 100, b = 1, c = 1/4: four sign; n = 100, c = 1/100: 51 sign
    assert co.stable_agreement_sizes(co.barrett_agreement(10, benefit=1, cost="0.25", size=100)).value == (4,)
    assert co.stable_agreement_sizes(co.barrett_agreement(100, benefit=1, cost="0.01", size=100)).value == (51,)


def test_price_leadership_as_published():
    # d'Aspremont et al. (1983): a stable cartel always exists; with this demand and cost it has three members
    assert co.stable_agreement_sizes(co.price_leadership_agreement(2)).value == (2,)
    assert all(co.stable_agreement_sizes(co.price_leadership_agreement(n)).value == (3,) for n in range(3, 41))


@pytest.mark.parametrize("n", range(5, 31))
def test_two_to_four_sign_if_nobody_emits_less_than_nothing(n):
    # Diamantoudi and Sartzetakis (2006), proposition 2: the interior solution needs g <= 4 / (n (n - 4))
    for part in (Fraction(1), Fraction(1, 2), Fraction(1, 50)):
        sizes = co.stable_agreement_sizes(co.emissions_agreement(n, damage=part * Fraction(4, n * (n - 4)))).value
        assert sizes
        assert all(k in (2, 3, 4) for k in sizes)


@pytest.mark.parametrize("n", [3, 4, 7, 10, 40])
def test_constant_marginal_benefits(n):
    """π = b Q − (c/2) q²: a signatory of k gets k²/2 − k + n, an outsider n + k² − k − 1/2 in units of b²/c.

    So k leaves iff k²/2 − k < (k−1)² − (k−1) − 1/2, which is k² − 4k + 3 > 0: two or three sign; three tie with two.
    """
    game = co.SymmetricAgreement.from_functions(
        n, signatory=lambda k: Fraction(k * k, 2) - k + n, outsider=lambda k: n + k * k - k - Fraction(1, 2)
    )
    assert co.stable_agreement_sizes(game).value == (0, 2, 3)  # nobody: a single signatory does what it did before
    assert co.stable_agreement_sizes(game, ties="join").value == (3,)
    assert co.stable_agreement_sizes(game, ties="leave").value == (0, 2)
    assert co.stable_agreement_sizes(game, singletons=False).value == (0, 2, 3)
    if n <= 7:
        named = co.public_good_agreement(dict.fromkeys(range(n), 1))
        assert named == game.named(range(n))
        assert {len(S) for S in co.enumerate_stable_agreements(named).value} == {0, 2, 3}


@pytest.mark.parametrize("n", [5, 10, 30])
@pytest.mark.parametrize("cost", ["1/100", "1/4", "1", "10"])
def test_simultaneous_agreements_are_small(n, cost):
    for game in (
        co.barrett_agreement(n, cost=cost, timing="simultaneous"),
        co.emissions_agreement(n, damage=cost, timing="simultaneous"),
    ):
        assert max(co.stable_agreement_sizes(game, singletons=False).value) <= 2


def test_majority_with_the_owen_value():
    # Hart and Kurz (1983): in the majority game of three the two-player coalitions are stable in both senses
    majority = co.TUGame.from_function(["1", "2", "3"], lambda S: int(len(S) > 1))
    game = co.Valuation.from_function(["1", "2", "3"], lambda P: co.owen_value(majority, P).value)
    assert game[["1", "2"], ["3"]] == {"1": Fraction(1, 2), "2": Fraction(1, 2), "3": 0}
    pairs = {P for P in game.partitions() if len(P) == 2}
    for rule in ("gamma", "delta"):
        assert set(co.enumerate_stable_structures(game, rule=rule).value) == pairs


@pytest.mark.parametrize("n", [3, 4, 5])
def test_cournot_cartels(n):
    """A cartel in k shares 1/(k+1)² equally (Bloch 1996, Yi 1997): monopoly is gamma stable, nothing delta stable."""
    game = co.cournot_partition_game(range(n))
    everybody, alone = game.partition([range(n)]), game.partition([[i] for i in range(n)])
    assert everybody in co.enumerate_stable_structures(game, rule="gamma").value
    assert not co.enumerate_stable_structures(game, rule="delta").value
    assert set(co.enumerate_stable_structures(game, rule="open", deviations="individual").value) == {alone}
    two = co.check_stable_structure(game, everybody, rule="delta")
    assert two.value is False
    assert "prefer" in repr(two)


def test_three_firms_under_all_expectations():
    """Hart and Kurz (1983) and Bloch (1996): three firms share 36, two cartels earn 16 each, three earn 9.

    One firm alone expects 9 by gamma (27 <= 36) and 16 by delta (48 > 36); so only the gamma core is not empty.
    """
    game = co.cournot_partition_game(["1", "2", "3"], intercept=12)
    assert co.check_in_partition_core(game, ([["1", "2", "3"]], [12, 12, 12]), rule="gamma").value is True
    assert co.find_partition_core_point(game, rule="delta").value is None
    assert set(co.externality_free_value(game).value.values()) == {12}
