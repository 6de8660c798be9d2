"""Evidence about claims: what it shows, and that no changed piece of it passes."""

import copy
import json
from fractions import Fraction as F

import pytest
import sympy
from sympy import And, Eq

from coalitions.certificates.claims import ClaimProof, Counterexample
from coalitions.claims import Always, Exists, Iff, Implies, Never, decide
from coalitions.errors import CertificateError
from coalitions.scalars import parameter

x, y, z, t, b = (parameter(name) for name in "xyztb")
n, m = parameter("n", integer=True), parameter("m", integer=True)

#: Between them these proofs use every rule: lemmas, divisions, squares, rounding, choices, signs, equations, squares of forms.
CLAIMS = [
    Implies(And(x >= y, y >= z), x >= z),
    Iff(x**2 > x, x > 1, given=[x > 0]),
    Always((1 + b**2) / (2 * (1 + b)) >= t, given=[b > 0, b < 1, t > 0, Eq((t + 1) ** 2, 2)]),
    Always(x / (y + z) + y / (x + z) + z / (x + y) >= F(3, 2), given=[x > 0, y > 0, z > 0]),
    Implies(Eq(x * y, 0), sympy.Or(Eq(x, 0), Eq(y, 0))),
    Implies(And(n >= 2, m >= 2), n * m >= n + m),
    Always(n * (n - 1) * (n - 2) * (n - 3) >= 0),
    Implies(Eq(x**5 - x - 1, 0), And(x > 1, x < 2)),
    Never(And(x**2 * y > 0, y < 0)),
    Exists(And(x > y, y > x + 1)),
    Always(x**2 - 3 * x * y + F(9, 4) * y**2 >= 0),
]
PROOFS = [(claim, decide(claim).certificate.proof) for claim in CLAIMS]


def places(node, path=()):
    """Where every number, list and name of a proof stands."""
    yield path, node
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(value, (*path, key))


def changed(proof, path, value):
    out = copy.deepcopy(proof)
    place = out
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return out


def rejected(claim, proof):
    try:
        ClaimProof(proof).check(claim)
    except CertificateError:
        return True
    return False


@pytest.mark.parametrize(("claim", "proof"), PROOFS, ids=range(len(PROOFS)))
def test_proofs_survive_json_and_say_how_long_they_are(claim, proof):
    certificate = ClaimProof(json.loads(json.dumps(proof)))
    assert certificate.check(claim) is (claim.kind != "exists")
    assert certificate.describe(claim) == f"proof of {certificate.steps()} step{'s' if certificate.steps() > 1 else ''}"


@pytest.mark.parametrize(("claim", "proof"), PROOFS, ids=range(len(PROOFS)))
def test_every_changed_multiplier_is_rejected(claim, proof):
    found = [(path, value) for path, value in places(proof) if path and path[-1] == "times"]
    assert found
    for path, value in found:
        for other in (str(F(value) + 1), str(-F(value)), "0", str(F(value) / 2)):
            assert rejected(claim, changed(proof, path, other)), (path, other)
        assert rejected(claim, changed(proof, path, 0.5))


@pytest.mark.parametrize(("claim", "proof"), PROOFS, ids=range(len(PROOFS)))
def test_every_missing_term_case_and_hypothesis_is_rejected(claim, proof):
    for path, value in places(proof):
        inside_list = path and isinstance(path[-1], int)
        if (inside_list and path[-2] in ("terms", "facts", "by", "steps")) or (len(path) > 1 and path[-2] == "cases"):
            assert rejected(claim, changed(proof, path, None)), (path, value)


@pytest.mark.parametrize(("claim", "proof"), PROOFS, ids=range(len(PROOFS)))
def test_every_changed_polynomial_is_rejected(claim, proof):
    for path, value in places(proof):
        coefficient = len(path) > 2 and path[-1] == 1 and isinstance(value, str) and isinstance(path[-2], int)
        if coefficient and path[-3] in ("square", "multiplier", "quotient", "root"):
            assert rejected(claim, changed(proof, path, str(F(value) + 1))), (path, value)
        if coefficient and path[-3] == "poly":
            assert rejected(claim, changed(proof, path, str(F(value) - 10**6 * abs(F(value))))), (path, value)


@pytest.mark.parametrize("negative", [-1, 1.0, True, "1"])
def test_exponents_are_whole_and_not_negative(negative):
    claim, proof = PROOFS[2]
    path = next(path for path, _ in places(proof) if len(path) > 3 and path[-2] == 0 and path[-4] in ("square", "multiplier"))
    assert rejected(claim, changed(proof, path, negative))


def test_a_proof_belongs_to_its_claim():
    weak, strict = Always(x * (2 - x) <= 1), Always(x * (2 - x) < 1)
    proof = decide(weak).certificate
    assert proof.check(weak) is True
    for other in (strict, Always(x * (3 - x) <= 1), Always(x * (2 - x) >= 1), Always(y > 0)):
        with pytest.raises(CertificateError):
            proof.check(other)
    assert proof.check(Exists(x * (2 - x) > 1)) is False  # the same query, asked the other way round


def test_a_lemma_must_be_proved():
    claim = Always(x > 0)
    identity = {"rule": "identity", "terms": [{"times": "1", "facts": [0]}, {"times": "1", "facts": [1]}]}
    good_looking = {
        "steps": [{"rule": "lemma", "poly": [[[1], "1"]], "op": ">", "proof": {"steps": [], "end": identity}}],
        "end": identity,
    }
    assert rejected(claim, good_looking)
    assert rejected(claim, {"steps": [], "end": {"rule": "identity", "terms": []}})
    assert rejected(claim, {"steps": [], "end": {"rule": "sign", "of": [[[1], "1"]], "cases": {}}})
    assert rejected(claim, {"steps": [], "end": {"rule": "trust me"}})
    assert rejected(claim, {})


def test_a_square_does_not_count_as_strict():
    zero = {"steps": [], "end": {"rule": "identity", "terms": [{"times": "1", "facts": [0], "square": []}]}}
    assert rejected(Always(x <= 0), zero)


def test_rounding_needs_whole_numbers():
    claim = Always(x < 1, given=[x > 0])
    halves = {"steps": [{"rule": "round", "fact": 0, "sign": 1}], "end": {"rule": "identity", "terms": []}}
    assert rejected(claim, halves)


def test_counterexamples():
    claim = Always(1 / x > 1, given=[x > 0])
    point = Counterexample({"x": F(2)})
    assert point.check(claim) is False
    assert point.describe(claim) == "counterexample x = 2"
    assert point.to_dict() == {"kind": "claim point", "point": {"x": "2"}}
    for wrong in ({"x": F(1, 2)}, {"x": F(-1)}, {"x": F(0)}, {}, {"x": F(2), "y": F(1)}, {"x": "two"}):
        with pytest.raises(CertificateError):
            Counterexample(wrong).check(claim)
    witness = Counterexample({"n": 3})
    assert witness.check(Exists(n**2 > 5)) is True
    assert witness.describe(Exists(n**2 > 5)) == "witness n = 3"
    with pytest.raises(CertificateError):
        Counterexample({"n": F(7, 2)}).check(Exists(n**2 > 5))
