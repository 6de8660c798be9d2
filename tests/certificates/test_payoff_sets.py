"""Mutations of the evidence for sets of payoffs, for the core center and for the chi value: each is refused."""

import json
from dataclasses import replace
from fractions import Fraction as F
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.chi import ChiPoint
from coalitions.certificates.excesses import NoImputation
from coalitions.certificates.payoff_sets import CoreCenter, FilledPolytope
from coalitions.solvers.cores.weber_set import _hull
from coalitions.testing import tu_games

GAME = co.bankruptcy_game(200, {"A": 100, "B": 200, "C": 300})
EMPTY = co.majority_game(["A", "B", "C"])
FLAT = co.glove_game(["L1", "L2"], ["R1", "R2"])
SETS = [
    co.core,
    co.imputation_set,
    co.least_core_set,
    co.dual_core,
    co.core_cover,
    co.reasonable_set,
    co.weber_set,
    co.harsanyi_set,
]


def refused(solution, certificate):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=certificate).verify()
    with pytest.raises(co.CertificateError):
        co.certify(solution.concept, solution.game, certificate)


def forgeries(c):
    tiny = F(1, 10**9)
    if c.vertices:
        first, *others = c.vertices
        reordered = [(first,), tuple(c.vertices[::-1])] if others else []
        yield from (replace(c, vertices=v) for v in ((), (first, *c.vertices), *reordered))
        yield replace(c, vertices=((first[0] - tiny, *first[1:]), *others))
        yield replace(c, vertices=((first[0] - tiny, *first[1:-1], first[-1] + tiny), *others))
        yield replace(c, vertices=((*first[:-1], first[-1] + tiny), *others))
        yield replace(c, vertices=(tuple(map(float, first)), *others))
        yield replace(c, vertices=((*first, F(0)), *others))
        yield replace(c, vertices=(first[:-1], *others))
        yield replace(c, simplices=c.simplices[:-1])
        yield replace(c, simplices=(*c.simplices, c.simplices[-1]))
        yield replace(c, simplices=((*c.simplices[0][:-1], len(c.vertices)), *c.simplices[1:]))
        yield replace(c, simplices=((-1, *c.simplices[0][1:]), *c.simplices[1:]))
        yield replace(c, simplices=(tuple(map(float, c.simplices[0])), *c.simplices[1:]))
        yield replace(c, simplices=((bool(c.simplices[0][0]), *c.simplices[0][1:]), *c.simplices[1:]))
        yield replace(c, simplices=(c.simplices[0] + c.simplices[0], *c.simplices[1:]))
    else:
        yield replace(c, simplices=((0,),))
        yield replace(c, weights=())
        yield replace(c, vertices=((F(1), F(0), F(0)),), simplices=((0,),))
    if c.weights:
        (key, weight), *rest = c.weights
        wrong = (
            (key, -weight),
            (key, F(0)),
            (key, float(weight)),
            (key, True),
            (-1, weight),
            (999, weight),
            (float(key), weight),
        )
        for one in wrong:
            yield replace(c, weights=(one, *rest))
        yield replace(c, weights=((key, weight), *c.weights))
        yield replace(c, weights=tuple(rest))
        yield replace(c, weights=((key, 2 * weight), *rest))
    else:
        yield replace(c, weights=((1, F(1)),))
    yield replace(c, concept="core")
    yield replace(c, epsilon=F(1) if c.epsilon is None else None)
    yield replace(c, epsilon=float(c.epsilon or 0))


@pytest.mark.parametrize("solver", SETS)
@pytest.mark.parametrize("game", [GAME, EMPTY, FLAT])
def test_forgeries_are_refused(solver, game):
    solution = solver(game)
    assert solution.verify().value == solution.value
    for certificate in forgeries(solution.certificate):
        refused(solution, certificate)


def test_the_sets_are_not_mixed_up():
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 3, 5], order="size", empty=False)
    solutions = [solver(game) for solver in SETS] + [co.epsilon_core(game, 1)]
    for solution in solutions:
        for other in solutions:
            if other.value != solution.value:
                refused(solution, other.certificate)
            if other.value != solution.value and solution.judged is None:  # an epsilon-core for any epsilon is one
                with pytest.raises(co.CertificateError):
                    co.certify(solution.concept, game, replace(other.certificate, concept=solution.concept))
    for concept in ("core", "core point", "least core", "in the core", "core center", "Weber"):
        with pytest.raises(co.CertificateError):
            co.certify(concept, game, solutions[0].certificate)
    for solution in (s for s in solutions if not s.value.is_empty):  # nor do corners of one game prove anything about another
        for other in (EMPTY, co.additive_game({"A": 1, "B": 1, "C": 1}), FLAT):
            with pytest.raises(co.CertificateError):
                co.certify(solution.concept, other, solution.certificate)


def test_epsilon_is_what_was_asked():
    solution = co.epsilon_core(EMPTY, F(1, 2))
    for epsilon in (F(1, 3), F(1, 2) + F(1, 10**20), 0.5, "1/2", None, True):
        refused(solution, replace(solution.certificate, epsilon=epsilon))
    other = co.epsilon_core(EMPTY, F(2, 3))
    with pytest.raises(co.CertificateError, match="what was asked"):
        replace(other, judged=F(1, 2)).verify()
    least = co.least_core_set(EMPTY)
    assert least.certificate.epsilon == F(1, 3)
    with pytest.raises(co.CertificateError):  # an epsilon-core that is not the smallest
        co.certify("least-core polytope", EMPTY, replace(solution.certificate, concept="least-core polytope"))
    with pytest.raises(co.CertificateError):
        co.certify(
            "least-core polytope", EMPTY, replace(co.epsilon_core(EMPTY, F(1, 4)).certificate, concept="least-core polytope")
        )


def test_facets_of_the_weber_set():
    solution = co.weber_set(GAME)
    c = solution.certificate
    (row, bound), *rest = c.facets
    refused(solution, replace(c, facets=tuple(rest)))
    refused(solution, replace(c, facets=()))
    refused(solution, replace(c, facets=((row, bound + 1), *rest)))
    refused(solution, replace(c, facets=((row, bound - 1), *rest)))
    refused(solution, replace(c, facets=((row, float(bound)), *rest)))
    refused(solution, replace(c, facets=((row[:-1], bound), *rest)))
    refused(solution, replace(c, facets=((tuple(map(float, row)), bound), *rest)))
    refused(solution, replace(c, facets=((tuple(-a for a in row), bound), *rest)))
    refused(solution, replace(co.core(GAME).certificate, concept="Weber set"))
    refused(co.core(GAME), replace(co.core(GAME).certificate, facets=c.facets))
    # all of the simplex of imputations satisfies its own facets, but its corners are not marginal vectors of this game
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 3, 3, 3, 6], order="size", empty=False)
    simplex = co.imputation_set(game).certificate
    facets = tuple((tuple(int(i == j) for j in range(3)), F(0)) for i in range(3))
    refused(co.weber_set(game), FilledPolytope("Weber set", simplex.vertices, simplex.simplices, (), None, facets))
    # and three of the marginal vectors fill a triangle, but the others are outside
    hexagon = co.weber_set(co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2))
    corners = tuple(x.amounts for x in hexagon.value.vertices)[:3]
    triangle = tuple(_hull(np.array([list(map(int, x)) for x in corners], dtype=object), 100)[0])
    refused(hexagon, FilledPolytope("Weber set", corners, ((0, 1, 2),), (), None, triangle))


@settings(max_examples=30)
@given(tu_games(min_players=2, max_players=4), st.data())
def test_no_corner_can_be_left_out(game, data):
    solution = data.draw(st.sampled_from(SETS))(game)
    c = solution.certificate
    if len(c.vertices) > 1:
        k = data.draw(st.integers(0, len(c.vertices) - 1))
        kept = [s for s in c.simplices if k not in s]
        moved = tuple(tuple(i - (i > k) for i in s) for s in kept)
        refused(solution, replace(c, vertices=c.vertices[:k] + c.vertices[k + 1 :], simplices=moved))


def test_core_center():
    solution = co.core_center(GAME)
    inner = solution.certificate.core
    for certificate in forgeries(inner):
        refused(solution, CoreCenter(certificate))
    refused(solution, CoreCenter(co.imputation_set(GAME).certificate))
    refused(solution, CoreCenter(co.core(EMPTY).certificate))
    refused(solution, CoreCenter(None))
    fake = SimpleNamespace(concept="core polytope", check=lambda game: SimpleNamespace(centroid=None))
    refused(solution, CoreCenter(fake))
    refused(solution, inner)
    refused(co.core_center(EMPTY), CoreCenter(inner))


def test_chi():
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
    solution = co.chi_value(game)
    a, b, c = solution.certificate.amounts
    tiny = F(1, 10**9)
    for amounts in (
        (a + tiny, b, c),
        (a + tiny, b - tiny, c),
        (a, b),
        (a, b, c, F(0)),
        (float(a), b, c),
        (True, F(1), F(1)),
        (c, a, b),
    ):
        refused(solution, ChiPoint(amounts))
    refused(solution, ChiPoint((F(0), F(0), F(0))))
    refused(solution, ChiPoint((2 * a, 2 * b, 2 * c)))
    refused(solution, NoImputation())
    none = co.chi_value(co.TUGame.from_vector(["A", "B"], [1, 1, 1], order="mask"))
    refused(none, ChiPoint((F(1, 2), F(1, 2))))
    additive = co.chi_value(co.additive_game({"A": 1, "B": 2}))
    refused(additive, ChiPoint((F(2), F(1))))
    refused(additive, NoImputation())
    assert solution.to_dict()["certificate"]["amounts"] == ["6/5", "3/5", "6/5"]
    assert none.to_dict()["certificate"] == {"kind": "no imputation"}


def test_words_and_plain_data():
    for solver in SETS:
        for game in (GAME, EMPTY, FLAT):
            solution = solver(game)
            plain = json.loads(json.dumps(solution.to_dict()))["certificate"]
            assert plain["kind"] == "filled polytope"
            assert len(plain["vertices"]) == len(solution.value.vertices)
            assert "certified; " in repr(solution)
    assert "2 simplices of 4 corners fill the whole set" in repr(co.core(GAME))
    assert "the bounds leave one point" in repr(co.least_core_set(EMPTY))
    center = json.loads(json.dumps(co.core_center(GAME).to_dict()))["certificate"]
    assert center["core"]["simplices"] == [[0, 1, 3], [0, 2, 3]]
    assert "1/2 {A, B}" in repr(co.epsilon_core(EMPTY, F(1, 4)))
