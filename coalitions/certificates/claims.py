"""Evidence about claims over regions of parameters: a proof that nothing contradicts them, or a point that does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import CertificateError


class ClaimData(Protocol):
    """What a certificate asks of a claim: its plain data, which the checker reads."""

    def to_dict(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class ClaimProof:
    """A refutation of every case in which the claim would fail (for a claim about some points: in which it would hold).

    `proof` is plain data, a tree of steps and cases whose leaves are identities: positive numbers times products of
    hypotheses and squares that add up to zero although one of them is strict (Stengle 1974; in the linear case Farkas 1902
    and Motzkin 1936). The check forms the cases from the claim again and recomputes every identity in exact arithmetic.
    """

    proof: Mapping[str, Any]

    @property
    def proves(self) -> tuple[str, ...]:
        """Answers to claims, and to nothing else."""
        return ("claim",)

    def check(self, claim: ClaimData) -> bool:
        """True for a claim about all points, False for one about some; raises CertificateError where a step fails."""
        return _checked("check_proof", claim, self.proof)

    def steps(self) -> int:
        """How many identities the proof consists of."""
        return _identities(self.proof)

    def describe(self, claim: ClaimData) -> str:
        n = self.steps()
        if n == 0:
            return "nothing to prove"
        return f"proof of {n} {'step' if n == 1 else 'steps'}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "claim proof", "proof": self.proof}


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point of the region where the statement fails (for a claim about some points: a witness, where it holds)."""

    point: Mapping[str, Any]

    @property
    def proves(self) -> tuple[str, ...]:
        """Answers to claims, and to nothing else."""
        return ("claim",)

    def check(self, claim: ClaimData) -> bool:
        """False for a claim about all points, True for one about some; raises CertificateError where it shows neither."""
        return _checked("check_point", claim, self.to_dict()["point"])

    def describe(self, claim: ClaimData) -> str:
        if not self.point:
            return "by evaluation"
        values = ", ".join(f"{name} = {value}" for name, value in self.point.items())
        return f"{'counterexample' if claim.to_dict()['quantifier'] == 'all' else 'witness'} {values}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "claim point", "point": {name: str(value) for name, value in self.point.items()}}


def _checked(name: str, claim: ClaimData, evidence: Any) -> bool:
    from .. import check as checker  # here, so that `python -m coalitions.check` runs a module that is not loaded yet

    try:
        return bool(getattr(checker, name)(claim.to_dict(), evidence))
    except checker.Rejected as error:
        raise CertificateError(f"expected evidence that settles the claim, but {error}") from None
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise CertificateError(f"expected well-formed evidence, got {type(error).__name__}: {error}") from None


def _identities(node: Mapping[str, Any]) -> int:
    cases = node["end"].get("cases", ())
    children = [step["proof"] for step in node["steps"] if step["rule"] == "lemma"]
    children += cases.values() if isinstance(cases, Mapping) else cases
    return int(node["end"]["rule"] == "identity") + sum(map(_identities, children))
