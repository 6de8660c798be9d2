"""Optimal coalition structures: a published game, brute force over partitions, prices, limits on who may be together."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.structures import OptimalStructures, count_divisions, count_structures, fitting_parts
from coalitions.games.structures import Feasible
from coalitions.kernels.structures import count_covers
from coalitions.testing import tu_games
from tests.solvers.formation.test_hedonic import all_partitions

#: The game of four agents of Rahwan and Jennings (2008), An improved dynamic programming algorithm …: optimum 150.
WORTHS = [30, 40, 50, 25, 60, 55, 90, 45, 80, 70, 120, 80, 100, 115, 140]
GAME = co.TUGame.from_vector(["1", "2", "3", "4"], WORTHS, order="mask")


def connected(coalition, links):
    reached = set(list(coalition)[:1])
    while True:
        more = {b for link in links for a, b in (link, link[::-1]) if a in reached and b in coalition}
        if more <= reached:
            return reached == set(coalition)
        reached |= more


def brute_force(game, allowed=lambda c: True):
    """The best total and all partitions that attain it, over every partition."""
    totals = {
        frozenset(p): sum((Fraction(game[tuple(c)]) for c in p), start=Fraction(0))
        for p in all_partitions(list(game.players))
        if all(allowed(c) for c in p)
    }
    if not totals:
        return None
    best = max(totals.values())
    return best, {p for p, total in totals.items() if total == best}


def agree(solution, expected):
    assert solution.guarantee is co.Guarantee.CERTIFIED
    if expected is None:
        assert solution.value is None
        return
    found = solution.value
    assert found.worth == expected[0]
    assert found.number == len(found.partitions) == len(expected[1])
    assert {frozenset(frozenset(c) for c in p) for p in found.partitions} == expected[1]


def test_published_game():
    solution = co.optimal_coalition_structure(GAME)
    agree(solution, (150, {frozenset([frozenset("1"), frozenset("2"), frozenset("34")])}))
    assert repr(solution.value) == "worth 150 in 1 way: {1} | {2} | {3, 4}"
    assert "<table>" in solution._repr_html_()
    assert r"\toprule" in solution.value.to_latex()


@settings(max_examples=60)
@given(tu_games(min_players=0, max_players=5))
def test_all_optima_by_brute_force(game):
    expected = brute_force(game)
    agree(co.optimal_coalition_structure(game), expected)
    program = co.optimal_coalition_structure(game, method="program")
    agree(program, expected)
    assert program.certificate.prices is None


@settings(max_examples=60)
@given(game=tu_games(min_players=2, max_players=4), data=st.data())
def test_limits_on_who_may_be_together(game, data):
    names = list(game.players)
    pairs = st.lists(st.sampled_from(list(combinations(names, 2))), unique=True)
    apart, links = data.draw(pairs), data.draw(st.none() | pairs)
    smallest = data.draw(st.integers(1, 3))
    largest = data.draw(st.none() | st.integers(smallest, 4))

    def allowed(c):
        of_size = smallest <= len(c) <= (largest or 9)
        return of_size and not any(set(p) <= c for p in apart) and (links is None or connected(c, links))

    for method in ("auto", "program"):
        may = {"smallest": smallest, "largest": largest, "apart": apart, "links": links}
        agree(co.optimal_coalition_structure(game, method=method, **may), brute_force(game, allowed))


@pytest.mark.parametrize("seed", range(20))
def test_seven_players(seed):
    """Twenty random integer games of 7 players against all 877 partitions."""
    worths = np.random.default_rng(seed).integers(0, 1000, 127)
    game = co.TUGame.from_vector([str(k) for k in range(7)], worths, order="mask")
    agree(co.optimal_coalition_structure(game), brute_force(game))


def test_exact_ties():
    third = Fraction(1, 3)
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) * third)
    assert co.optimal_coalition_structure(game).value.number == 5
    nearly = co.TUGame.from_function(["A", "B", "C"], lambda S: 1 if len(S) == 3 else len(S) * (1 / 3))  # floats
    assert co.optimal_coalition_structure(nearly).value.number == 1
    mixed = co.TUGame.from_worths(["A", "B"], {"A": 10**9, "B": Fraction(1, 10**9), ("A", "B"): 10**9 + Fraction(1, 10**9)})
    assert co.optimal_coalition_structure(mixed).value.number == 2
    huge = co.TUGame.from_worths(["A", "B"], {"A": 10**40, "B": 1, ("A", "B"): 10**40})
    assert co.optimal_coalition_structure(huge).value.worth == 10**40 + 1
    negative = co.TUGame.from_function(["A", "B", "C"], lambda S: -(len(S) ** 2))
    assert repr(co.optimal_coalition_structure(negative).value) == "worth -3 in 1 way: {A} | {B} | {C}"


def test_additive_games_have_bell_many():
    game = co.additive_game({str(k): k for k in range(9)})
    value = co.optimal_coalition_structure(game, most=3).value
    assert (value.worth, value.number, len(value.partitions)) == (36, 21147, 3)
    assert repr(value).endswith("; …")


def test_prices_or_the_second_program():
    assert co.optimal_coalition_structure(GAME).certificate.prices is not None
    odd = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) == 2))  # 1 in all, but pairs would ask for 3/2
    solution = co.optimal_coalition_structure(odd)
    assert solution.certificate.prices is None
    assert solution.value.number == 3
    assert "built up again" in repr(solution)


def test_many_players():
    """Fifteen workers, teams of three of different skills are worth 3: five teams."""
    n = 15
    worth = lambda S: 3 if len({i % 3 for i in S}) == len(S) == 3 else 0  # noqa: E731
    game = co.TUGame.from_function(range(n), worth)
    solution = co.optimal_coalition_structure(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.value.worth == 15
    assert solution.value.number == (120 * 120)  # 5! 5! ways to join the three groups of five
    pairs = co.TUGame.from_function(range(13), lambda S: int(len(S) == 2))
    exact = co.optimal_coalition_structure(pairs, most=1)
    assert exact.guarantee is co.Guarantee.EXACT
    assert exact.value.worth == 6
    assert exact.value.number == 13 * 11 * 9 * 7 * 5 * 3
    assert exact.verify().guarantee is co.Guarantee.CERTIFIED


def test_mutations():
    for solution in (
        co.optimal_coalition_structure(GAME),
        co.optimal_coalition_structure(co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) == 2))),
    ):
        good = solution.certificate
        n = len(solution.game.players)
        other = tuple(1 << i for i in range(n))
        wrong = [
            {"number": 2},
            {"number": 0},
            {"number": True},
            {"partitions": ()},
            {"partitions": (other,)},
            {"partitions": good.partitions * 2},
            {"partitions": (good.partitions[0][::-1],)},
            {"partitions": (good.partitions[0][1:],)},
            {"partitions": ([*good.partitions[0]],)},
            {"partitions": None},
            {"prices": (Fraction(100),) * n},
            {"prices": (0,) * n},
            {"prices": (1.5,) * n},
            {"prices": ()},
            {"feasible": Feasible(largest=1)},
            {"feasible": Feasible(smallest=True)},
            {"feasible": Feasible(apart=(1,))},
            {"feasible": Feasible(links=(1 << 50 | 1,))},
            {"feasible": None},
        ]
        for change in wrong:
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(good, **change)).verify()
    none = co.optimal_coalition_structure(GAME, smallest=3, largest=3)
    assert none.value is None
    assert "no partition into coalitions that may form" in repr(none)
    for change in ({"number": 1}, {"partitions": ((15,),)}, {"feasible": Feasible()}):
        with pytest.raises(co.CertificateError):
            replace(none, certificate=replace(none.certificate, **change)).verify()
    with pytest.raises(co.CertificateError):
        co.certify("optimal coalition structure", GAME, OptimalStructures(Feasible(), 0, ()))


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"limit": 3}, co.LimitExceededError, "3 players"),
        ({"method": "guess"}, co.InvalidArgumentError, "program"),
        ({"most": 0}, co.InvalidArgumentError, "at least 1"),
        ({"smallest": 0}, co.InvalidArgumentError, "at least 1"),
        ({"smallest": 3, "largest": 2}, co.InvalidArgumentError, "largest"),
        ({"apart": [("1", "1")]}, co.DuplicatePlayerError, "once"),
        ({"apart": [("1", "2", "3")]}, co.InvalidArgumentError, "two different"),
        ({"links": "12"}, co.InvalidArgumentError, "pairs"),
        ({"links": [("1", "9")]}, co.UnknownPlayerError, "9"),
    ],
)
def test_refusals(options, error, message):
    with pytest.raises(error, match=message):
        co.optimal_coalition_structure(GAME, **options)


def test_symbols():
    w = co.parameter("w")
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.optimal_coalition_structure(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))


@settings(max_examples=30)
@given(data=st.data(), n=st.integers(0, 4))
def test_with_externalities_all_partitions_are_compared(data, n):
    names = ["A", "B", "C", "D"][:n]
    worth = {}

    def draw(S, P):
        key = (frozenset(S), frozenset(frozenset(c) for c in P))
        return worth.setdefault(key, data.draw(st.integers(-2, 2)))

    game = co.PartitionFunctionGame.from_function(names, draw)
    largest = data.draw(st.none() | st.integers(1, 3))
    totals = {
        frozenset(p): sum(worth[c, frozenset(p)] for c in p)
        for p in all_partitions(names)
        if all(len(c) <= (largest or 9) for c in p)
    }
    best = max(totals.values())
    agree(co.optimal_coalition_structure(game, largest=largest), (best, {p for p, t in totals.items() if t == best}))


def test_cournot_merges_to_one():
    """With k firms or cartels each earns 1/(k + 1)²: together they earn most as one (Bloch 1996 has this example)."""
    game = co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: Fraction(1, (len(P) + 1) ** 2))
    solution = co.optimal_coalition_structure(game)
    assert repr(solution.value) == "worth 1/4 in 1 way: {A, B, C}"
    assert repr(co.optimal_coalition_structure(game, largest=2).value).startswith("worth 2/9 in 3 ways")
    good = co.optimal_coalition_structure(game, largest=2, most=2)
    assert len(good.value.partitions) == 2
    assert co.optimal_coalition_structure(game, smallest=2, largest=2).value is None
    masks = good.certificate.partitions
    for change in (
        {"number": 2},
        {"partitions": masks[::-1]},
        {"partitions": masks[1:]},
        {"partitions": ()},
        {"partitions": None},
        {"feasible": Feasible()},
        {"feasible": None},
    ):
        with pytest.raises(co.CertificateError):
            replace(good, certificate=replace(good.certificate, **change)).verify()
    with pytest.raises(co.CertificateError):
        co.certify("optimal coalition structure", GAME, good.certificate)
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        co.optimal_coalition_structure(game, limit=2)
    with pytest.raises(co.UnsupportedGameError):
        co.optimal_coalition_structure(None)


def test_many_ties_are_counted_within_seconds():
    n = 18
    game = co.TUGame(co.Players.from_names(range(n)), np.zeros(1 << n, dtype=np.int64))
    start = perf_counter()
    value = co.optimal_coalition_structure(game, most=2).value
    assert (value.worth, value.number, len(value.partitions)) == (0, 682076806159, 2)  # Bell(18)
    assert perf_counter() - start < 15


@given(data=st.data())
def test_divisions_are_counted_the_same_in_both_ways(data):
    n = data.draw(st.integers(0, 6))
    flags = np.array([False, *data.draw(st.lists(st.booleans(), min_size=(1 << n) - 1, max_size=(1 << n) - 1))])
    partitions = [[sum(1 << i for i in block) for block in p] for p in all_partitions(list(range(n)))]
    number = sum(all(flags[m] for m in masks) for masks in partitions)
    assert count_covers(flags) == count_divisions(flags) == count_structures((1 << n) - 1, fitting_parts(flags)) == number


def test_sparse_ties_of_many_players():
    flags = np.zeros(1 << 16, dtype=bool)
    flags[[1 << i for i in range(16)]] = flags[[3 << i for i in range(0, 16, 2)]] = True
    assert count_divisions(flags) == count_covers(flags) == 2**8


def test_pairs_in_evidence_are_tuples():
    certificate = co.optimal_coalition_structure(
        GAME, apart=[("1", "2")], links=[("1", "3"), ("2", "4"), ("3", "4")]
    ).certificate
    feasible = certificate.feasible
    for wrong in (
        {"apart": [*feasible.apart]},
        {"links": [*feasible.links]},
        {"links": frozenset(feasible.links)},
        {"apart": ""},
    ):
        with pytest.raises(co.CertificateError):
            replace(certificate, feasible=replace(feasible, **wrong)).check(GAME)


@pytest.mark.parametrize("name", ["smallest", "largest", "most", "limit"])
def test_the_number_that_is_wrong_is_named(name):
    with pytest.raises(co.InvalidArgumentError, match=f"expected {name} as a whole number"):
        co.optimal_coalition_structure(GAME, **{name: 0})
