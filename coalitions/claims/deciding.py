"""Decide a claim: a counterexample, a proof, or an account of what was tried."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from .. import check as checker
from ..certificates.claims import ClaimProof, Counterexample
from ..errors import InvalidArgumentError
from ..scalars import simplest
from ..solution import Guarantee, Solution, certify
from .proving import Place, Prover
from .searching import Query, search_grids
from .statements import Claim

QUICK, DEEP = 4_000_000, 60_000_000


def decide(claim: Claim, *, max_degree: int = 3, max_splits: int = 40, max_cases: int = 2000) -> Solution[bool | None]:
    """Whether a claim holds."""
    if not isinstance(claim, Claim):
        raise InvalidArgumentError(
            f"expected a claim, got {claim!r}; write claims.Always(statement, given=[...]), Implies, Iff, Never or Exists"
        )
    data = claim.to_dict()
    names = claim.parameters
    integers = tuple(bool(s.is_integer) for s in names)
    query = Query.from_tree(checker.query(data), integers)
    concept = claim.name or "claim"
    point = search_grids(query, QUICK)
    if point is None:
        prover = Prover(len(names), max_degree=max_degree, max_splits=max_splits, max_cases=max_cases)
        proof = prover.refute(Place(checker.start(data)), 3)
        if proof is not None:
            return certify(concept, claim, ClaimProof(proof), {})
        point = search_grids(query, DEEP)
    if point is not None:
        values = {s.name: simplest(x) for s, x in zip(names, point, strict=True)}
        return certify(concept, claim, Counterexample(values), {})
    return Solution(concept, claim, None, Guarantee.OPEN, None, {})
