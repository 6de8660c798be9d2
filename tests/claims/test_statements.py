"""Claims as objects: what they say, what they refuse, and that the checker reads them as SymPy means them."""

import pickle
from fractions import Fraction as F

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import And, Eq, Ne, Not, Or

from coalitions import check
from coalitions.claims import Always, Claim, Exists, Iff, Implies, Never
from coalitions.claims.encoding import MAX_EXPONENT, encode_expression, encode_formula
from coalitions.claims.searching import Query
from coalitions.errors import InvalidArgumentError
from coalitions.scalars import parameter

x, y = parameter("x"), parameter("y")
n = parameter("n", integer=True)


def test_claims_in_words():
    assert repr(Iff(x**2 > 1, x > 1, given=[x > 0])) == "for all x with x > 0: x**2 > 1 if and only if x > 1"
    assert repr(Implies(x > y, x + 1 > y, name="more")) == "more: for all x, y: x > y implies x + 1 > y"
    assert repr(Never(x > y)) == "for all x, y: not x > y"
    assert repr(Exists(And(x > 0, n > x))).startswith("for some n, x: ")
    assert repr(Always(True)) == "True"
    assert Iff(x > 1, 2 * x > 2)._repr_latex_() == r"for all $x$: $x > 1$ if and only if $2 x > 2$"


def test_claims_are_values():
    claim = Iff(x > 1, 2 * x > 2, given=[x > 0])
    assert claim == Claim("iff", (x > 1, 2 * x > 2), (x > 0,))
    assert hash(claim) == hash(Claim("iff", (x > 1, 2 * x > 2), (x > 0,)))
    assert pickle.loads(pickle.dumps(claim)) == claim
    with pytest.raises(AttributeError):
        claim.name = "other"


def test_plain_data():
    assert Always(x >= F(1, 2), given=[n > 0]).to_dict() == {
        "quantifier": "all",
        "parameters": ["n", "x"],
        "integers": ["n"],
        "given": [[">", ["parameter", "n"], "0"]],
        "statement": [">=", ["parameter", "x"], "1/2"],
    }
    assert Never(x > 0).to_dict()["statement"] == ["not", [">", ["parameter", "x"], "0"]]
    assert Exists(x > 0).to_dict()["quantifier"] == "some"
    assert encode_expression(1 / x**2) == ["^", ["parameter", "x"], -2]
    assert MAX_EXPONENT == check.MAX_EXPONENT


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Always(sympy.sqrt(x) > 0), r"name the root by a parameter r .* sympy\.Eq\(r\*\*2, x\)"),
        (lambda: Always(x > 0.5), "write Fraction"),
        (lambda: Always(sympy.Max(x, y) > 0), r"x <= Max\(a, b\) is Or"),
        (lambda: Always(sympy.exp(x) > 2), "name it by a parameter of its own"),
        (lambda: Always(x > sympy.pi), "name it by a parameter of its own"),
        (lambda: Always(x**100 > 1), "exponents of at most 64"),
        (lambda: Always(sympy.Symbol("s") > 0), r'coalitions.parameter\("s"\)'),
        (lambda: Always(sympy.Symbol("s", even=True) > 1), "no assumption but real, integer or a sign"),
        (lambda: Iff(x > 1, sympy.Symbol("x", positive=True) > 2), "one symbol for each name"),
        (lambda: Always(x), "expected a statement"),
        (lambda: Always(1), "expected a statement"),
        (lambda: Always(x > 0, given=x > 0), r"write given=\[w >= 0, w <= 1\]"),
        (lambda: Claim("always", (True, True)), r"Always\(a\)"),
        (lambda: Claim("perhaps", (True,)), "expected a claim of a kind"),
    ],
)
def test_what_cannot_be_stated_is_refused_with_advice(make, message):
    with pytest.raises(InvalidArgumentError, match=message):
        make()


def test_connectives():
    a, b, c = x > 0, y > 0, x > y
    for formula in (
        And(a, b),
        Or(a, Not(b)),
        sympy.Implies(a, b),
        sympy.Equivalent(a, b, c),
        sympy.ITE(a, b, c),
        Ne(x, y),
        Eq(x, y),
    ):
        data = encode_formula(formula)
        for u in (-1, 0, 1, 2):
            for v in (-1, 0, 1):
                assert check.holds(data, {"x": F(u), "y": F(v)}) is bool(formula.subs({x: u, y: v}))


expressions = st.recursive(
    st.one_of(
        st.sampled_from([x, y, n]),
        st.fractions(-3, 3, max_denominator=3).map(lambda f: sympy.Rational(f.numerator, f.denominator)),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        st.tuples(inner, inner).filter(lambda p: p[1] != 0).map(lambda p: p[0] / p[1]),
        st.tuples(inner, st.integers(0, 3)).map(lambda p: p[0] ** p[1]),
    ),
    max_leaves=6,
)
comparisons = st.tuples(st.sampled_from([sympy.Ge, sympy.Gt, sympy.Le, sympy.Lt, Eq, Ne]), expressions, expressions).map(
    lambda t: t[0](t[1], t[2])
)
formulas = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: And(*p)),
        st.tuples(inner, inner).map(lambda p: Or(*p)),
        st.tuples(inner, inner).map(lambda p: sympy.Equivalent(*p)),
        st.tuples(inner, inner).map(lambda p: sympy.Implies(*p)),
        inner.map(Not),
    ),
    max_leaves=4,
)


@settings(max_examples=80, deadline=None)
@given(formulas, formulas, st.booleans(), st.tuples(*[st.fractions(-2, 2, max_denominator=2)] * 2, st.integers(-2, 2)))
def test_law_the_query_is_true_where_the_claim_fails(statement, region, some, numbers):
    """The translation that proofs rest on, compared with the evaluation of the claim at points, which takes another way."""
    try:
        claim = (Exists if some else Always)(statement, given=[region])
    except InvalidArgumentError as error:
        assert "expected sums" in str(error)  # SymPy made infinity of a division by zero
        return
    data = claim.to_dict()
    values = {"x": numbers[0], "y": numbers[1], "n": F(numbers[2])}
    point = {name: values[name] for name in data["parameters"]}
    query = Query.from_tree(check.query(data), tuple(bool(s.is_integer) for s in claim.parameters))
    try:
        outside = not all(check.holds(g, point) for g in data["given"])
        fails = check.holds(data["statement"], point) is some
    except ZeroDivisionError:
        outside, fails = True, False
    assert query.holds_at(tuple(point.values())) is (fails and not outside)
