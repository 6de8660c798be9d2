"""Accepts or rejects a saved certificate, with the standard library alone.

Run it as `python -m coalitions.check FILE`, or copy this one file anywhere and run `python -I -S check.py FILE`. It shares no
code with whatever found the evidence: it only recomputes. Polynomials are dictionaries from exponents to fractions.

A claim is data: parameters, which of them are integers, a region ("given"), a statement, and whether it is to hold at "all"
points of the region or at "some". It speaks of the points where every fraction in it is defined. A proof refutes the query
"there is a point of the region where the statement fails" (or, for "some", "where it holds"):

* the query becomes facts (p > 0, p >= 0, p == 0) and choices between facts; p/q >= 0 becomes p q >= 0 beside q q > 0;
* steps add facts that follow; a lemma is a fact whose opposite is refuted by a proof of its own;
* a proof ends in cases, each of them refuted, or in an identity: positive numbers times products of facts and squares, one of
  them strict, that add up to the polynomial zero, so that the facts contradict each other (Stengle 1974; linear: Motzkin 1936).
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

Poly = dict[tuple[int, ...], Any]  #: exponents of the parameters → coefficient (int or Fraction), never zero
Fact = tuple[Poly, str]  #: a polynomial and one of ">", ">=", "=="; "!=" stands for a choice
Tree = tuple[str, Any]  #: ("fact", Fact), ("and", trees) or ("or", trees)

FORMAT, VERSION = "coalitions-certificate", 1
MAX_EXPONENT = 64
OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
SIGN_CASES = (
    {"positive", "zero", "negative"},
    {"positive", "nonpositive"},
    {"nonnegative", "negative"},
)
SIGNS = {"positive": (1, ">"), "nonnegative": (1, ">="), "zero": (1, "=="), "negative": (-1, ">"), "nonpositive": (-1, ">=")}


class Rejected(ValueError):
    """The evidence does not prove what it is said to prove."""


# -- polynomials ------------------------------------------------------------------------------------------------------------


def add(a: Poly, b: Poly, factor: Any = 1) -> Poly:
    """The polynomial a + factor * b."""
    out = dict(a)
    for m, c in b.items():
        out[m] = out.get(m, 0) + factor * c
        if not out[m]:
            del out[m]
    return out


def mul(a: Poly, b: Poly) -> Poly:
    """The product of two polynomials."""
    out: Poly = {}
    for m, c in a.items():
        for n, d in b.items():
            k = tuple([x + y for x, y in zip(m, n, strict=True)])
            out[k] = out.get(k, 0) + c * d
    return {k: v for k, v in out.items() if v}


def scaled(a: Poly, factor: Any) -> Poly:
    """The polynomial factor * a."""
    return {m: c * factor for m, c in a.items()} if factor else {}


def constant(value: Any, n: int) -> Poly:
    """A number as a polynomial in n parameters."""
    return {(0,) * n: value} if value else {}


def is_constant(a: Poly) -> bool:
    """Whether no parameter occurs in the polynomial."""
    return not any(any(m) for m in a)


def number(text: Any) -> Fraction:
    """A number written as an integer or as "p/q"; a float is refused."""
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise Rejected(f'expected a number written "p/q", got {text!r}')
    if isinstance(text, str) and not re.fullmatch(r"-?[0-9]{1,4300}(/[0-9]{1,4300})?", text, re.ASCII):
        raise Rejected(f'expected a number written "p/q", got {text[:80]!r}')
    return Fraction(text)


def exponent(power: Any) -> int:
    """A whole exponent of moderate size."""
    if type(power) is not int or abs(power) > MAX_EXPONENT:
        raise Rejected(f"expected a whole exponent of at most {MAX_EXPONENT}, got {power!r}")
    return power


def read_poly(data: Any, n: int) -> Poly:
    """A polynomial from [[exponents, coefficient], ...]."""
    out: Poly = {}
    for exponents, coefficient in data:
        if len(exponents) != n or any(type(e) is not int or e < 0 for e in exponents):
            raise Rejected(f"expected {n} exponents that are 0, 1, 2, ..., got {exponents!r}")
        out = add(out, {tuple(exponents): number(coefficient)})
    return {m: c for m, c in out.items() if c}


def write_poly(poly: Poly) -> list[Any]:
    """The form that `read_poly` reads."""
    return [[list(m), str(c)] for m, c in poly.items()]


# -- a claim as facts and choices -------------------------------------------------------------------------------------------


def ratio(expression: Any, names: list[str], divisors: list[Poly]) -> tuple[Poly, Poly]:
    """An expression as numerator and denominator; what must not vanish for it to be defined is added to `divisors`."""
    n = len(names)
    one = constant(Fraction(1), n)
    if isinstance(expression, str | int):
        return constant(number(expression), n), one
    head, *parts = expression
    if head == "parameter":
        k = names.index(parts[0])
        return {tuple(int(i == k) for i in range(n)): Fraction(1)}, one
    if head == "^":
        power = exponent(parts[1])
        p, q = ratio(parts[0], names, divisors)
        if power < 0:
            divisors.append(p)
            p, q = q, p
        out = (one, one)
        for _ in range(abs(power)):
            out = mul(out[0], p), mul(out[1], q)
        return out
    if head not in ("+", "*"):
        raise Rejected(f"expected an expression, got {expression!r}")
    pairs = [ratio(part, names, divisors) for part in parts]
    p, q = (one, one) if head == "*" else ({}, one)
    for r, s in pairs:
        if head == "*":
            p, q = mul(p, r), mul(q, s)
        elif q == s:
            p = add(p, r)
        else:
            p, q = add(mul(p, s), mul(r, q)), mul(q, s)
    return p, q


def relation(op: str, left: Any, right: Any, names: list[str], divisors: list[Poly]) -> Tree:
    """left op right as a fact about one polynomial, at points where both sides are defined."""
    p, q = ratio(["+", left, ["*", "-1", right]], names, divisors)
    if op in ("<", "<="):
        p, op = scaled(p, -1), {"<": ">", "<=": ">="}[op]
    if is_constant(q):
        if not q:  # 1/0: no point is one where everything is defined, and the fact 0 > 0 (the divisor's square) says so
            return "fact", (p, op)
        p = scaled(p, 1 / next(iter(q.values())))
    elif op in (">", ">="):
        p = mul(p, q)
    return "fact", (p, op)


def normal(formula: Any, positive: bool, names: list[str], divisors: list[Poly]) -> Tree:
    """A formula (or, where not `positive`, its negation) with facts at the leaves and only "and" and "or" above."""

    def sub(part: Any, sign: bool) -> Tree:
        return normal(part, sign, names, divisors)

    if isinstance(formula, bool):
        return ("and" if formula is positive else "or"), []
    head, *parts = formula
    if head in OPPOSITE:
        left, right = parts
        return relation(head if positive else OPPOSITE[head], left, right, names, divisors)
    if head == "not":
        return sub(parts[0], not positive)
    if head in ("and", "or"):
        return (head if positive else {"and": "or", "or": "and"}[head]), [sub(part, positive) for part in parts]
    if head == "implies":
        a, b = parts
        return ("or", [sub(a, False), sub(b, True)]) if positive else ("and", [sub(a, True), sub(b, False)])
    if head == "iff":
        a, b = parts
        return "or", [
            ("and", [sub(a, True), sub(b, positive)]),
            ("and", [sub(a, False), sub(b, not positive)]),
        ]
    raise Rejected(f"expected a formula, got {formula!r}")


def query(claim: Any) -> Tree:
    """What a proof has to refute: a point of the region where all is defined and the claim fails (for "some": holds)."""
    names = read_names(claim)
    divisors: list[Poly] = []
    parts = [normal(g, True, names, divisors) for g in claim["given"]]
    parts.append(normal(claim["statement"], claim["quantifier"] == "some", names, divisors))
    distinct = {tuple(sorted(d.items())): d for d in divisors if not is_constant(d) or not d}
    return "and", [*parts, *(("fact", (mul(d, d), ">")) for d in distinct.values())]


def read_names(claim: Any) -> list[str]:
    """The parameters of a claim; raises Rejected where the claim is not well formed."""
    names: list[str] = claim["parameters"]
    integers = claim["integers"]
    if not all(type(part) is list for part in (names, integers, claim["given"])):
        raise Rejected("expected lists of parameters, of the integers among them, and of what is given")
    if not all(isinstance(name, str) and name for name in names) or len(set(names)) != len(names):
        raise Rejected("expected parameters with different names")
    if not all(isinstance(name, str) for name in integers) or not set(integers) <= set(names):
        raise Rejected("expected the integers to be among the parameters")
    if claim["quantifier"] not in ("all", "some"):
        raise Rejected(f'expected the quantifier "all" or "some", got {claim["quantifier"]!r}')
    return names


class Context:
    """What may be used at one place of a proof: facts, and choices of which at least one alternative holds."""

    def __init__(self, facts: Sequence[Fact], choices: Sequence[list[Tree]], integers: tuple[bool, ...]) -> None:
        self.facts, self.choices, self.integers = list(facts), list(choices), integers

    def copy(self) -> Context:
        """A context that can grow by itself."""
        return Context(self.facts, self.choices, self.integers)

    def assume(self, tree: Tree) -> Context:
        """The context with one more formula taken apart into facts and choices."""
        head, body = tree
        if head == "and":
            for part in body:
                self.assume(part)
        elif head == "or":
            self.choices.append(body)
        elif body[1] == "!=":
            self.choices.append([("fact", (body[0], ">")), ("fact", (scaled(body[0], -1), ">"))])
        else:
            self.facts.append(body)
        return self


def start(claim: Any) -> Context:
    """The facts and choices that the query of a claim consists of, in a fixed order."""
    integers = tuple(name in claim["integers"] for name in read_names(claim))
    return Context([], [], integers).assume(query(claim))


# -- proofs -----------------------------------------------------------------------------------------------------------------


def refute(node: Any, context: Context) -> None:
    """Raises Rejected unless the proof shows that the facts and choices of the context contradict each other."""
    context = context.copy()
    n = len(context.integers)
    for step in node["steps"]:
        context.facts += derive(step, context)
    end = node["end"]
    if end["rule"] == "identity":
        check_identity(end["terms"], context)
    elif end["rule"] == "choice":
        alternatives = context.choices.pop(end["choice"])
        if len(alternatives) != len(end["cases"]):
            raise Rejected(f"expected {len(alternatives)} cases, got {len(end['cases'])}")
        for tree, case in zip(alternatives, end["cases"], strict=True):
            refute(case, context.copy().assume(tree))
    elif end["rule"] == "sign":
        poly = read_poly(end["of"], n)
        if set(end["cases"]) not in SIGN_CASES:
            raise Rejected(f"expected cases that leave no sign out, got {', '.join(end['cases'])}")
        for name, case in end["cases"].items():
            factor, op = SIGNS[name]
            refute(case, context.copy().assume(("fact", (scaled(poly, factor), op))))
    else:
        raise Rejected(f"expected a proof that ends in an identity or in cases, got {end['rule']!r}")


def derive(step: Any, context: Context) -> list[Fact]:
    """The facts that one step adds."""
    n, rule = len(context.integers), step["rule"]
    if rule == "lemma":
        poly, op = read_poly(step["poly"], n), step["op"]
        opposite = {">": ">=", ">=": ">"}[op]
        refute(step["proof"], context.copy().assume(("fact", (scaled(poly, -1), opposite))))
        return [(poly, op)]
    poly, op = context.facts[step["fact"]]
    if rule == "divide":  # f q op 0 and f > 0 give q op 0
        quotient = read_poly(step["quotient"], n)
        product = quotient
        for k in step["by"]:
            if context.facts[k][1] != ">":
                raise Rejected("expected a division by what is positive")
            product = mul(product, context.facts[k][0])
        if product != poly:
            raise Rejected("expected a quotient that times its divisors gives the fact")
        return [(quotient, op)]
    if rule == "square":  # f f q > 0 gives q > 0 and f f > 0
        quotient, root = read_poly(step["quotient"], n), read_poly(step["root"], n)
        square = mul(root, root)
        if op != ">" or mul(square, quotient) != poly:
            raise Rejected("expected a strict fact that is a square times the quotient")
        return [(quotient, ">"), (square, ">")]
    if rule == "round":
        return [(rounded(scaled(poly, step["sign"]) if op == "==" and step["sign"] == -1 else poly, op, context), ">=")]
    raise Rejected(f"expected a step of a known kind, got {rule!r}")


def rounded(poly: Poly, op: str, context: Context) -> Poly:
    """From g r + c > 0 (or >= 0), with r a whole number at every point: r + floor(c/g) >= 0 (if strict: ceil - 1)."""
    if any(e and not whole for m in poly for e, whole in zip(m, context.integers, strict=True)):
        raise Rejected("expected rounding of a fact about integer parameters only")
    zero = (0,) * len(context.integers)
    rest = {m: Fraction(c) for m, c in poly.items() if m != zero}
    if not rest:
        raise Rejected("expected rounding of a fact about a parameter")
    scale = math.lcm(*(c.denominator for c in rest.values()))
    divisor = Fraction(math.gcd(*(int(c * scale) for c in rest.values())), scale)
    offset = Fraction(poly.get(zero, 0)) / divisor
    whole = math.ceil(offset) - 1 if op == ">" else math.floor(offset)
    return add(scaled(rest, 1 / divisor), constant(Fraction(whole), len(zero)))


def check_identity(terms: Any, context: Context) -> None:
    """Raises Rejected unless the terms add up to zero while one of them is positive and none negative."""
    n = len(context.integers)
    total: Poly = {}
    strict = False
    for term in terms:
        if "multiplier" in term:  # an equation times any polynomial is zero
            poly, op = context.facts[term["equation"]]
            if op != "==":
                raise Rejected("expected a free multiplier only on an equation")
            total = add(total, mul(read_poly(term["multiplier"], n), poly))
            continue
        times = number(term["times"])
        if times <= 0:
            raise Rejected(f"expected a positive multiplier, got {times}")
        product = constant(times, n)
        for k in term["facts"]:
            product = mul(product, context.facts[k][0])
        if "square" in term:
            root = read_poly(term["square"], n)
            product = mul(product, mul(root, root))
        elif all(context.facts[k][1] == ">" for k in term["facts"]):
            strict = True
        total = add(total, product)
    if total or not strict:
        raise Rejected("expected an identity with a strict term that adds up to zero")


def check_proof(claim: Any, proof: Any) -> bool:
    """What the proof shows: True for a claim about all points, False for one about some; raises Rejected otherwise."""
    refute(proof, start(claim))
    return bool(claim["quantifier"] == "all")


# -- points -----------------------------------------------------------------------------------------------------------------


def evaluate(expression: Any, point: dict[str, Fraction]) -> Fraction:
    """The exact value of an expression at a point; raises ZeroDivisionError where it is not defined."""
    if isinstance(expression, str | int):
        return number(expression)
    head, *parts = expression
    if head == "parameter":
        return point[parts[0]]
    if head == "^":
        return evaluate(parts[0], point) ** exponent(parts[1])
    if head not in ("+", "*"):
        raise Rejected(f"expected an expression, got {expression!r}")
    values = [evaluate(part, point) for part in parts]
    return sum(values, Fraction(0)) if head == "+" else math.prod(values, start=Fraction(1))


def holds(formula: Any, point: dict[str, Fraction]) -> bool:
    """Whether a formula is true at a point; every part of it is evaluated, so that all of it must be defined there."""
    if isinstance(formula, bool):
        return formula
    head, *parts = formula
    if head in OPPOSITE:
        left, right = (evaluate(part, point) for part in parts)
        order = (left > right) - (left < right)
        return order in {">=": (0, 1), "<=": (-1, 0), ">": (1,), "<": (-1,), "==": (0,), "!=": (-1, 1)}[head]
    values = [holds(part, point) for part in parts]
    if head == "not":
        return not values[0]
    if head in ("and", "or"):
        return all(values) if head == "and" else any(values)
    if head not in ("implies", "iff"):
        raise Rejected(f"expected a formula, got {formula!r}")
    a, b = values
    return (not a or b) if head == "implies" else a is b


def check_point(claim: Any, data: Any) -> bool:
    """What the point shows: False for a claim about all points, True for one about some; raises Rejected otherwise."""
    names = read_names(claim)
    if set(data) != set(names):
        raise Rejected(f"expected a number for each of {', '.join(names)}, got {', '.join(data)}")
    point = {name: number(data[name]) for name in names}
    if any(point[name].denominator != 1 for name in claim["integers"]):
        raise Rejected("expected whole numbers for the integer parameters")
    some = claim["quantifier"] == "some"
    try:
        in_region = [holds(g, point) for g in claim["given"]]
        value = holds(claim["statement"], point)
    except ZeroDivisionError:
        raise Rejected("expected a point where the claim is defined, got one with a division by zero") from None
    if not all(in_region) or value is not some:
        raise Rejected(f"expected a point of the region where the statement {'holds' if some else 'fails'}")
    return some


# -- games ------------------------------------------------------------------------------------------------------------------


def check_game(game: Any, certificate: Any) -> Any:
    """What a certificate about the core shows: payoffs, None (empty core), True or False (payoffs in the core or not)."""
    names, worths = game["players"], [number(w) for w in game["worths"]]
    n, kind = len(names), certificate["kind"]
    if len(worths) != 1 << n or worths[0] != 0 or len(set(map(str, names))) != n:
        raise Rejected(f"expected {n} different players and {1 << n} worths by mask, the first of them 0")
    if kind == "balanced weights":
        weights = {int(mask): number(w) for mask, w in certificate["weights"].items()}
        if any(not 0 < mask < 1 << n or w <= 0 for mask, w in weights.items()):
            raise Rejected("expected positive weights on coalitions")
        if any(sum(w for mask, w in weights.items() if mask >> i & 1) != 1 for i in range(n)):
            raise Rejected("expected weights that add up to 1 at every player")
        if sum(w * worths[mask] for mask, w in weights.items()) <= worths[-1]:
            raise Rejected("expected balanced coalitions that are worth more than all players together")
        return None
    if kind not in ("core point", "core membership", "objection"):
        raise Rejected(f"expected a certificate of a known kind, got {kind!r}")
    amounts = [number(a) for a in certificate["amounts"]]
    if len(amounts) != n:
        raise Rejected(f"expected {n} amounts, got {len(amounts)}")
    excess = [w - sum(a for i, a in enumerate(amounts) if mask >> i & 1) for mask, w in enumerate(worths)]
    if kind == "objection":
        mask = certificate["mask"]
        if not 0 < mask < 1 << n or not (excess[mask] > 0 or (mask == (1 << n) - 1 and excess[mask] != 0)):
            raise Rejected("expected a coalition that is worth more than it gets")
        return False
    if excess[-1] != 0 or max(excess) > 0:
        raise Rejected("expected amounts that add up to v(N) and give every coalition its worth")
    return True if kind == "core membership" else dict(zip(map(str, names), map(str, amounts), strict=True))


# -- files ------------------------------------------------------------------------------------------------------------------


def plain(thing: Any) -> str:
    """Text without line breaks or other control characters, so that a file cannot print a verdict of its own."""
    return ascii(str(thing))[1:-1]


def check_entry(entry: Any) -> str:
    """The verdict on one saved certificate in words; raises Rejected where it does not prove the value that it states."""
    try:
        if entry["format"] != FORMAT or entry["version"] != VERSION:
            raise Rejected(f"expected the format {FORMAT}, version {VERSION}")
        certificate, kind = entry["certificate"], entry["certificate"]["kind"]
        if kind == "claim proof":
            value = check_proof(entry["claim"], certificate["proof"])
        elif kind == "claim point":
            value = check_point(entry["claim"], certificate["point"])
        else:
            value = check_game(entry["game"], certificate)
        if type(entry["value"]) is not type(value) or entry["value"] != value:
            raise Rejected(f"it proves {value}, not {entry['value']}")
        about = json.dumps(entry["claim"] if "claim" in entry else entry["game"])
        shown = about if len(about) <= 600 else about[:600] + "..."
        return f"accepted: {plain(entry.get('concept', kind))}: {plain(value)} ({plain(kind)}) of {shown}"
    except Rejected:
        raise
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Rejected(f"it is not well formed ({type(error).__name__}: {error})") from None


def main(arguments: Sequence[str]) -> int:
    """Prints one line for each certificate in the files; returns 0 where all of them are accepted and 1 otherwise."""
    if not arguments:
        print("expected the name of a file with certificates; write: python -m coalitions.check FILE")
        return 1
    status = 0
    for name in arguments:
        try:
            with open(name, encoding="utf-8") as file:
                data = json.load(file)
        except (OSError, ValueError, RecursionError) as error:
            print(f"rejected: {name} cannot be read ({error})")
            return 1
        entries = data if isinstance(data, list) else [data]
        status = status if entries else 1
        for entry in entries:
            try:
                print(check_entry(entry))
            except Rejected as error:
                print(f"rejected: {plain(error)}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
