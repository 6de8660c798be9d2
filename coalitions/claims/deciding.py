"""Decide a claim: a counterexample, a proof, or an account of what was tried."""

from __future__ import annotations

from ..errors import InvalidArgumentError
from ..solution import Solution
from .statements import Claim


def decide(
    claim: Claim, *, max_degree: int = 3, max_splits: int = 40, effort: int = 500_000, search: int = 60_000_000
) -> Solution[bool | None]:
    """Whether a claim holds at all points of its region (for `Exists`: at one): True, False, or None where it stays open.

    True comes with a proof: each case in which the claim would fail is refuted by an identity, positive numbers times
    products of the hypotheses and squares that add up to zero although one of them is strict. False comes with a small
    rational counterexample. For `Exists` it is the other way round: True with a witness, False with a proof. None, with the
    guarantee OPEN, says that neither was found; the diagnostics list what was tried, and it means nothing more.

    A claim in one parameter is always decided. Where its only counterexamples are irrational, the answer False is marked
    EXACT and the diagnostics say between which rational numbers the counterexample lies.

    A claim speaks of the points where every fraction in it is defined; the diagnostics name the denominators that vanish
    somewhere in the region or are not known not to ("undefined where"), and say where no point lies in the region at all.

    Args:
        claim: what to decide, from `Always`, `Never`, `Implies`, `Iff` or `Exists`.
        max_degree: how many hypotheses are multiplied with each other at most.
        max_splits: how many signs of polynomials are tried as a distinction of cases.
        effort: how many coefficients the linear programs of the search for a proof may hold in all.
        search: how much work goes into the last search for counterexamples, in points times terms.

    Raises:
        InvalidArgumentError: what came is not a claim, or a limit is not a whole number.

    Examples:
        >>> import coalitions as co
        >>> x, y = co.parameter("x"), co.parameter("y")
        >>> co.claims.decide(co.claims.Always(x + y >= 2, given=[x > 0, y > 0, x * y >= 1]))
        claim: True   [certified; proof of 1 step]
        >>> co.claims.decide(co.claims.Always(x + y > 2, given=[x > 0, y > 0, x * y >= 1]))
        claim: False   [certified; counterexample x = 1, y = 1]

    What the certificate shows: see `ClaimProof` and `Counterexample` in coalitions.certificates.claims; both are checked from
    the claim itself, by code that shares nothing with this search.

    References:
        Farkas (1902); Motzkin (1936), transposition theorem; Krivine (1964) and Stengle (1974), Positivstellensatz;
        Handelman (1988), products of linear forms; Bernstein (1912), positive polynomials on an interval.
    """
    if not isinstance(claim, Claim):
        raise InvalidArgumentError(
            f"expected a claim, got {claim!r}; write claims.Always(statement, given=[...]), Implies, Iff, Never or Exists"
        )
    limits = {"max_degree": (max_degree, 1), "max_splits": (max_splits, 0), "effort": (effort, 1), "search": (search, 1)}
    for name, (value, least) in limits.items():
        if not isinstance(value, int) or value < least:
            raise InvalidArgumentError(
                f"expected {name} as a whole number of at least {least}, got {value!r}; leave it out for the default"
            )
    from .engine import Decision  # here, so that importing the library loads neither the searches nor the checker

    return Decision(claim, max_degree, max_splits, effort, search).run()
