"""For which values of a parameter agreements of which sizes are stable."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ...certificates.agreements import Terms, Ties
from ...certificates.size_regions import StableRegions, changes, quotients
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.agreement import SymmetricAgreement, symmetric_agreement
from ...games.size_regions import SizeRegions
from ...kernels.polynomials import Polynomial, roots_between
from ...scalars import parse, to_fraction
from ...solution import Solution, certify


def stable_agreement_regions(
    game: SymmetricAgreement,
    parameter: Any,
    *,
    low: Any = 0,
    high: Any = 1,
    ties: Ties = "stay",
    singletons: bool = True,
    limit: int = 30,
) -> Solution[SizeRegions]:
    """The values of a parameter at which agreements among players who are alike are stable, for each number of signatories.

    The range from low to high is cut where the surplus of a signatory, s(k) − o(k−1), changes its sign for some k; in between
    the stable sizes are the same. The cuts are exact: fractions, or real algebraic numbers.

    Args:
        game: payoffs that are rational functions of one parameter, defined everywhere from low to high.
        parameter: the symbol, or its name.
        low, high: the range of its values.
        ties, singletons: as in `check_stable_agreement`.
        limit: the most players (polynomials of high degree take long).

    Returns:
        Solution with SizeRegions, certified by counting roots between rational bounds (Sturm's theorem).

    Raises:
        UnsupportedGameError: not a SymmetricAgreement, or payoffs that are no rational functions of the parameter.
        InvalidArgumentError: not a range, or options that have no meaning.
        LimitExceededError: more players than `limit`.
        CertificateError: payoffs that are not defined everywhere in the range.

    Examples:
        Two sign if they do not mind the damage of emissions much, three if they mind it more:

        >>> import coalitions as co
        >>> g = co.parameter("g")
        >>> game = co.emissions_agreement(5, damage=g)
        >>> regions = co.stable_agreement_regions(game, g, low="1/100", high="3/4").value
        >>> regions
        at 1/100: 2; (1/100, 0.124094): 2; at 0.124094: 2, 3; (0.124094, 3/4): 3; at 3/4: 3

    References:
        Diamantoudi and Sartzetakis (2006), Stable international environmental agreements: an analytical approach. Journal of
        Public Economic Theory 8, 247–263.
    """
    form, terms = symmetric_agreement(game), Terms(ties, "none", singletons)
    first, last = (to_fraction(parse(v, "an end of the range")) for v in (low, high))
    if not terms.valid() or not first < last:
        raise InvalidArgumentError(
            f"expected low < high, ties 'stay', 'join' or 'leave' and singletons True or False, got {low!r}, {high!r}, "
            f"{ties!r} and {singletons!r}; write for example low=0, high=1"
        )
    if form.n > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players for polynomials in a parameter, got {form.n}; raise the limit, or put "
            "numbers in and use stable_agreement_sizes"
        )
    name = str(parameter)
    every = changes(quotients(form, name, terms))
    roots = tuple(_isolated(every, first, last))
    ends = [(first, first), *roots, (last, last)]
    samples = tuple((a + b) / 2 for (_, a), (b, _) in pairwise(ends))
    return certify("stable agreement regions", form, StableRegions(name, first, last, terms, roots, samples), terms.to_dict())


def _isolated(every: Polynomial, low: Fraction, high: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    """Bounds of each root between two numbers, in order: twice the root if it is a fraction, else a narrow interval."""
    import sympy

    if len(every) < 2:
        return
    listed = [sympy.Rational(c.numerator, c.denominator) for c in reversed(every)]
    for root in sympy.Poly(listed, sympy.Dummy(), domain="QQ").real_roots():
        digits = 12
        if root.is_Rational:
            exact = Fraction(int(root.p), int(root.q))
            if low < exact < high:
                yield exact, exact
            continue
        while True:
            near, width = Fraction(str(root.evalf(2 * digits))), Fraction(1, 10**digits)
            a, b = near - width, near + width
            if roots_between(every, a, b) == 1 and not a <= low < b and not a < high <= b:
                break
            digits *= 2
        if low < a and b < high:
            yield a, b
