"""Values of games with externalities, against the definitions over orders of arrival and against their axioms."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import factorial

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.utilities.iterables import multiset_partitions

import coalitions as co

VALUES = [co.externality_free_value, co.macho_stadler_value, co.albizuri_value, co.myerson_partition_value]
AVERAGES = {co.externality_free_value: "alone", co.macho_stadler_value: "cycles", co.albizuri_value: "uniform"}


def partitions(of):
    return [[list(block) for block in p] for p in multiset_partitions(list(of))] if of else [[]]


@st.composite
def partition_function_games(draw, max_players=4):
    n = draw(st.integers(1, max_players))
    worths = {tuple(map(tuple, p)): [draw(st.integers(-3, 3)) for _ in p] for p in partitions(range(n))}
    return co.PartitionFunctionGame.from_worths(range(n), worths)


def cycles(order):
    """The partition of the cycles of a permutation of 0, 1, …"""
    left, found = set(range(len(order))), []
    while left:
        cycle, k = [], min(left)
        while k in left:
            left.remove(k)
            cycle.append(k)
            k = order[k]
        found.append(cycle)
    return found


def expected_worth(game, members, weights):
    """The average of a coalition's worth, by going through groupings of the others one by one."""
    others = [p for p in game.players if p not in members]
    if weights == "alone":
        groups = [[[p] for p in others]]
    elif weights == "uniform":
        groups = partitions(others)
    else:
        groups = [[[others[k] for k in c] for c in cycles(o)] for o in permutations(range(len(others)))]
    return sum((Fraction(game[members, [members, *g]]) for g in groups), start=Fraction(0)) / len(groups)


def by_orders(game, weights):
    names = list(game.players)
    total = dict.fromkeys(names, Fraction(0))
    for order in permutations(names):
        before = Fraction(0)
        for k, name in enumerate(order):
            now = expected_worth(game, sorted(order[: k + 1]), weights)
            total[name] += (now - before) / factorial(len(names))
            before = now
    return total


@settings(max_examples=25)
@given(partition_function_games())
def test_averages_over_orders_of_arrival(game):
    for value, weights in AVERAGES.items():
        solution = value(game)
        assert solution.value == by_orders(game, weights)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        table = co.averaged_game(game, weights=weights)
        for mask in range(1, 1 << len(game.players)):
            assert table.worth(mask) == expected_worth(game, list(game.players.coalition(mask)), weights)
    assert co.externality_free_value(game).value == co.shapley_value(co.conjectured_game(game, rule="gamma")).value


@settings(max_examples=25)
@given(partition_function_games(), st.data())
def test_myerson_by_axioms(game, data):
    names = list(game.players)
    n = len(names)
    value = co.myerson_partition_value(game).value
    assert sum(value.values()) == game[names, [names]]
    # symmetry: renaming players renames what they get
    order = data.draw(st.permutations(range(n)))
    renamed = {tuple(tuple(order[i] for i in T) for T in p): [game[T, p] for T in p] for p in partitions(range(n))}
    other = co.myerson_partition_value(co.PartitionFunctionGame.from_worths(range(n), renamed)).value
    assert all(other[order[i]] == value[i] for i in range(n))
    # carrier: in a game that knows the members of C only, they share everything (Myerson 1977, axiom 2)
    members = data.draw(st.sets(st.integers(0, n - 1), min_size=1))
    rest = [i for i in range(n) if i not in members]

    def known(S, P):
        inside = [i for i in S if i in members]
        if not inside:
            return 0
        split = [T for block in P for T in ([i for i in block if i in members], [i for i in block if i not in members]) if T]
        return game[inside, split]

    carried = co.myerson_partition_value(co.PartitionFunctionGame.from_function(range(n), known)).value
    assert all(carried[i] == 0 for i in rest)
    assert sum(carried[i] for i in members) == known(range(n), [range(n)])


@given(st.lists(st.integers(-5, 5), min_size=16, max_size=16))
def test_without_externalities_all_are_the_shapley_value(worths):
    table = co.TUGame.from_vector(list("ABCD"), [0, *worths[1:]], order="mask")
    game = co.PartitionFunctionGame.from_function(list("ABCD"), lambda S, P: table[S])
    expected = co.shapley_value(table).value
    assert all(value(game).value == expected for value in VALUES)
    assert all(co.averaged_game(game, weights=w) == table for w in AVERAGES.values())


def test_three_players_by_hand():
    """Only the worth of {A} beside {B, C} is 12, all else 0.

    Myerson (1977): with p = 2 coalitions the factor is -1, and i's term is 1/3 - 1/((1)(3 - |T|)) for the other
    block T = {B, C} if i is not in it, so A: -(1/3 - 1/1) 12 = 8, B and C: -(1/3) 12 = -4.
    Averages over cycles: v(A) = 12/2 = 6, so A gets 6/3 = 2 and the others -1. Nobody is alone: the externality-free value is
    0.
    """
    worths = {(("A",), ("B", "C")): [12, 0]}
    game = co.PartitionFunctionGame.from_worths(["A", "B", "C"], worths, missing=0)
    assert co.myerson_partition_value(game).value == {"A": 8, "B": -4, "C": -4}
    assert co.macho_stadler_value(game).value == co.albizuri_value(game).value == {"A": 2, "B": -1, "C": -1}
    assert co.externality_free_value(game).value == {"A": 0, "B": 0, "C": 0}


def test_weights_of_three_others():
    """Beside A the others are together with probability 2/6, two of them with 1/6 each, all alone with 1/6 (or 1/5 each)."""
    number = {2: 1, 3: 10, 4: 100}  # coalitions in the partition tell how the others are grouped
    game = co.PartitionFunctionGame.from_function(list("ABCD"), lambda S, P: number[len(P)] if set(S) == {"A"} else 0)
    assert co.averaged_game(game)["A"] == Fraction(2 * 1 + 3 * 10 + 100, 6)
    assert co.averaged_game(game, weights="uniform")["A"] == Fraction(1 + 3 * 10 + 100, 5)


@pytest.mark.parametrize("value", VALUES)
def test_edges(value):
    assert value(co.PartitionFunctionGame.from_function([], lambda S, P: 0)).value == {}
    assert value(co.PartitionFunctionGame.from_function(["A"], lambda S, P: 7)).value == {"A": 7}
    two = co.PartitionFunctionGame.from_worths(["A", "B"], {(("A", "B"),): [10**30], ("A", "B"): ["1/3", -1]})
    # the standard solution for two players: half of the surplus besides what each is worth alone
    assert value(two).value == {"A": (10**30 + Fraction(4, 3)) / 2, "B": (10**30 - Fraction(4, 3)) / 2}
    small = co.PartitionFunctionGame.from_worths(["A", "B"], {(("A", "B"),): ["0.000000001"], ("A", "B"): [10**9, 0]})
    assert sum(value(small).value.values()) == Fraction(1, 10**9)
    floats = co.PartitionFunctionGame.from_worths(["A", "B"], {(("A", "B"),): [0.1], ("A", "B"): [0, 0]})
    assert value(floats).value["A"] == Fraction(0.1) / 2


@pytest.mark.parametrize("value", VALUES)
def test_symbols(value):
    w = co.parameter("w")
    game = co.PartitionFunctionGame.from_worths(
        ["A", "B", "C"], {(("A", "B", "C"),): [w], (("A",), ("B", "C")): [w, 1]}, missing=0
    )
    found = value(game).value
    for number in (0, 3, Fraction(-1, 2)):
        plain = co.PartitionFunctionGame.from_worths(
            ["A", "B", "C"], {(("A", "B", "C"),): [number], (("A",), ("B", "C")): [number, 1]}, missing=0
        )
        there = {k: sympy.sympify(v).subs(w, number) for k, v in found.items()}
        assert all(there[k] == sympy.Rational(*Fraction(v).as_integer_ratio()) for k, v in value(plain).value.items())


@pytest.mark.parametrize("value", VALUES)
def test_refusals_and_more_players(value):
    with pytest.raises(co.UnsupportedGameError):
        value(co.TUGame.from_vector(["A"], [1], order="mask"))
    game = co.PartitionFunctionGame.from_function(range(7), lambda S, P: len(S) * len(P))
    with pytest.raises(co.LimitExceededError, match="limit=6"):
        value(game, limit=6)
    solution = value(game)
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    assert set(solution.value.values()) == {1}
    with pytest.raises(co.InvalidArgumentError, match="cycles"):
        co.averaged_game(game, weights="equal")


@pytest.mark.parametrize("value", VALUES)
def test_forged_evidence(value):
    game = co.cournot_partition_game(["A", "B", "C"], intercept=12, costs={"A": 0, "B": 0, "C": 4})
    solution = value(game)
    right = solution.certificate
    a, b, c = right.amounts
    for amounts in ((b + 1, a - 1, c), (a, b), (float(a), b, c), (True, b, c), [a, b, c], ("1", b, c)):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(right, amounts=amounts)).verify()
    for name in ("externality-free", "macho-stadler", "albizuri", "myerson", "shapley", None):
        if name != right.value:
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(right, value=name)).verify()
    with pytest.raises(co.CertificateError):
        right.check(co.conjectured_game(game, rule="gamma"))
    assert right.to_dict()["amounts"] == [str(a), str(b), str(c)]
