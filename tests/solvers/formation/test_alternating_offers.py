"""Alternating offers: Rubinstein's formula, a game cut off after many periods, and the limit of short periods."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co

F = Fraction
Offers = co.AlternatingOffers
FACTOR = st.fractions(0, F(99, 100), max_denominator=100)


def division(discounts):
    return co.alternating_offers_agreement(Offers.from_discounts(discounts, [f"p{k}" for k in range(len(discounts))])).value


@given(FACTOR, FACTOR)
def test_two_players(a, b):
    # Rubinstein (1982): the first player gets (1 - b) / (1 - a b)
    first = (1 - b) / (1 - a * b)
    assert division([a, b]).amounts == (first, 1 - first)


@pytest.mark.parametrize("n", range(1, 9))
def test_equal_discounts(n):
    # shares 1, d, d², … in the order of proposing
    d = F(3, 4)
    total = sum(d**k for k in range(n))
    assert division([d] * n).amounts == tuple(d**k / total for k in range(n))


@settings(max_examples=40)
@given(st.lists(st.fractions(0, F(4, 5), max_denominator=10), min_size=1, max_size=4))
def test_a_game_that_ends_after_many_periods_has_almost_this_division(discounts):
    n, shares = len(discounts), [0.0] * len(discounts)
    for period in reversed(range(200 * n)):
        offers = [float(d) * s for d, s in zip(discounts, shares, strict=True)]
        i = period % n
        offers[i] = 1 - (sum(offers) - offers[i])
        shares = offers
    assert all(abs(a - b) < 1e-9 for a, b in zip(shares, division(discounts).amounts, strict=True))


def test_short_periods_give_the_solution_of_nash():
    # δ_i = 1 - r_i t for small t: shares in proportion to 1 / r_i (Binmore, Rubinstein and Wolinsky 1986)
    t = F(1, 10**9)
    shares = division([1 - t, 1 - 2 * t, 1 - 4 * t]).amounts
    cake = co.BargainingProblem.from_constraints(["p0", "p1", "p2"], [((1, 1, 1), 1)], disagreement=(0, 0, 0))
    nash = co.nash_bargaining_solution(cake, weights=(1, "1/2", "1/4")).value.amounts
    assert all(abs(a - b) < F(1, 10**8) for a, b in zip(shares, nash, strict=True))


def test_symbols_give_closed_forms():
    a, b, c = (co.parameter(name) for name in "abc")
    solution = co.alternating_offers_agreement(Offers.from_discounts({"A": a, "B": b, "C": c}))
    assert solution.guarantee is co.Guarantee.CERTIFIED
    numbers = {a: F(1, 2), b: F(2, 3), c: F(3, 4)}
    for name, share in zip("ABC", division(list(numbers.values())).amounts, strict=True):
        assert solution.value[name].subs({s: str(v) for s, v in numbers.items()}) == share
    mixed = co.alternating_offers_agreement(Offers.from_discounts({"A": a, "B": F(1, 2)})).value
    assert mixed["A"].subs(a, "1/3") == F(3, 5)


@pytest.mark.parametrize(
    ("discounts", "expected"),
    [([0], (1,)), ([1], (1,)), ([0, 0], (1, 0)), ([1, "1/2"], (1, 0)), (["1/2", 1], (0, 1)), ([0, 1], (0, 1))],
)
def test_degenerate(discounts, expected):
    assert division(discounts).amounts == expected


def test_refusals():
    for wrong in ([1, 1], [2, 0], [-1], []):
        with pytest.raises(co.InvalidGameError, match="expected"):
            division(wrong)
    with pytest.raises(co.InvalidArgumentError, match="mapping"):
        Offers.from_discounts([1, 0])
    with pytest.raises(co.LimitExceededError, match="limit=60"):
        division([F(1, 2)] * 61)
    symbols = {f"p{k}": co.parameter(f"d{k}") for k in range(6)}
    with pytest.raises(co.LimitExceededError, match="put numbers in"):
        co.alternating_offers_agreement(Offers.from_discounts(symbols))
    with pytest.raises(co.UnsupportedGameError, match="use AlternatingOffers"):
        co.alternating_offers_agreement("x")
    with pytest.raises(co.InvalidGameError, match="float"):
        Offers(co.Players.from_names(["A"]), (0.5,))
    assert Offers.from_discounts({"A": 0.5}).discounts == (F(1, 2),)


def test_forged_demands_are_refused():
    solution = co.alternating_offers_agreement(Offers.from_discounts({"A": "9/10", "B": "4/5"}))
    x, y = solution.certificate.demands
    a = co.parameter("a")
    for demands in [
        (x, y + 1),
        (y, x),
        (x,),
        (x, y, 0),
        (float(x), float(y)),
        (True, y),
        [x, y],
        (-x, y),
        (a, y),
        (x + a - a + a, y),
    ]:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(solution.certificate, demands=demands)).verify()
    with pytest.raises(co.CertificateError):
        replace(solution, game=Offers.from_discounts({"A": "9/10", "B": "3/5"})).verify()
    assert "discount factor" in solution.game._repr_html_()
    assert r"\frac{9}{10}" in solution.game.to_latex()
