import dataclasses
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.certificates.nash_lists import AllNash, SomeNash
from coalitions.errors import CertificateError, UndecidedError, UnsupportedGameError
from coalitions.games.normal_form import NormalFormGame
from coalitions.games.profiles import Profile, expected_payoffs
from coalitions.solution import Guarantee
from coalitions.solvers.equilibria.enumeration import enumerate_nash
from coalitions.solvers.equilibria.nash import check_nash

F = Fraction


def solve(A, B, **more):
    return enumerate_nash(NormalFormGame.from_arrays(A, B), **more)


def pairs(solution):
    return {x.probabilities for x in solution.value}


# -- an oracle that shares nothing with the library: all bases of {x >= 0, B'x <= 1} by SymPy-free Gauss in fractions ---------


def gauss(rows):
    a, k = [list(map(Fraction, row)) for row in rows], len(rows)
    for c in range(k):
        p = next((r for r in range(c, k) if a[r][c]), None)
        if p is None:
            return None
        a[c], a[p] = a[p], a[c]
        a[c] = [v / a[c][c] for v in a[c]]
        for r in set(range(k)) - {c}:
            a[r] = [v - a[r][c] * w for v, w in zip(a[r], a[c], strict=True)]
    return tuple(row[-1] for row in a)


def vertices(M):
    r, k = M.shape
    rows = [[*(int(i == j) for j in range(k)), 0] for i in range(k)] + [[*map(int, row), 1] for row in M]
    out = {}
    for chosen in combinations(range(k + r), k):
        z = gauss([rows[c] for c in chosen])
        if z is None or min(z) < 0 or not any(z):
            continue
        left = [sum(a * b for a, b in zip(row, z, strict=False)) for row in rows]
        if all(v <= 1 for v in left[k:]):
            out[z] = {c for c in range(k + r) if left[c] == rows[c][-1]}
    return out


def oracle(A, B):
    A, B = np.asarray(A) - np.min(A) + 1, np.asarray(B) - np.min(B) + 1
    m, n = A.shape
    found = set()
    for (x, lx), (y, ly) in product(vertices(B.T).items(), vertices(A).items()):
        shifted = {c + m if c < n else c - n for c in ly}
        if lx | shifted == set(range(m + n)):
            found.add((tuple(v / sum(x) for v in x), tuple(v / sum(y) for v in y)))
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([(1, 1), (1, 4), (2, 2), (2, 3), (3, 2), (3, 3), (4, 2), (3, 4)]), st.integers(1, 3), st.integers(0, 10**6)
)
def test_against_brute_force_on_games_full_of_ties(shape, top, seed):
    A, B = np.random.default_rng(seed).integers(0, top + 1, (2, *shape))
    found = solve(A, B)
    assert pairs(found) == oracle(A, B)
    assert found.guarantee is Guarantee.CERTIFIED
    assert found.value.complete
    assert len(pairs(found)) == len(found.value)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([(2, 3), (3, 3), (4, 3)]), st.integers(0, 10**6))
def test_components(shape, seed):
    rng = np.random.default_rng(seed)
    game = NormalFormGame.from_arrays(*rng.integers(0, 2, (2, *shape)))
    value = enumerate_nash(game).value
    every = {x.probabilities for x in value}
    listed = [{x.probabilities for x in c.profiles} for c in value.components]
    assert set().union(*listed) == every
    assert sum(map(len, listed)) == len(every)  # components are disjoint
    for component in value.components:
        for first, second in component.subsets:
            assert set(product(first, second)) <= every
            # maximal: nothing more can be added on either side
            xs = {x for x, _ in every if all((x, y) in every for y in second)}
            ys = {y for _, y in every if all((x, y) in every for x in first)}
            assert (xs, ys) == (set(first), set(second))
            mix = tuple(
                tuple(sum(F(int(w), int(sum(ws))) * p[k] for w, p in zip(ws, face, strict=True)) for k in range(len(face[0])))
                for face in (first, second)
                for ws in [rng.integers(1, 5, len(face))]
            )
            assert check_nash(game, Profile(game.players, game.strategies, mix)).value is True


def test_published_cases():
    half = F(1, 2)
    pennies = solve([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    assert pairs(pennies) == {((half, half), (half, half))}
    dilemma = solve([[3, 0], [5, 1]], [[3, 5], [0, 1]])
    assert pairs(dilemma) == {((0, 1), (0, 1))}
    hunt = solve([[4, 0], [3, 3]], [[4, 3], [0, 3]])
    assert pairs(hunt) == {((1, 0), (1, 0)), ((0, 1), (0, 1)), ((F(3, 4), F(1, 4)), (F(3, 4), F(1, 4)))}
    third = (F(1, 3),) * 3
    eye = np.eye(3, dtype=int)
    assert pairs(solve(eye, np.roll(eye, 1, axis=1))) == {(third, third)}  # Shapley (1964)
    rps = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    assert pairs(solve(rps, -rps)) == {(third, third)}


@pytest.mark.parametrize("b", [F(2), F(3, 2), F(7)])
def test_battle_of_the_sexes(b):
    game = NormalFormGame.from_arrays([[1, 0], [0, b]], [[b, 0], [0, 1]])
    mixed = [x for x in enumerate_nash(game).value if not x.is_pure]
    assert len(mixed) == 1
    assert expected_payoffs(game, mixed[0]).amounts == (b / (1 + b), b / (1 + b))


def test_von_stengels_degenerate_game():
    # von Stengel (2007), Equilibrium computation for two-player games, in: Algorithmic Game Theory: a segment and a point
    found = solve([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])
    assert [str(c) for c in found.value.components] == [
        "{1} × {mixes of 1 and 2/3 (1) + 1/3 (2)}",
        "Row: 1/3 (2) + 2/3 (3); Column: 1/3 (1) + 2/3 (2)",
    ]


def test_everything_is_an_equilibrium_of_a_constant_game():
    for shape in ((1, 1), (1, 5), (3, 2), (6, 6)):
        found = solve(np.full(shape, 7), np.zeros(shape, dtype=int))
        assert len(found.value.components) == 1
        assert len(found.value.components[0].subsets) == 1
        assert len(found.value) == shape[0] * shape[1]


def test_duplicates_and_scales():
    third = F(1, 3)
    doubled = solve([[0, -1, 1], [1, 0, -1], [-1, 1, 0], [0, -1, 1]], [[0, 1, -1], [-1, 0, 1], [1, -1, 0], [0, 1, -1]])
    assert len(doubled.value.components) == 1  # rock twice: a segment between the two
    assert pairs(doubled) == {((third, third, third, 0), (third,) * 3), ((0, third, third, third), (third,) * 3)}
    for scale in (1e-9, 1e10):
        found = solve(np.array([[3, 0], [5, 1]]) * scale, np.array([[3, 5], [0, 1]]) * scale)
        assert pairs(found) == {((0, 1), (0, 1))}
    tiny = F(1, 10**9)
    near = solve([[10**10 + tiny, 10**10], [10**10, 10**10 + tiny]], [[10**10, 10**10 + tiny], [10**10 + tiny, 10**10]])
    assert pairs(near) == {((F(1, 2),) * 2, (F(1, 2),) * 2)}


def cyclic_game():
    """The 6 × 6 game of von Stengel (1999): two dual cyclic polytopes whose 12 facets are matched by swapping neighbors."""

    def game_matrix(order):
        points = [[F(t) ** e for e in range(1, 7)] for t in range(1, 13)]
        center = [sum(p[e] for p in points) / 12 for e in range(6)]
        normals = [[a - c for a, c in zip(points[k], center, strict=True)] for k in order]  # facets a.z <= 1
        base = sympy.Matrix([[sympy.Rational(v.numerator, v.denominator) for v in row] for row in normals[:6]])
        rest = sympy.Matrix([[sympy.Rational(v.numerator, v.denominator) for v in row] for row in normals[6:]])
        factors = rest * base.inv()  # in terms of the slacks s of the first six: a.z = factors.(1 - s)
        heights = [1 - sum(factors.row(i)) for i in range(6)]
        assert all(h > 0 for h in heights)
        return [
            [F(int((-factors[i, j] / heights[i]).p), int((-factors[i, j] / heights[i]).q)) for j in range(6)] for i in range(6)
        ]

    swapped = [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10]
    second = game_matrix(list(range(12)))  # labels 0-5: rows unused; 6-11: columns that are best answers
    first = game_matrix([*swapped[6:], *swapped[:6]])  # first the facets of unused columns, then the rows
    return np.array(first, dtype=object), np.array(second, dtype=object).T


def test_seventy_five_equilibria():
    found = solve(*cyclic_game())
    assert len(found.value) == 75
    assert len(found.value.components) == 75
    assert found.guarantee is Guarantee.CERTIFIED


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # Nashpy loses some by rounding
@pytest.mark.parametrize("seed", range(8))
def test_nashpy_finds_nothing_else(seed):
    nashpy = pytest.importorskip("nashpy")
    A, B = np.random.default_rng(seed).random((2, 3, 4))
    ours = [np.concatenate([np.array(side, dtype=float) for side in pair]) for pair in pairs(solve(A, B))]
    for x, y in nashpy.Game(A, B).support_enumeration(non_degenerate=True):
        assert any(np.allclose(np.concatenate([x, y]), pair, atol=1e-9) for pair in ours)
    assert len(ours) % 2 == 1  # a nondegenerate game has an odd number of equilibria (Wilson 1971)


def test_larger_games_are_exact_and_say_so():
    A, B = np.random.default_rng(3).integers(0, 60, (2, 8, 7))
    found = solve(A, B)
    assert found.guarantee is Guarantee.EXACT
    assert found.value.complete
    assert found.diagnostics["complete"] is True
    with pytest.raises(CertificateError, match="limit=6434"):
        found.verify()
    more = dataclasses.replace(found, certificate=dataclasses.replace(found.certificate, limit=6434))
    assert more.verify().guarantee is Guarantee.CERTIFIED


def test_a_limit_that_is_hit_is_said():
    A, B = np.random.default_rng(3).integers(0, 60, (2, 4, 4))
    found = solve(A, B, limit=5)
    assert found.value.complete is False
    assert isinstance(found.certificate, SomeNash)
    assert "there may be more" in repr(found)
    assert "at least" in repr(found.value)
    assert pairs(found) <= pairs(solve(A, B))
    assert "limit=5" in found.diagnostics["reason"]


def test_refusals():
    three = NormalFormGame.from_arrays(*np.zeros((3, 2, 2, 2), dtype=int))
    with pytest.raises(UnsupportedGameError, match=r"find_pure_nash.*check_nash.*find_correlated_equilibrium"):
        enumerate_nash(three)
    with pytest.raises(UndecidedError, match="put numbers in"):
        solve([[sympy.Symbol("w"), 0]], [[0, 1]])


def test_displays():
    found = solve([[4, 0], [3, 3]], [[4, 3], [0, 3]])
    assert "3: (1, 1); Row: 3/4 (1) + 1/4 (2)" in repr(found)
    assert "<td" in found._repr_html_()
    assert r"\frac{3}{4}" in found._repr_latex_()
    assert r"\toprule" in found.to_latex()
    assert found.value[0].is_pure
    assert found.to_dict()["certificate"]["kind"] == "all nash equilibria"


HUNT = NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]])
ONE, TWO, MIX = (F(1), F(0)), (F(0), F(1)), (F(3, 4), F(1, 4))
CONSTANT = NormalFormGame.from_arrays(np.zeros((2, 2), dtype=int), np.zeros((2, 2), dtype=int))


@pytest.mark.parametrize(
    ("certificate", "game"),
    [
        (AllNash(((ONE, ONE), (MIX, MIX))), HUNT),  # one is missing
        (AllNash(((ONE, ONE), (MIX, MIX), (TWO, ONE), (TWO, TWO))), HUNT),  # one too many
        (AllNash(((ONE, ONE), (ONE, ONE), (MIX, MIX), (TWO, TWO))), HUNT),  # one twice
        (AllNash(((ONE, ONE), (MIX, MIX), (TWO, TWO)), limit=2), HUNT),  # too much to check
        (AllNash(((ONE, ONE), (ONE, TWO), (TWO, ONE), (TWO, TWO), (MIX, MIX))), CONSTANT),  # an equilibrium, but not extreme
        (SomeNash(((ONE, TWO),)), HUNT),
        (SomeNash(((ONE, (F(1), F(0), F(0))),)), HUNT),
        (SomeNash(((ONE, ONE),)), NormalFormGame.from_arrays(*np.zeros((3, 2, 2, 2), dtype=int))),
    ],
)
def test_wrong_certificates_are_rejected(certificate, game):
    with pytest.raises(CertificateError):
        certificate.check(game)
