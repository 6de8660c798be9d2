"""One parameter: always decided, as an independent decision by real roots says."""

from fractions import Fraction as F
from itertools import pairwise

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import And, Eq

from coalitions.claims import Always, Exists, Implies, Never, decide
from coalitions.claims.univariate import _divide, _line, _positive_form, _shift, _value
from coalitions.scalars import parameter

x = parameter("x")
n = parameter("n", integer=True)
coefficients = st.lists(st.integers(-4, 4), min_size=1, max_size=5)


def polynomial(numbers, symbol):
    return sum((c * symbol**k for k, c in enumerate(numbers)), start=sympy.Integer(0))


def satisfiable(facts):
    """Whether polynomials have these signs at one place: tried at all real roots and once between them (SymPy's roots)."""
    roots = (
        sorted({r for p, _ in facts for r in sympy.Poly(p, x).real_roots()}) if any(p.free_symbols for p, _ in facts) else []
    )
    places = [sympy.Integer(0)] if not roots else [sympy.floor(roots[0]) - 1, *roots, sympy.ceiling(roots[-1]) + 1]
    for low, high in pairwise(roots):
        digits = 15
        while not low < sympy.Rational(str(sympy.N((low + high) / 2, digits))) < high:
            digits *= 2
        places.append(sympy.Rational(str(sympy.N((low + high) / 2, digits))))

    def sign(p, at):
        if at.is_Rational:
            return sympy.sign(p.subs(x, at))
        f = sympy.minimal_polynomial(at, x)
        return 0 if sympy.rem(p, f, x) == 0 else sympy.sign(sympy.N(p.subs(x, at), 60))

    return any(all({">": s > 0, ">=": s >= 0, "==": s == 0}[op] for p, op in facts for s in [sign(p, at)]) for at in places)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(coefficients, st.sampled_from([">", ">=", "=="])), min_size=1, max_size=3))
def test_law_one_parameter_is_always_decided(data):
    facts = [(polynomial(numbers, x), op) for numbers, op in data]
    relations = [{">": sympy.Gt, ">=": sympy.Ge, "==": Eq}[op](p, 0) for p, op in facts]
    solution = decide(Exists(And(*relations)))
    assert solution.value is satisfiable(facts)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(coefficients, st.sampled_from([">", ">=", "=="])), min_size=1, max_size=3))
def test_law_one_whole_number_is_always_decided(data):
    facts = [(polynomial(numbers, n), {">": sympy.Gt, ">=": sympy.Ge, "==": Eq}[op]) for numbers, op in data]
    solution = decide(Exists(And(*(op(p, 0) for p, op in facts), n <= 40, n >= -40)))
    brute = any(all(op(p.subs(n, k), 0) == True for p, op in facts) for k in range(-40, 41))  # noqa: E712
    assert solution.value is brute
    assert solution.guarantee.value == "certified"


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        (Never(Eq(x**2, 2)), False),
        (Never(And(Eq(x**2, 2), x > F(3, 2))), True),
        (Implies(And(Eq(x**2, 2), x > 0), x**3 > 2 * x), False),
        (Implies(And(Eq(x**2, 2), x > 0), x**3 >= 2 * x), True),
        (Always((10**9 * x - 1) * (10**9 * x - 2) > -1), True),
        (Always((10**9 * x - 1) * (10**9 * x - 2) > F(-1, 4)), False),
        (Never(Eq((x**2 - 2) ** 2 + (x**2 - 3) ** 2, 0)), True),
        (Implies(x**3 < 10**10, x < 2155), True),
        (Never(Eq(n**3 - n, 25)), True),
        (Implies(n**2 <= 10**6, n <= 1000), True),
        (Always((2 * n - 5) * (2 * n - 7) >= -1), True),
    ],
)
def test_edges(claim, value):
    assert decide(claim).value is value


def test_chebyshev_polynomials_stay_within_one():
    for k in range(2, 9):
        chebyshev = sympy.chebyshevt(k, x)
        assert decide(Always(chebyshev <= 1, given=[x >= -1, x <= 1])).value is True
        assert decide(Always(chebyshev < 1, given=[x >= -1, x <= 1])).value is False


def test_positive_forms_add_up():
    line = [F(3), F(-4), F(2)]  # 2 x**2 - 4 x + 3
    assert _line({(2,): 2, (1,): -4, (0,): 3}, 0) == line
    assert _shift(line, F(1)) == [1, 0, 2]
    assert _divide([F(-2), F(0), F(2)], [F(-1), F(1)]) == [2, 2]

    class Piece:
        low, high = F(0), F(1)

    form = _positive_form(line, Piece)
    for at in (F(0), F(1, 3), F(2), F(9)):
        assert sum(c * at**i * (1 - at) ** j for c, i, j in form) == _value(line, at)
