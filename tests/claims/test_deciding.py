"""Claims of every kind: true ones with a checked proof, false ones with a small counterexample, open ones said to be open."""

from fractions import Fraction as F

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import And, Eq, Ne, Not, Or

from coalitions.certificates.claims import ClaimProof, Counterexample
from coalitions.claims import Always, Exists, Iff, Implies, Never, decide
from coalitions.errors import InvalidArgumentError
from coalitions.scalars import parameter
from coalitions.solution import Guarantee


def symbols(names):
    return [parameter(name) for name in names.split()]


a, b, c, d, p, q, t, w, x, y, z, proposal, more = symbols("a b c d p q t w x y z A W")
n, m = parameter("n", integer=True), parameter("m", integer=True)
A1, A2, B1, B2, be, ell, al, r1, r2, kappa, mu, rho, wb, qR, qU = symbols(
    "A1 A2 B1 B2 beta ell alpha r1 r2 kappa mu rho wb qR qU"
)
UNIT = [x >= 0, x <= 1, y >= 0, y <= 1]
POSITIVE = [x > 0, y > 0, z > 0]

TRUE = {
    # linear
    "transitive": Implies(And(x >= y, y >= z), x >= z),
    "average": Implies(And(x < y), And(x < (x + y) / 2, (x + y) / 2 < y)),
    "interval": Iff(2 * w <= 1, w <= F(1, 2)),
    "equation": Implies(And(Eq(x + y, 1), Eq(x - y, F(1, 3))), Eq(x, F(2, 3))),
    "two weak sides": Implies(And(x <= y, y <= x), Eq(x, y)),
    "scale": Always(F(1, 10**9) * x <= 10**10, given=[x <= 10**19]),
    "trichotomy": Always(Or(x > y, Eq(x, y), x < y)),
    # polynomial
    "square": Iff(w**2 > w, w > 1, given=[w > 0]),
    "quadratic form": Always(x**2 + y**2 + z**2 >= x * y + y * z + x * z),
    "weighted square": Always(x**2 - 3 * x * y + F(9, 4) * y**2 >= 0),
    "three means": Always(x**3 + y**3 + z**3 >= 3 * x * y * z, given=[x >= 0, y >= 0, z >= 0]),
    "four means": Always(x**4 + y**4 + z**4 + w**4 >= 4 * x * y * z * w),
    "Cauchy and Schwarz": Always((x**2 + y**2) * (p**2 + q**2) >= (x * p + y * q) ** 2),
    "discriminant": Implies(And(a > 0, b**2 < 4 * a * c), a * x**2 + b * x + c > 0),
    "bilinear": Always(x * y + (1 - x) * (1 - y) <= 1, given=UNIT),
    "odd power": Implies(x**5 > y**5, x > y),
    "zero product": Implies(Eq(x * y, 0), Or(Eq(x, 0), Eq(y, 0))),
    "zero squares": Iff(x**2 + y**2 <= 0, And(Eq(x, 0), Eq(y, 0))),
    "circle": Implies(Eq(x**2 + y**2, 1), x + y <= F(3, 2)),
    "Motzkin, not a sum of squares": Always(x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1 >= 0),
    "Robinson, not a sum of squares": Always(
        x**6 + y**6 + 1 + 3 * x**2 * y**2 >= x**4 * (y**2 + 1) + y**4 * (x**2 + 1) + x**2 + y**2
    ),
    "Schur where the order is known": Always(
        x * (x - y) * (x - z) + y * (y - x) * (y - z) + z * (z - x) * (z - y) >= 0, given=[x >= y, y >= z, z >= 0]
    ),
    "by a root": Implies(And(p >= 0, q >= 0, Eq(p**2, x), Eq(q**2, y), x <= y), p <= q),
    # rational
    "Nesbitt 1903": Always(x / (y + z) + y / (x + z) + z / (x + y) >= F(3, 2), given=POSITIVE),
    "harmonic mean": Always((x + y) / 2 >= 2 * x * y / (x + y), given=[x > 0, y > 0]),
    "patience": Iff(x / (1 - d) >= y + d * z / (1 - d), d >= (y - x) / (y - z), given=[y > x, x > z, d >= 0, d < 1]),
    "unknown sign below": Implies(And(x / y > 0, y < 0), x < 0),
    # one parameter
    "cubic": Always(x**3 - 3 * x + 3 > 0, given=[x >= -2]),
    "between roots": Implies(Eq(x**5 - x - 1, 0), And(x > F(11673, 10000), x < F(11674, 10000))),
    "double root": Always((x**2 - 2) ** 2 * (x - 1) >= 0, given=[x >= 1]),
    "degree 8": Always(x**8 - x**5 + x**2 - x + 1 > 0),
    # whole numbers
    "step": Iff(n > 0, n >= 1),
    "consecutive": Always(n * (n - 1) >= 0),
    "four in a row": Always(n * (n - 1) * (n - 2) * (n - 3) >= 0),
    "no square is 2": Never(Eq(n**2, 2)),
    "a product of whole numbers": Implies(And(n >= 2, m >= 2), n * m >= n + m),
    "finitely many": Implies(And(n > F(1, 2), n < F(9, 2)), Or(*(Eq(n, k) for k in (1, 2, 3, 4)))),
    "parity": Never(Eq(2 * n - 4 * m, 2 * parameter("k", integer=True) + 1)),
    # existence and its opposite
    "none": Never(And(x > y, y > z, z > x)),
    "some": Exists(And(x**2 + y**2 < 1, x * y > F(49, 100))),
    "some whole number": Exists(And(n**2 > 50, n < 9, n > 0)),
    # the worked case
    "a: correlated value": Always((1 + b**2) / (2 * (1 + b)) >= t, given=[b > 0, b < 1, t > 0, Eq((t + 1) ** 2, 2)]),
    "b: single crossing": Implies(And(B2 - x * A2 >= B1 - x * A1, A2 >= A1, y <= x), B2 - y * A2 >= B1 - y * A1),
    "c: veto bargaining": Iff(1 - y <= x, x + y >= 1, given=UNIT),
    "c: veto bargaining, with the proposal": Implies(
        And(proposal**2 <= x**2, (1 - proposal) ** 2 <= y**2), x + y >= 1, given=[*UNIT, proposal >= 0, proposal <= 1]
    ),
    "d: smaller than one": Iff(
        Or(And(q >= 1, sympy.false), And(q < 1, q < 1)),
        al > be + ell,
        given=[be >= 0, ell >= 0, al > 0, Eq(q, (be + ell) / al)],
    ),
    "e: correlated above both": Implies(And(r1 < b, r2 < b, b < 1), And((1 + b) / 2 > r1, (1 + b) / 2 > r2)),
    "f: learning against decay": Iff(
        kappa * mu / rho > wb / (1 - wb),
        kappa * mu / (kappa * mu + rho) > wb,
        given=[kappa >= 0, mu >= 0, rho > 0, wb > 0, wb < 1],
    ),
    "g: more we-feeling, more consent": Implies(
        And(proposal**2 + w * (1 - proposal) ** 2 <= qR + w * qU, (1 - proposal) ** 2 + w * proposal**2 <= qU + w * qR),
        And(
            proposal**2 + more * (1 - proposal) ** 2 <= qR + more * qU,
            (1 - proposal) ** 2 + more * proposal**2 <= qU + more * qR,
        ),
        given=[w >= 0, w <= more, more < 1, qR >= 0, qR <= 1, qU >= 0, qU <= 1],
    ),
}

#: Claims that are false, with the largest numerator or denominator that a counterexample needs.
FALSE = {
    "strict at the boundary": (Iff(w >= F(2, 3), w > F(2, 3)), 3),
    "strict square": (Always(w**2 > 0), 1),
    "strict quadratic form": (Always(x**2 + y**2 > 2 * x * y), 1),
    "strict means": (Always(x + y > 2, given=[x > 0, y > 0, x * y >= 1]), 1),
    "converse": (Iff(x > 1, x**2 > 1), 2),
    "one point": (Always(Ne(97 * x, 1)), 97),
    "one line": (Implies(And(x + y <= F(1, 97), x + y >= F(1, 97)), x > 3 + y), 97),
    "thin": (Always(Or(97 * x <= 1, 96 * x >= 1)), 193),
    "far away": (Implies(And(x > 10**6, y > x), y < 10**9), 10**9),
    "near zero": (Implies(x > 0, x > F(1, 10**9)), 10**9),
    "on a curve": (Implies(And(Eq(x**2 + y**2, 1), x > 0, y > 0), x + y > F(7, 5)), 5),
    "close to a curve's top": (Implies(Eq(x**2 + y**2, 1), x + y <= F(7, 5)), 29),
    "wrong sign": (Implies(x / y > 0, x > 0), 1),
    "wrong root": (Implies(Eq(x**2, 4), Eq(x, 2)), 2),
    "near a root": (Implies(And(x**2 <= 2, x >= 0), x <= F(1414, 1000)), 140),
    "whole numbers": (Always(n * (n - 2) >= 0), 1),
    "large whole number": (Implies(n**2 <= 10**6, n**2 < 10**6), 1000),
    "none at all": (Never(And(x > 0, x < F(1, 10))), 11),
    "false constant": (Always(False), 0),
    "c: veto bargaining, strictly": (Iff(1 - y <= x, x + y > 1, given=UNIT), 1),
    "d: smaller or equal": (Iff((be + ell) / al <= 1, al > be + ell, given=[be >= 0, ell >= 0, al > 0]), 1),
    "e: without r < b": (
        Implies(b < 1, And((1 + b) / 2 > r1, (1 + b) / 2 > r2), given=[r1 >= 0, r1 <= 1, r2 >= 0, r2 <= 1]),
        1,
    ),
    "f: with the limit": (
        Iff(
            kappa * mu / rho >= wb / (1 - wb),
            kappa * mu / (kappa * mu + rho) > wb,
            given=[kappa >= 0, mu >= 0, rho > 0, wb > 0, wb < 1],
        ),
        2,
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_are_proved(name):
    solution = decide(TRUE[name])
    assert solution.value is True
    assert solution.guarantee is Guarantee.CERTIFIED
    assert solution.verify().value is True


@pytest.mark.parametrize("name", FALSE)
def test_false_claims_are_refuted_by_small_numbers(name):
    claim, largest = FALSE[name]
    solution = decide(claim)
    assert solution.value is False
    assert isinstance(solution.certificate, Counterexample)
    point = {s: sympy.Rational(str(solution.certificate.point[s.name])) for s in claim.parameters}
    first, *rest = (sympy.sympify(part).subs(point) for part in claim.parts)  # SymPy evaluates, as an independent judge
    assert all(sympy.sympify(g).subs(point) == True for g in claim.given)  # noqa: E712
    holds = {
        "always": lambda: first,
        "never": lambda: Not(first),
        "implies": lambda: sympy.Implies(first, *rest),
        "iff": lambda: sympy.Equivalent(first, *rest),
    }[claim.kind]()
    assert holds == False  # noqa: E712
    assert max((max(abs(v.p), v.q) for v in point.values()), default=0) <= largest


def test_the_smallest_counterexample_comes_first():
    assert dict(decide(Iff(x > 1, x**2 > 1)).certificate.point) == {"x": -2}
    assert dict(decide(Always(x * (1 - x) <= 0)).certificate.point) == {"x": F(1, 2)}
    assert dict(decide(Always(x * (1 - x) < F(1, 4))).certificate.point) == {"x": F(1, 2)}


@pytest.mark.parametrize(
    ("weak", "strict"),
    [
        (Always(x * (1 - x) <= F(1, 4)), Always(x * (1 - x) < F(1, 4))),
        (Implies(x >= 1, x**3 >= 1), Implies(x >= 1, x**3 > 1)),
        (Always(x + 1 / x >= 2, given=[x > 0]), Always(x + 1 / x > 2, given=[x > 0])),
        (Implies(x + y >= 2, x**2 + y**2 >= 2), Implies(x + y >= 2, x**2 + y**2 > 2)),
        (Implies(And(x <= y, y <= x), x <= y), Implies(And(x <= y, y <= x), x < y)),
    ],
)
def test_knife_edges(weak, strict):
    assert decide(weak).value is True
    assert decide(strict).value is False


@pytest.mark.parametrize(("first", "second"), [(10**10, F(1, 10**9)), (10**10, 10**10), (F(1, 10**9), F(1, 10**9))])
def test_units_do_not_matter(first, second):
    u, v, r = first * x, second * y, first * z
    assert decide(Always(sympy.expand(u**2 + v**2 + r**2 - u * v - v * r - r * u) >= 0)).value is True
    assert decide(Always(sympy.expand(u**3 + v**3 + r**3 - 3 * u * v * r) >= 0, given=[x >= 0, y >= 0, z >= 0])).value is True
    assert decide(Always(u / (v + r) + v / (r + u) + r / (u + v) >= F(3, 2), given=POSITIVE)).value is True
    assert decide(Implies(And(u >= 1, v >= 1), u * v > 1)).value is False


def test_an_open_claim_is_said_to_be_open():
    schur = Always(x * (x - y) * (x - z) + y * (y - x) * (y - z) + z * (z - x) * (z - y) >= 0, given=[x >= 0, y >= 0, z >= 0])
    solution = decide(schur, max_degree=1, max_splits=0, search=10**5)
    assert solution.value is None
    assert solution.guarantee is Guarantee.OPEN
    assert solution.certificate is None
    assert "max_splits=0" in solution.diagnostics["tried"]
    assert "raise max_degree" in solution.diagnostics["what may help"]
    assert "not decided" in repr(solution)


def test_irrational_counterexamples_are_exact_and_described():
    solution = decide(Never(Eq(x**2, 2)))
    assert solution.value is False
    assert solution.guarantee is Guarantee.EXACT
    assert "x**2 - 2" in solution.diagnostics["counterexample"]
    assert decide(Exists(Eq(x**2, 2))).value is True
    assert decide(Exists(Eq(n**2, 2))).value is False
    among_others = decide(Exists(And(Eq(x**2, 2), y < 0, x > 0)))
    assert among_others.value is True
    assert among_others.diagnostics["witness"] == "x is the root of x**2 - 2 between 1 and 2, y = -2"


@pytest.mark.parametrize(
    "region", [[x < 0, x > 1], [x**2 + y**2 + 1 <= 0], [Eq(n, F(1, 2))], [n > 0, n < 1], [sympy.false], [x > y, y > z, z > x]]
)
def test_empty_regions(region):
    for claim, value in ((Always(False, given=region), True), (Exists(True, given=region), False)):
        solution = decide(claim)
        assert solution.value is value
        assert solution.diagnostics["region"].startswith("empty (proved)")


def test_undefined_points_are_reported_and_left_out():
    solution = decide(Always(1 / x > 0, given=[x >= 0]))
    assert solution.value is True
    assert solution.diagnostics["undefined where"] == "x == 0, as at x = 0"
    assert "undefined where" not in decide(Always(1 / x > 0, given=[x > 0])).diagnostics
    assert decide(Always(x / y >= 1, given=[x >= y])).value is False
    with pytest.raises(AssertionError):
        Counterexample({"x": 0}).check(Always(1 / x > 0, given=[x >= 0]))


def test_declared_signs_belong_to_the_region():
    positive = sympy.Symbol("s", positive=True)
    assert decide(Always(positive * x >= x, given=[x >= 0])).value is False
    assert decide(Always((positive + 1) * x >= x, given=[x >= 0])).value is True


def test_existence_is_the_opposite_of_a_claim_about_all():
    for statement in (x**2 < x, x**2 < -x - 1, And(x + y > 1, x * y > 1, x < 0)):
        assert decide(Exists(statement)).value is not decide(Never(statement)).value


def test_what_is_not_a_claim_is_refused():
    with pytest.raises(InvalidArgumentError, match=r"Always\(statement"):
        decide(x > 1)
    for limit in ({"max_degree": 0}, {"max_splits": -1}, {"effort": 1.5}, {"search": "much"}):
        with pytest.raises(InvalidArgumentError, match=next(iter(limit))):
            decide(Always(x > 1), **limit)


linear = st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
relations = st.builds(
    lambda f, g, h, op: (
        op(f[0] * x + f[1] * y + f[2], 0) if h else op((f[0] * x + f[1] * y + f[2]) * (g[0] * x + g[1] * y + g[2]), 0)
    ),
    linear,
    linear,
    st.booleans(),
    st.sampled_from([sympy.Ge, sympy.Gt, sympy.Le, sympy.Lt]),
)


@settings(max_examples=40, deadline=None)
@given(relations, relations, relations)
def test_law_no_answer_contradicts_a_point(first, second, third):
    claim = Implies(And(first, second), third)
    solution = decide(claim, max_splits=6, search=10**6)
    statement = sympy.Implies(And(first, second), third)
    points = [(F(i, 4), F(j, 3)) for i in range(-9, 10, 2) for j in range(-7, 8, 2)] + [
        (F(i), F(j)) for i in (-1, 0, 1, 2) for j in (-2, 0, 1)
    ]
    if solution.value is True:
        assert isinstance(solution.certificate, ClaimProof)
        assert all(statement.subs({x: sympy.Rational(str(u)), y: sympy.Rational(str(v))}) == True for u, v in points)  # noqa: E712
    elif solution.value is False:
        point = {s: sympy.Rational(str(solution.certificate.point[s.name])) for s in claim.parameters}
        assert statement.subs(point) == False  # noqa: E712
