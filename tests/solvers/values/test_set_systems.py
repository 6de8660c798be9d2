"""Restricted cooperation: set systems, the games that they restrict, and the mean over their chains."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, permutations

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.set_systems import AxiomBreach, AxiomsHold, ChainMeans
from coalitions.kernels.set_systems import SYSTEMS
from coalitions.testing import tu_games

NAMES = ["A", "B", "C"]
GAME = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")
EVERY = list(chain.from_iterable(combinations(NAMES, k) for k in range(4)))


def by_definition(players, family):
    """All systems, with sets of names and the axioms in their first form."""
    f = {frozenset(), *map(frozenset, family)}
    everybody, alone = frozenset(players), [frozenset([p]) for p in players]
    union = all(s | t in f for s in f for t in f)
    stable = all(s | t in f for s in f for t in f if s & t)
    steps = all(any(s | {p} in f for p in t - s) for s in f for t in f if s < t)
    larger = [(s, t) for s in f for t in f if len(t) == len(s) + 1]
    return {
        "union-closed system": union,
        "union-stable system": stable,
        "partition system": stable and all(p in f for p in alone),
        "antimatroid": union and all(any(s - {p} in f for p in s) for s in f if s),
        "convex geometry": all(s & t in f for s in f for t in f)
        and all(any(s | {p} in f for p in everybody - s) for s in f if s != everybody),
        "augmenting system": stable and steps,
        "regular set system": everybody in f and steps,
        "matroid": all(s - {p} in f for s in f for p in s) and all(any(s | {p} in f for p in t - s) for s, t in larger),
    }


@st.composite
def families(draw, names, closed=None):
    """Coalitions by names; all unions of those that meet are added for a union-stable family."""
    every = list(chain.from_iterable(combinations(names, k) for k in range(len(names) + 1)))
    family = {frozenset(c) for c in draw(st.lists(st.sampled_from(every), max_size=10))}
    while closed and (more := {s | t for s in family for t in family if s & t} - family):
        family |= more
    return [tuple(c) for c in family]


@given(st.integers(0, 4), st.data())
def test_systems_by_definition(n, data):
    names = list("ABCD"[:n])
    players = co.Players.from_names(names)
    family = data.draw(families(names))
    for kind, expected in by_definition(names, family).items():
        solution = co.check_set_system(players, family, kind=kind)
        assert solution.value is expected, kind
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert solution.verify().value is expected


def test_systems_of_the_literature():
    players = co.Players.from_names(list("ABCD"))

    def kinds(family):
        family = [tuple(c) for c in family]
        return {kind for kind in SYSTEMS if co.check_set_system(players, family, kind=kind).value}

    every = list(chain.from_iterable(combinations("ABCD", k) for k in range(5)))
    assert kinds(every) == set(SYSTEMS)
    # ideals of a poset (A below B, C, all below D): the antimatroids that are closed under intersections, too
    ideals = ["A", "AB", "AC", "ABC", "ABCD"]
    assert {"antimatroid", "convex geometry", "regular set system"} <= kinds(ideals)
    # uniform matroid: at most two of four
    assert kinds([c for c in every if len(c) <= 2]) == {"matroid"}
    # intervals of a line: connected coalitions of a path, a convex geometry that is union-stable
    line = ["A", "B", "C", "D", "AB", "BC", "CD", "ABC", "BCD", "ABCD"]
    assert kinds(line) == {
        "union-stable system", "partition system", "convex geometry", "augmenting system", "regular set system",
    }  # fmt: skip
    # connected coalitions of a circle: intersections may be apart
    circle = [*line, "AD", "ABD", "ACD"]
    assert kinds(circle) == {"union-stable system", "partition system", "augmenting system", "regular set system"}


@given(tu_games(max_players=4), st.data())
def test_restricted_by_definition(game, data):
    family = data.draw(families(game.players.names, closed=True))
    feasible = {frozenset(), *map(frozenset, family)}
    restricted = co.restricted_by(game, family)
    for mask in range(1 << len(game.players)):
        inside = [t for t in feasible if t <= set(game.players.coalition(mask))]
        largest = [t for t in inside if not any(t < u for u in inside)]
        assert restricted.worth(mask) == sum(game[t] for t in largest)


@given(tu_games(max_players=4), st.data())
def test_restricted_as_by_links_and_by_superiors(game, data):
    players = list(game.players)
    pairs = list(combinations(players, 2))
    links = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    every = list(chain.from_iterable(combinations(players, k) for k in range(len(players) + 1)))

    def connected(members):
        reached = set(members[:1])
        while more := {q for p in reached for q in members if (p, q) in links or (q, p) in links} - reached:
            reached |= more
        return reached == set(members)

    assert co.shapley_value(co.restricted_by(game, filter(connected, every))).value == co.myerson_value(game, links).value
    for method, enough in (("conjunctive", all), ("disjunctive", any)):
        above = {p: [a for a, b in links if b == p] for p in players}
        sovereign = [c for c in every if all(not above[p] or enough(a in c for a in above[p]) for p in c)]
        assert co.restricted_by(game, sovereign) == co.permission_restricted(game, links, method=method)


def by_chains(game, family):
    """The mean over all maximal chains, one after the other."""
    feasible = {frozenset(), *map(frozenset, family)}
    total, chains, stack = dict.fromkeys(game.players, Fraction(0)), 0, [((), frozenset())]
    while stack:
        order, now = stack.pop()
        arrivals = [p for p in game.players if p not in now and now | {p} in feasible]
        stack += [((*order, p), now | {p}) for p in arrivals]
        if not arrivals:
            chains += 1
            for k, p in enumerate(order):
                total[p] += game[order[: k + 1]] - game[order[:k]]
    return {p: t / chains for p, t in total.items()}


@given(tu_games(max_players=4), st.data())
def test_chain_value_by_definition(game, data):
    family = data.draw(families(game.players.names))
    f = {frozenset(), *map(frozenset, family)}
    if all(any(s | {p} in f for p in t - s) for s in f for t in f if s < t):
        solution = co.chain_value(game, family)
        assert solution.value == by_chains(game, family)
        assert solution.guarantee is co.Guarantee.CERTIFIED
    else:
        with pytest.raises(co.InvalidArgumentError, match="one player at a time"):
            co.chain_value(game, family)


@given(tu_games(max_players=4), st.data())
def test_chain_value_on_known_systems(game, data):
    players = list(game.players)
    every = list(chain.from_iterable(combinations(players, k) for k in range(len(players) + 1)))
    assert co.chain_value(game, every).value == co.shapley_value(game).value
    # the uniform matroid of rank r: the mean over all bases of the Shapley value within the basis
    r = data.draw(st.integers(0, len(players)))
    value, bases = co.chain_value(game, [c for c in every if len(c) <= r]).value, list(combinations(players, r))
    inside = [co.shapley_value(co.restricted(game, b)).value for b in bases]
    assert value == {p: sum(Fraction(x[p]) for x in inside if p in x) / len(bases) for p in players}
    # ideals of a poset: the mean over the orders that respect it (Faigle and Kern 1992)
    pairs = [(a, b) for a, b in combinations(players, 2) if data.draw(st.booleans())]
    ideals = [c for c in every if all(a in c for a, b in pairs if b in c)]
    orders = [o for o in permutations(players) if all(o.index(a) < o.index(b) for a, b in pairs)]
    expected = dict.fromkeys(players, Fraction(0))
    for order in orders:
        for k, p in enumerate(order):
            expected[p] += Fraction(game[order[: k + 1]] - game[order[:k]]) / len(orders)
    assert co.chain_value(game, ideals).value == expected


def test_numbers_and_sizes():
    w = co.parameter("w")
    line = ["A", "B", "C", ["A", "B"], ["B", "C"], NAMES]
    symbolic = co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask")
    value, restricted = co.chain_value(symbolic, line), co.restricted_by(symbolic, line)
    assert value.guarantee is co.Guarantee.CERTIFIED
    assert restricted["A", "C"] == w + 2
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        assert all(sympy.sympify(value.value[p]).subs(w, number) == x for p, x in co.chain_value(at, line).value.items())
        assert co.restricted_by(at, line)["A", "C"] == number + 2
    floats = co.TUGame.from_vector(NAMES, [0.1, 0.2, 0.7, 0.5, 0.3, 5.5, 1e10], order="mask")
    assert co.restricted_by(floats, line)["A", "C"] == 0.1 + 0.5
    assert co.chain_value(floats, line).value.total(NAMES) == Fraction(1e10)
    large = co.TUGame.from_function(NAMES, lambda S: 2**59 * len(S))
    assert co.restricted_by(large, ["A", "B", "C"])[NAMES] == 3 * 2**59
    nobody = co.TUGame.from_vector([], [0], order="mask")
    assert dict(co.chain_value(nobody, []).value) == {}
    assert co.restricted_by(nobody, []) == nobody
    assert co.check_set_system(nobody, [], kind="matroid").value is True
    assert co.chain_value(GAME, []).value == dict.fromkeys(NAMES, 0)
    every = [[p for k, p in enumerate(range(10)) if m >> k & 1] for m in range(1 << 10)]
    many = co.TUGame.from_function(range(10), len)
    solution = co.chain_value(many, every)
    assert solution.value == dict.fromkeys(range(10), 1)
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.diagnostics["chains"] == 3628800
    system = co.check_set_system(many, [c for c in every if len(c) != 5], kind="matroid")
    assert system.value is False
    whole = co.check_set_system(many, every, kind="antimatroid")
    assert whole.value is True
    assert whole.guarantee is co.Guarantee.EXACT


@pytest.mark.parametrize("kind", SYSTEMS)
def test_mutations_of_systems(kind):
    players = co.Players.from_names(NAMES)
    good = co.check_set_system(players, EVERY, kind=kind)
    families = [(0, 3, 5), (0, 3, 5, 6), (0, 1, 6), (0, 7), (0, 1, 2, 3, 4)]
    bad = [f for f in families if by_definition(NAMES, [players.coalition(m) for m in f])[kind] is False]
    assert bad
    for family in bad:
        with pytest.raises(co.CertificateError):
            AxiomsHold(kind, family).check(players)
        no = co.check_set_system(players, map(players.coalition, family), kind=kind)
        certificate = no.certificate
        for sets in ((), (7, 7, 7), (8,), (True,), (1.0,), (0, 0), (*certificate.sets, 0), (0, True), (7, 8)):
            with pytest.raises(co.CertificateError):
                replace(no, certificate=replace(certificate, sets=sets)).verify()
        for change in ({"feasible": good.judged}, {"axiom": "sorted"}, {"system": "greedoid"}, {"feasible": family[::-1]}):
            with pytest.raises(co.CertificateError):
                replace(no, certificate=replace(certificate, **change)).verify()
    for feasible in ((1, 2), (0, 2, 1), (0, 1, 1), (0, 8), (0, -1), (0, True), (0, 1.0), ()):
        with pytest.raises(co.CertificateError):
            replace(good, certificate=replace(good.certificate, feasible=feasible)).verify()
    other = "matroid" if kind != "matroid" else "antimatroid"
    with pytest.raises(co.CertificateError, match="expected a certificate of"):
        replace(good, certificate=replace(good.certificate, system=other)).verify()
    with pytest.raises(co.CertificateError):
        AxiomBreach(kind, good.judged, SYSTEMS[kind][0], (0, 7)).check(players)
    assert good.to_dict()["certificate"]["system"] == kind


def test_mutations_of_the_chain_value():
    line = ["A", "B", "C", ["A", "B"], ["B", "C"], NAMES]
    solution = co.chain_value(GAME, line)
    certificate, amounts = solution.certificate, solution.certificate.amounts
    forged = [replace(certificate, amounts=(*amounts[:k], amounts[k] + 1, *amounts[k + 1 :])) for k in range(3)]
    forged += [replace(certificate, amounts=tuple(map(float, amounts))), replace(certificate, amounts=amounts[:2])]
    families = [
        (0, 1, 2, 3, 4, 5, 6, 7),
        (0, 1, 2, 3, 7),
        (0, 7),
        (1, 2, 3, 4, 6, 7),
        (0, 2, 1, 3, 4, 6, 7),
        (0, 1, 2, 3, 4, 6, 7, 8),
    ]
    forged += [replace(certificate, feasible=f) for f in (*families, (False, 1, 2, 3, 4, 6, 7), (0, 1.0, 2, 3, 4, 6, 7))]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()
    with pytest.raises(co.CertificateError, match="one player at a time"):
        ChainMeans((0, 7), (Fraction(0),) * 3).check(GAME)


def test_refusals():
    with pytest.raises(co.InvalidArgumentError, match=r"got {A, B} and {B, C} but not {A, B, C}"):
        co.restricted_by(GAME, [["A", "B"], ["B", "C"]])
    with pytest.raises(co.InvalidArgumentError, match=r"{} is not feasible with any one player more of {A, B}"):
        co.chain_value(GAME, [["A", "B"]])
    for function in (co.restricted_by, co.chain_value, co.check_set_system):
        for wrong, error in (
            ("AB", co.InvalidArgumentError),
            ({"A": 1}, co.InvalidArgumentError),
            (3, co.InvalidArgumentError),
        ):
            with pytest.raises(error, match="list"):
                function(GAME, wrong)
        with pytest.raises(co.UnknownPlayerError):
            function(GAME, [["Z"]])
        with pytest.raises(co.DuplicatePlayerError):
            function(GAME, [["A", "A"]])
        with pytest.raises(co.LimitExceededError):
            function(GAME, [], limit=2)
    with pytest.raises(co.InvalidArgumentError, match="kind as one of"):
        co.check_set_system(GAME, [], kind="greedoid")
    with pytest.raises(co.InvalidArgumentError, match="game or Players"):
        co.check_set_system({"A": 1}, [])


def test_too_many_pairs_of_feasible_coalitions():
    names = list(range(15))
    game = co.TUGame.from_vector(names, np.zeros(1 << 15, dtype=np.int64), order="mask")
    everything = [game.players.coalition(m) for m in range(1 << 15)]
    for solve in (co.chain_value, co.restricted_by, lambda g, f: co.check_set_system(g, f, kind="antimatroid")):
        with pytest.raises(co.LimitExceededError, match=r"at most 16384 feasible coalitions.*got 32768"):
            solve(game, everything)
    solution = co.check_set_system(game, everything[: 1 << 13], kind="union-closed system")
    with pytest.raises(co.LimitExceededError, match=r"at most 4096 feasible coalitions.*got 8192"):
        solution.verify()
