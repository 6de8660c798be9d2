"""The one result type, what backs it, and the only way to "certified"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableSequence, MutableSet, Set, Sized
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, runtime_checkable

import numpy as np

from .display import Table, format_value, latex_value, to_frame, to_html, to_latex
from .errors import CertificateError, CoalitionsError, TruthValueError, UndecidedError, UnsupportedGameError

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


class Guarantee(Enum):
    """How far an answer can be trusted."""

    CERTIFIED = "certified"  #: the certificate was checked
    EXACT = "exact"  #: exact arithmetic straight from the definition
    ASSUMED = "assumed"  #: right if a declared property holds
    APPROXIMATE = "approximate"  #: floats or sampling; the error bound stands in the diagnostics
    OPEN = "open"  #: not decided; what was tried stands in the diagnostics

    def __repr__(self) -> str:
        return self.value


@runtime_checkable
class Certificate(Protocol):
    """Evidence in plain data. `check` recomputes, never searches, and returns the conclusion that the evidence proves.

    `proves` names the concepts that the conclusion answers, so that evidence for one cannot pass for another. Evidence about
    an object that the user gave (payoffs, a profile) has it as `judged`, for the same reason.
    """

    @property
    def proves(self) -> tuple[str, ...]:
        """The concepts that the conclusion is an answer to: the concept of a solution is one of them, or begins with one."""
        ...

    def check(self, game: Any) -> Any:
        """The conclusion about the game; raises CertificateError where the evidence does not prove it."""
        ...

    def describe(self, game: Any) -> str:
        """In one line of words, with names: why the answer is right."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """The evidence as plain data, fractions as "p/q", ready for JSON."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Solution(Generic[T]):
    """An answer with the evidence for it: what was asked, of which game, the value, and why to believe it.

    `value` is the answer; None as value of a `find_…` means that there is none, with a certificate that says why.
    """

    concept: str
    game: Any
    value: T
    guarantee: Guarantee
    certificate: Certificate | None = None
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    judged: Any = None  #: what a `check_…` was asked about, as the certificate stores it

    def __post_init__(self) -> None:
        object.__setattr__(self, "diagnostics", MappingProxyType(dict(self.diagnostics)))

    def __hash__(self) -> int:
        return hash((self.concept, self.guarantee))

    def __bool__(self) -> bool:
        raise TruthValueError(
            f"expected .value where a truth value is needed, got the Solution of {self.concept!r} itself; "
            "write solution.value, or solution.value is not None"
        )

    def __reduce__(self) -> tuple[Any, ...]:  # a mappingproxy does not pickle
        parts = (self.concept, self.game, self.value, self.guarantee, self.certificate, dict(self.diagnostics), self.judged)
        return (type(self), parts)

    def verify(self) -> Solution[T]:
        """The same solution, certified: the certificate is checked again and its conclusion compared with the value.

        Raises CertificateError where there is no certificate, where it does not hold, or where it proves something else.
        """
        if self.certificate is None:
            raise CertificateError(
                f"expected a certificate to check, but {self.concept!r} came without one (guarantee: "
                f"{self.guarantee.value}); compare it with another method instead"
            )
        try:
            proved = _checked(self.concept, self.game, self.certificate)
        except (UndecidedError, UnsupportedGameError) as error:
            raise CertificateError(f"expected a certificate of this game, but {error}") from error
        if not _same(getattr(self.certificate, "judged", None), self.judged):
            raise CertificateError("expected a certificate about what was asked, got one about something else")
        if type(proved) is not type(self.value) or not _same(proved, self.value):
            raise CertificateError(f"expected a certificate of {self.value}, but the one that came proves {proved}")
        return replace(self, guarantee=Guarantee.CERTIFIED)

    def _table(self) -> Table:
        inner = getattr(self.value, "_table", None)
        title = f"{self.concept} [{self._reason()}]"
        if inner is not None:
            table: Table = inner()
            return replace(table, caption=title)
        return Table(title, ("answer",), [(self._words(),)], 1)

    def _reason(self) -> str:
        if self.certificate is None or self.guarantee is not Guarantee.CERTIFIED:
            return self.guarantee.value
        return f"{self.guarantee.value}; {self.certificate.describe(self.game)}"

    def _words(self) -> str:
        if self.value is None:
            return "none" if self.guarantee is not Guarantee.OPEN else "not decided"
        if isinstance(self.value, tuple):
            return f"{len(self.value)}: " + "; ".join(map(format_value, self.value[:6])) if self.value else "none"
        return format_value(self.value)

    def __repr__(self) -> str:
        return f"{self.concept}: {self._words()}   [{self._reason()}]"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str | None:
        inner = getattr(self.value, "_repr_latex_", None)
        if inner is not None:
            return str(inner())
        return f"${latex_value(self._words() if self.value is None else self.value)}$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the value."""
        return to_latex(self._table(), digits)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame of the value (extra: pandas)."""
        return to_frame(self._table())

    def to_dict(self) -> dict[str, Any]:
        """The answer and its evidence as plain data, ready for JSON."""
        value = self.value
        if isinstance(value, Mapping):
            # names 1 and "1" are two players; a coalition as key becomes the list of its names
            plain: Any = [[list(k) if isinstance(k, Set) else k, str(v)] for k, v in value.items()]
        else:
            plain = value if isinstance(value, bool | None) else str(value)
        return {
            "concept": self.concept,
            "value": plain,
            "guarantee": self.guarantee.value,
            "certificate": None if self.certificate is None else self.certificate.to_dict(),
            "diagnostics": {
                k: v if isinstance(v, bool | int | float | str | None) else str(v) for k, v in self.diagnostics.items()
            },
        }


def certify(concept: str, game: Any, certificate: Certificate, diagnostics: Mapping[str, Any] | None = None) -> Solution[Any]:
    """The solution that a certificate proves, checked here: its value *is* the certificate's conclusion."""
    value = _checked(concept, game, certificate)
    judged = getattr(certificate, "judged", None)
    return Solution(concept, game, value, Guarantee.CERTIFIED, certificate, diagnostics or {}, judged)


def _checked(concept: str, game: Any, certificate: Certificate) -> Any:
    """What a certificate proves of a game; evidence for another concept, or of the wrong shape, is refused."""
    try:
        if not any(concept == name or concept.startswith(name + " ") for name in certificate.proves):
            raise CertificateError(f"expected a certificate of {concept!r}, got one of {' or '.join(certificate.proves)!r}")
        _settle(certificate)
        return certificate.check(game)
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
        if isinstance(error, CoalitionsError):
            raise
        raise CertificateError(f"expected evidence of the form that its check reads for {concept!r}, got {error}") from error


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal; what cannot be compared (an array in the place of a tuple) is not."""
    try:
        return bool(one == other)
    except ValueError:
        return False


def _settle(evidence: Any) -> None:
    """Refuse evidence that can change, or be read only once: it could say one thing to the check and another to its reader."""
    if is_dataclass(evidence):
        parts: Iterable[Any] = [getattr(evidence, f.name) for f in fields(evidence)]
    elif isinstance(evidence, np.ndarray):
        evidence.flags.writeable = False
        return
    elif isinstance(evidence, str | bytes | Mapping) or not isinstance(evidence, Iterable):
        return  # names and numbers; proofs of claims, which are plain data for JSON, are read by their own checker
    elif isinstance(evidence, MutableSequence | MutableSet) or not isinstance(evidence, Sized):
        raise CertificateError(f"expected evidence that stays as it is, got {type(evidence).__name__}; write tuple(…)")
    else:
        parts = evidence
    for part in parts:
        if type(part) is not int and type(part) is not Fraction:
            _settle(part)
