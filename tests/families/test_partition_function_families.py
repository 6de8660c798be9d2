"""Cournot cartels and public goods in partition function form, against their equilibrium conditions."""

from fractions import Fraction
from itertools import combinations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co

FIRMS = ["A", "B", "C", "D"]


def cournot_by_cases(intercept, slope, costs):
    """Quantities of the equilibrium: the one set of producers in which all of them gain and nobody else would."""
    for k in range(len(costs), -1, -1):
        for active in combinations(range(len(costs)), k):
            price = (Fraction(intercept) + sum(costs[i] for i in active)) / (k + 1)
            if all(price > costs[i] for i in active) and all(price <= costs[i] for i in set(range(len(costs))) - set(active)):
                return [(price - costs[i]) / slope if i in active else Fraction(0) for i in range(len(costs))], price
    raise AssertionError("no equilibrium")


@given(
    st.integers(1, 20),
    st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3)]),
    st.lists(st.integers(0, 20), min_size=4, max_size=4),
)
def test_cournot_is_an_equilibrium(intercept, slope, costs):
    game = co.cournot_partition_game(FIRMS, intercept=intercept, slope=slope, costs=dict(zip(FIRMS, costs, strict=True)))
    for partition in ([FIRMS], [[f] for f in FIRMS], [["A", "B"], ["C", "D"]], [["A"], ["B", "C", "D"]]):
        units = [min(costs[FIRMS.index(f)] for f in T) for T in partition]
        quantities, price = cournot_by_cases(intercept, slope, units)
        assert price == intercept - slope * sum(quantities)
        for T, q, c in zip(partition, quantities, units, strict=True):
            assert game[T, partition] == (price - c) * q
            for other in (q - Fraction(1, 7), q + Fraction(1, 7)):  # no better quantity, by strict concavity
                if other >= 0:
                    assert (intercept - slope * (sum(quantities) - q + other) - c) * other <= (price - c) * q


def test_cournot_as_published():
    # Bloch (1996), section 4: with linear demand each of k cartels earns 1/(k + 1)**2
    game = co.cournot_partition_game(["1", "2", "3", "4", "5"])
    assert game["1", [[i] for i in "12345"]] == Fraction(1, 36)
    assert game[["1", "2", "3", "4"], [["1", "2", "3", "4"], ["5"]]] == Fraction(1, 9)
    assert co.check_externalities(game).value == "positive"
    # Salant, Switzer and Reynolds (1983): of three firms two do not gain by merging, since 1/9 < 2/16
    three = co.cournot_partition_game(["1", "2", "3"])
    assert three[["1", "2"], [["1", "2"], ["3"]]] == Fraction(1, 9)
    assert 2 * three["1", [["1"], ["2"], ["3"]]] == Fraction(1, 8)


def test_cournot_with_symbols():
    a, b, c = (co.parameter(s) for s in "abc")
    game = co.cournot_partition_game(["A", "B"], intercept=a, slope=b, costs=c)
    assert sympy.simplify(game["A", [["A"], ["B"]]] - (a - c) ** 2 / (9 * b)) == 0
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.cournot_partition_game(["A", "B"], costs={"A": c, "B": 0})


def test_cournot_refusals_and_edges():
    for slope in (0, -1):
        with pytest.raises(co.InvalidGameError, match="positive slope"):
            co.cournot_partition_game(["A"], slope=slope)
    with pytest.raises(co.InvalidGameError, match="none came for B"):
        co.cournot_partition_game(["A", "B"], costs={"A": 1})
    with pytest.raises(co.UnknownPlayerError):
        co.cournot_partition_game(["A"], costs={"A": 1, "Z": 1})
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.cournot_partition_game(["A", "B", "C"], limit=2)
    assert len(co.cournot_partition_game([]).players) == 0
    assert co.cournot_partition_game(["A"], intercept=2)["A", [["A"]]] == 1
    assert co.cournot_partition_game(["A"], intercept=1, costs=3)["A", [["A"]]] == 0
    assert co.cournot_partition_game(["A"], intercept=2.0).kind == "float"


@given(st.integers(1, 5), st.integers(1, 5))
def test_public_goods_is_an_equilibrium(benefit, cost):
    game = co.public_goods_partition_game(FIRMS, benefit=benefit, cost=cost)
    for partition in ([FIRMS], [[f] for f in FIRMS], [["A", "B"], ["C", "D"]], [["A"], ["B", "C", "D"]]):
        each = [Fraction(len(T) * benefit, cost) for T in partition]
        total = sum(len(T) * q for T, q in zip(partition, each, strict=True))
        for T, q in zip(partition, each, strict=True):
            s = len(T)

            def earned(own, s=s, q=q, total=total):
                return s * (benefit * (total - s * q + s * own) - Fraction(cost, 2) * own * own)

            assert game[T, partition] == earned(q)
            assert earned(q) >= max(earned(q + Fraction(1, 9)), earned(q - Fraction(1, 9)))


def test_public_goods_symbols_and_refusals():
    b, c = co.parameter("b"), co.parameter("c")
    game = co.public_goods_partition_game(["A", "B"], benefit=b, cost=c)
    assert sympy.simplify(game["A", [["A"], ["B"]]] - 3 * b**2 / (2 * c)) == 0
    with pytest.raises(co.InvalidGameError, match="positive cost"):
        co.public_goods_partition_game(["A"], cost=0)
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.public_goods_partition_game(["A", "B", "C"], limit=2)
    assert co.check_externalities(co.public_goods_partition_game(["A", "B", "C"])).value == "positive"
