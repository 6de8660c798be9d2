"""Agreements of the literature: abatement of pollution and cartels, among players who are alike or not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from ..errors import InvalidArgumentError, InvalidGameError
from ..games.agreement import AgreementGame, SymmetricAgreement
from ..kernels.subsets import subset_sums
from ..scalars import INT64_SAFE, is_symbolic, parse, sign, to_fraction
from ._reading import numbers_only, read_amounts, within

Timing = Literal["leader", "simultaneous"]


def public_good_agreement(
    benefits: Mapping[Any, Any], *, costs: Mapping[Any, Any] | None = None, limit: int = 20
) -> AgreementGame:
    """The agreement on a public good: π_i = b_i Q − (c_i/2) q_i², where signatories choose what is best for all of them.

    A signatory provides q_i = b(S) / c_i, an outsider q_i = b_i / c_i, whatever the others do. Cost: n 2**n payoffs in whole
    arrays; two seconds for 20 players.

    Args:
        benefits: b_i, what a unit of the good is worth to each player.
        costs: c_i > 0, the slope of each player's marginal cost; 1 unless given.
        limit: the most players.

    Raises:
        LimitExceededError: more players than `limit`.
        InvalidGameError: a cost that is not positive.
        InvalidArgumentError: not a mapping from players to numbers.
        UndecidedError: symbols (use SymmetricAgreement.from_functions).

    Examples:
        >>> import coalitions as co
        >>> public_good_agreement({"A": 1, "B": 1})["A", "B"]
        A: 2, B: 2

    References:
        Barrett (1994), Self-enforcing international environmental agreements. Oxford Economic Papers 46, 878–894 (constant
        marginal benefits); Ray and Vohra (2001), Coalitional power and public goods.
    """
    players, b = read_amounts(benefits, "benefit", '{"A": 1, "B": 2}')
    within(len(players), limit, "payoffs of 2**n sets of signatories")
    names, c = (players, [1] * len(players)) if costs is None else read_amounts(costs, "cost", '{"A": 1, "B": 2}')
    if set(names) != set(players):
        raise InvalidArgumentError("expected benefits and costs of the same players, got others; give each player both")
    c = [c[names.index(p)] for p in players]
    numbers_only([*b, *c], "benefits and costs")
    if any(v <= 0 for v in c):
        raise InvalidGameError(f"expected positive costs, got {min(c)}; write for example 1")
    # whole numbers over one denominator: benefits B / d, and 1 / c_i = R_i / e, so that payoffs are over 2 d² e
    d = math.lcm(*(to_fraction(v).denominator for v in b))
    rates = [1 / to_fraction(v) for v in c]
    e = math.lcm(*(r.denominator for r in rates))
    whole, r = [int(to_fraction(v) * d) for v in b], [int(v * e) for v in rates]
    largest = 4 * (sum(map(abs, whole)) or 1) ** 2 * sum(r)
    dtype = np.int64 if largest < INT64_SAFE else object
    together, rate = subset_sums(whole, dtype), subset_sums(r, dtype)
    alone = subset_sums([x * y for x, y in zip(whole, r, strict=True)], dtype)
    quantity = together * rate + (alone[-1] - alone)
    masks, rows = np.arange(1 << len(whole)), []
    for i, (own, speed) in enumerate(zip(whole, r, strict=True)):
        effort = np.where(masks >> i & 1, together, own)
        rows.append(2 * own * quantity - speed * effort * effort)
    table = np.stack(rows) if rows else np.zeros((0, 1), dtype=np.int64)
    return AgreementGame(players, table, 2 * d * d * e)


def barrett_agreement(
    n: int, *, benefit: Any = 1, cost: Any = 1, size: Any = 1, timing: Timing = "leader"
) -> SymmetricAgreement:
    """Barrett's agreement to abate: each of n countries gets (b/n) (a Q − Q²/2) − (c/2) q², where Q is what all abate.

    Signatories maximize what they get together, outsiders each its own. timing="leader": signatories move first and take into
    account how outsiders react, as in Barrett's paper; "simultaneous": all take the others' abatement as given (Cournot). In
    closed form, so parameters may be symbols. Payoffs are proportional to a², which does not change what is stable. Cost: n
    formulas.

    Args:
        n: the number of countries.
        benefit: b > 0, the slope of the marginal benefit of all.
        cost: c > 0, the slope of each country's marginal cost.
        size: a > 0, the abatement at which there is no more benefit.
        timing: who moves first.

    Raises:
        InvalidGameError: parameters that are not positive, or no countries.
        InvalidArgumentError: another timing.

    Examples:
        >>> import coalitions as co
        >>> co.stable_agreement_sizes(barrett_agreement(10, benefit=1, cost="0.25")).value
        (4,)
        >>> co.stable_agreement_sizes(barrett_agreement(10, benefit=1, cost="0.25", timing="simultaneous")).value
        (0, 1)

    References:
        Barrett (1994), Self-enforcing international environmental agreements. Oxford Economic Papers 46, 878–894, section 4.
    """
    b, c, a = (_positive(v, what) for v, what in ((benefit, "benefit"), (cost, "cost"), (size, "size")))
    _known_timing(timing)
    g = _ratio(b, c * max(n, 1))  # b / (c n): an outsider abates g times what is left to abate

    def left(k: int) -> tuple[Any, Any]:
        """What is left to abate, a − Q, as a share of a, and what each signatory abates as a multiple of it."""
        reaction = 1 + (n - k) * g  # a unit abated by signatories lowers what is left by 1 / reaction
        each = k * g / reaction if timing == "leader" else k * g
        return 1 / (reaction + k * each), each

    def payoff(k: int, signed: bool) -> Any:
        rest, each = left(k)
        own = each if signed else g
        return a * a * (b / n * (1 - rest * rest) - c * own * own * rest * rest) / 2

    return SymmetricAgreement.from_functions(n, signatory=lambda k: payoff(k, True), outsider=lambda k: payoff(k, False))


def emissions_agreement(n: int, *, damage: Any = 1, timing: Timing = "leader") -> SymmetricAgreement:
    """The agreement to limit emissions: each of n countries gets e − e²/2 − (g/2) E², where E is what all emit.

    Signatories maximize what they get together, outsiders each its own. timing="leader": signatories move first; in this case,
    if no country may emit less than nothing (g <= 4 / (n (n − 4)) for n > 4), stable agreements have 2, 3 or 4 signatories.
    "simultaneous": all take the others' emissions as given; at most 2 sign then. The formulas are those of the interior
    solution, in which emissions may come out below 0 for a large g. The parameter may be a symbol. Cost: n formulas.

    Args:
        n: the number of countries.
        damage: g > 0, the slope of the marginal damage over that of the marginal benefit.
        timing: who moves first.

    Raises:
        InvalidGameError: a parameter that is not positive, or no countries.
        InvalidArgumentError: another timing.

    Examples:
        >>> import coalitions as co
        >>> co.stable_agreement_sizes(emissions_agreement(10, damage="1/20")).value
        (3,)

    References:
        Diamantoudi and Sartzetakis (2006), Stable international environmental agreements: an analytical approach. Journal of
        Public Economic Theory 8, 247–263; Carraro and Siniscalco (1993), Strategies for the international protection of the
        environment. Journal of Public Economics 52, 309–328 (simultaneous).
    """
    g = _positive(damage, "damage")
    _known_timing(timing)

    def payoff(k: int, signed: bool) -> Any:
        # outsiders: 1 − e = g E. Signatories: 1 − e = k g E / reaction, where E falls by 1 / reaction per unit that they abate
        reaction = 1 + (n - k) * g if timing == "leader" else 1
        effort = _ratio(k * g, reaction)
        total = _ratio(n, 1 + (n - k) * g + k * effort)
        emission = 1 - (effort if signed else g) * total
        return emission - emission * emission / 2 - g * total * total / 2

    return SymmetricAgreement.from_functions(n, signatory=lambda k: payoff(k, True), outsider=lambda k: payoff(k, False))


def price_leadership_agreement(n: int) -> SymmetricAgreement:
    """The cartel that sets the price: n firms with cost q²/2 face the demand n (1 − p), and outsiders take the price as given.

    An outsider sells q = p; the k members of the cartel share the rest of the demand equally and set the price that is best for
    them. Cost: n formulas.

    Args:
        n: the number of firms.

    Raises:
        InvalidGameError: no firms.

    Examples:
        >>> import coalitions as co
        >>> [co.stable_agreement_sizes(price_leadership_agreement(n)).value for n in (2, 3, 40)]
        [(2,), (3,), (3,)]

    References:
        d'Aspremont, Jacquemin, Gabszewicz and Weymark (1983), On the stability of collusive price leadership. Canadian Journal
        of Economics 16, 17–25; Donsimoni, Economides and Polemarchakis (1986), Stable cartels. International Economic Review
        27, 317–327.
    """

    def price(k: int) -> Fraction:
        """Where p q − q²/2 is largest for a member's sales q = n/k − slope p: (1 + slope) q = slope p."""
        if k == 0:
            return Fraction(1, 2)  # supply n p meets demand n (1 − p)
        slope = Fraction(2 * n - k, k)
        return Fraction(n, k) * (1 + slope) / (slope * (2 + slope))

    def member(k: int) -> Fraction:
        p = price(k)
        q = Fraction(n, k) - Fraction(2 * n - k, k) * p
        return p * q - q * q / 2

    return SymmetricAgreement.from_functions(n, signatory=member, outsider=lambda k: price(k) ** 2 / 2)


def _positive(value: Any, what: str) -> Any:
    number = parse(value, f"a {what}")
    if not is_symbolic(number) and sign(number) <= 0:
        raise InvalidGameError(f"expected a positive {what}, got {value!r}; write for example {what}=1")
    return Fraction(number) if isinstance(number, int) else number


def _ratio(a: Any, b: Any) -> Any:
    return Fraction(a) / b if isinstance(a, int) and not is_symbolic(b) and not isinstance(b, float) else a / b


def _known_timing(timing: str) -> None:
    if timing not in ("leader", "simultaneous"):
        raise InvalidArgumentError(f'expected timing="leader" or "simultaneous", got {timing!r}')
