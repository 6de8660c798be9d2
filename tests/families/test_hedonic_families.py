"""Families of hedonic games against their definitions in plain Python, and what is known of their stability."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from tests.literature.hedonic import partitions

NAMES = ["A", "B", "C", "D"]


def coalitions_with(i):
    others = [j for j in NAMES if j != i]
    return [frozenset([i, *c]) for k in range(len(NAMES)) for c in combinations(others, k)]


def same_order(game, utility):
    """Whether the game ranks coalitions as the utility does (numbers or tuples, which compare from left to right)."""
    for i in game.players:
        for s in coalitions_with(i):
            for t in coalitions_with(i):
                assert game.prefers(i, tuple(s), tuple(t)) is (utility(i, s) > utility(i, t)), (i, s, t)


def value_maps():
    pairs = [(i, j) for i in NAMES for j in NAMES if i != j]
    numbers = st.sampled_from([-2, -1, 0, 1, Fraction(1, 3), "0.5", 0.1, 10**25])
    return st.dictionaries(st.sampled_from(pairs), numbers)


@settings(max_examples=25)
@given(value_maps())
def test_values(values):
    v = {pair: Fraction(x) for pair, x in values.items()}

    def total(i, s):
        return sum((v.get((i, j), Fraction(0)) for j in s), start=Fraction(0))

    same_order(co.additively_separable_game(values, players=NAMES), total)
    same_order(co.fractional_hedonic_game(values, players=NAMES), lambda i, s: total(i, s) / len(s))
    modified = co.fractional_hedonic_game(values, players=NAMES, modified=True)
    same_order(modified, lambda i, s: total(i, s) / max(len(s) - 1, 1))


def test_rows_and_pairs_are_the_same():
    rows = [[0, 3, 1], [-1, 0, 2], [5, 0, 0]]
    pairs = {(str(i + 1), str(j + 1)): rows[i][j] for i in range(3) for j in range(3)}
    assert co.additively_separable_game(rows) == co.additively_separable_game(pairs)
    assert co.additively_separable_game(np.array(rows)) == co.additively_separable_game(rows)
    half = {("1", "2"): 3, ("2", "3"): 2}
    both = half | {(j, i): v for (i, j), v in half.items()}
    assert co.additively_separable_game(half, symmetric=True) == co.additively_separable_game(both)
    assert co.additively_separable_game(both, symmetric=True) == co.additively_separable_game(both)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-5, 5), min_size=10, max_size=10))
def test_symmetric_games_have_a_nash_stable_partition(numbers):
    """The partition of the largest total value is Nash stable (Bogomolnaia and Jackson 2002), and so of the largest cover."""
    names = list("ABCDE")
    pairs = dict(zip(combinations(names, 2), numbers, strict=True))
    game = co.additively_separable_game(pairs, players=names, symmetric=True)
    welfare = co.induced_subgraph_game(pairs, players=names)
    for best in co.optimal_coalition_structure(welfare).value.partitions:
        assert co.check_nash_stable(game, best).value
        assert co.check_individually_stable(game, best).value


def friend_maps(mutual=False):
    pairs = list(combinations(NAMES, 2)) if mutual else [(i, j) for i in NAMES for j in NAMES if i != j]

    def mapping(chosen):
        ends = set(chosen) | ({(j, i) for i, j in chosen} if mutual else set())
        return {i: [j for j in NAMES if (i, j) in ends] for i in NAMES}

    return st.lists(st.sampled_from(pairs), unique=True).map(mapping)


def strongly_connected(friends):
    def reached(i):
        seen, stack = {i}, [i]
        while stack:
            for j in friends[stack.pop()]:
                if j not in seen:
                    seen.add(j)
                    stack.append(j)
        return seen

    return {frozenset(j for j in NAMES if j in reached(i) and i in reached(j)) for i in NAMES}


@settings(max_examples=40)
@given(friend_maps())
def test_friends(friends):
    def counts(i, s):
        return len(s & set(friends[i])), len(s - set(friends[i]) - {i})

    like = co.friends_game(friends, rule="appreciation")
    same_order(like, lambda i, s: (counts(i, s)[0], -counts(i, s)[1]))
    assert frozenset(strongly_connected(friends)) in partitions(co.enumerate_strict_core_partitions(like))
    shy = co.friends_game(friends, rule="aversion")
    same_order(shy, lambda i, s: (-counts(i, s)[1], counts(i, s)[0]))
    assert co.enumerate_core_partitions(shy).value


@settings(max_examples=25)
@given(friend_maps(mutual=True))
def test_altruism(friends):
    n = len(NAMES)

    def own(i, s):
        return n * len(s & set(friends[i])) - len(s - set(friends[i]) - {i})

    def average(i, s, more=()):
        voices = [j for j in s if j in friends[i] or j in more]
        return Fraction(sum(own(j, s) for j in voices), len(voices)) if voices else Fraction(0)

    same_order(co.altruistic_game(friends, rule="selfish"), lambda i, s: (own(i, s), average(i, s)))
    same_order(co.altruistic_game(friends, rule="altruistic"), lambda i, s: (average(i, s), own(i, s)))
    same_order(co.altruistic_game(friends, rule="equal"), lambda i, s: average(i, s, [i]))


@settings(max_examples=25)
@given(st.lists(st.permutations(NAMES), min_size=4, max_size=4))
def test_best_and_worst_members(orders):
    rankings = dict(zip(NAMES, orders, strict=True))

    def places(i, s):
        return [rankings[i].index(j) for j in (s - {i} or {i})]

    best = co.members_game(rankings, rule="best")
    same_order(best, lambda i, s: (-min(places(i, s)), -len(s)))
    same_order(co.members_game(rankings, rule="worst"), lambda i, s: -max(places(i, s)))
    assert co.enumerate_core_partitions(best).value  # Cechlárová and Romero-Medina (2001)


def test_ties_and_unlisted_members():
    game = co.members_game({"A": [["B", "C"]], "B": ["B"], "C": ["A"]}, rule="best")
    assert not game.prefers("A", ("A", "B"), ("A", "C"))
    assert game.prefers("A", ("A", "B"), ("A", "B", "C"))
    assert game.prefers("B", "B", ("A", "B"))
    assert game.prefers("C", "C", ("B", "C"))


@settings(max_examples=25)
@given(st.lists(st.permutations([1, 2, 3, 4]), min_size=4, max_size=4))
def test_anonymous(orders):
    preferred = dict(zip(NAMES, orders, strict=True))
    same_order(co.anonymous_game(preferred), lambda i, s: -preferred[i].index(len(s)))


def test_anonymous_ties_and_unlisted_sizes():
    game = co.anonymous_game({"A": [[2, 3]], "B": [1, 4], "C": [], "D": [4]})
    assert not game.prefers("A", ("A", "B"), ("A", "B", "C"))
    assert game.prefers("A", "A", NAMES)
    assert game.prefers("B", NAMES, ("A", "B"))
    assert game.prefers("C", "C", ("A", "C"))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: co.additively_separable_game({"AB": 1}), co.InvalidArgumentError, "pairs of players"),
        (lambda: co.additively_separable_game([[0, 1], [2]]), co.InvalidArgumentError, "2 rows"),
        (lambda: co.additively_separable_game("AB"), co.InvalidArgumentError, "mapping from pairs"),
        (lambda: co.additively_separable_game({("A", "A"): 1}), co.InvalidGameError, "values for others"),
        (lambda: co.additively_separable_game({("A", "B"): "x"}), co.InvalidArgumentError, "value at"),
        (lambda: co.additively_separable_game([[0]], players=["A", "B"]), co.InvalidArgumentError, "one row for each"),
        (lambda: co.additively_separable_game({("A", "B"): 1}, players=["A"]), co.UnknownPlayerError, "B"),
        (lambda: co.additively_separable_game({("A", "B"): 1}, limit=1), co.LimitExceededError, "limit"),
        (lambda: co.additively_separable_game({("A", "B"): co.parameter("w")}), co.UndecidedError, "put numbers"),
        (
            lambda: co.fractional_hedonic_game({("A", "B"): 1, ("B", "A"): 2}, symmetric=True),
            co.DuplicatePlayerError,
            "symmetric=False",
        ),
        (lambda: co.friends_game({"A": ["A"]}, rule="aversion"), co.InvalidGameError, "friend of A"),
        (lambda: co.friends_game({"A": ["B"]}, rule="aversion"), co.UnknownPlayerError, "B"),
        (lambda: co.friends_game({"A": []}, rule="love"), co.InvalidArgumentError, "appreciation"),
        (lambda: co.friends_game(["A"], rule="aversion"), co.InvalidArgumentError, "mapping"),
        (lambda: co.altruistic_game({"A": ["B"], "B": []}, rule="equal"), co.InvalidArgumentError, "mutual"),
        (lambda: co.altruistic_game({"A": []}, rule="x"), co.InvalidArgumentError, "selfish"),
        (lambda: co.members_game({"A": []}, rule="middle"), co.InvalidArgumentError, "worst"),
        (lambda: co.members_game(["A"], rule="best"), co.InvalidArgumentError, "mapping"),
        (lambda: co.members_game({"A": "A"}, rule="best"), co.InvalidArgumentError, "best first"),
        (lambda: co.members_game({"A": ["A", "A"]}, rule="best"), co.DuplicatePlayerError, "once"),
        (lambda: co.anonymous_game({"A": [0]}), co.InvalidArgumentError, "at least 1"),
        (lambda: co.anonymous_game([2]), co.InvalidArgumentError, "mapping"),
        (lambda: co.anonymous_game({k: [2] for k in range(17)}), co.LimitExceededError, "16"),
    ],
)
def test_refusals(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_sizes_that_nobody_listed_come_last():
    """Listed sizes above all others, then being alone, then the rest, however long the list of ties and gaps."""
    with pytest.raises(co.InvalidArgumentError, match="sizes of at most 3, got 7 from A"):
        co.anonymous_game({"A": [7, 8, 9, 10, 11, 12, 13, 2], "B": [2], "C": [2]})
    for wanted in ([[], [], [], [], [], [], 2], [2], [[2]], [[], 2, []]):
        game = co.anonymous_game({"A": wanted, "B": [2], "C": [2]})
        assert game.prefers("A", ("A", "B"), ("A",))
        assert game.prefers("A", ("A",), ("A", "B", "C"))
        assert not game.prefers("A", ("A", "B", "C"), ("A", "B"))
