# %% [markdown]
# # S7  The mission: who consents, who serves, and whether we-feeling has to come first
"""S7: design and authorization of a peacekeeping mission in the Donbas (P16, P19, P20, P23).

From the article: peacekeeping achieves coordination of security policies; a "thick" mission under UN lead, with troops of NATO
and of CSTO states in national capacity, is required for we-feeling, and could begin a Europe-wide framework.

Our formalization: (P16, P23) Russia and Ukraine both have to consent to the area A of a mission, from the contact line (0) to
the whole territory with the border (1). Russia loses A^2, Ukraine (1 - A)^2, against losses q_R and q_U of the status quo; with
we-feeling omega each also counts the other's loss. (P19) A design says who leads and whose troops serve; contact across the
blocs has the intensity m = 4 s_N s_C, and we-feeling settles at kappa m / (kappa m + rho). (P20) Consent is a vote: of the
alliances (everybody in both), or of single states (one volunteer on each side).

A sceptic holds that one dimension is too few and that positions are cheap talk; that the consent of the host is itself a
result of the bargaining; that states do not consent independently of their allies; and that there are other channels of
contact. Eight and a half years of joint service in Bosnia and Kosovo (1996-2003) made no security community.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import sympy

import coalitions as co
from coalitions.claims import Always, Iff, Implies
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Proposition, observed, only_if, proved

QR, QU, W = P.q_R.symbol, P.q_U.symbol, P.omega.symbol
AREA = co.parameter("A")
X, Y = co.parameter("x"), co.parameter("y")  # square roots of q_R and q_U, which keep every claim polynomial
SQUARE = [X >= 0, X <= 1, Y >= 0, Y <= 1]
ANY_OMEGA = [W > -1, W < 1]

# %% [markdown]
# ## P16: the zone of agreement


def accepts(a: Any, q_r: Any, q_u: Any, omega: Any) -> tuple[Any, Any]:
    """What Russia and Ukraine each need to accept an area: no more loss than in the status quo, the other's counted omega."""
    russia = a**2 + omega * (1 - a) ** 2 <= q_r + omega * q_u
    ukraine = (1 - a) ** 2 + omega * a**2 <= q_u + omega * q_r
    return russia, ukraine


#: The area at which both gain equally over the status quo: A^2 - q_R = (1 - A)^2 - q_U.
EVEN = (1 + X**2 - Y**2) / 2


def p16() -> Computation:
    """Agreement without and with we-feeling, and on how much of the square of status quos there is any."""
    without = sympy.And(*accepts(AREA, X**2, Y**2, 0))
    inside = [*SQUARE, AREA >= 0, AREA <= 1]
    even = sympy.And(*accepts(EVEN, X**2, Y**2, W), EVEN >= 0, EVEN <= 1)
    links = [
        only_if(
            "Russia and Ukraine can agree on some area whatever the status quo costs them",
            Always(without, given=[*inside, X + Y <= 1]),
            "sqrt(q_R) + sqrt(q_U) >= 1",
            Implies(without, X + Y >= 1, given=inside),
            Implies(X + Y >= 1, sympy.And(*accepts(1 - Y, X**2, Y**2, 0)), given=SQUARE),
        ),
        proved(
            "Where they can agree without we-feeling, the even split is accepted at every omega, good will or ill",
            Implies(X + Y >= 1, even, given=[*SQUARE, *ANY_OMEGA]),
        ),
        *_crescent_links(),
    ]
    areas = agreement_shares()
    quantities = {
        "share of status quos with agreement without we-feeling": areas["without"],
        "share where only some omega < 1 creates agreement (the crescent)": areas["crescent"],
        "share where no omega < 1 does": areas["never"],
        "share that the best omega of the box (1/10) adds": added_by(P.omega.box[1]),
        "share that omega = 1/2 adds": added_by(Fraction(1, 2)),
        "omega needed if the status quo costs Russia nothing": _if_cheap_for_russia(),
        "omega needed at q_R = 0, q_U = 3/4": threshold_at(Fraction(0), Fraction(3, 4)),
        "area proposed by Russia (11 September 2017)": dict(facts.proposals())["RUS-2017-09-11"],
        "area proposed by Ukraine (September 2017)": dict(facts.proposals())["UKR-2017-09"],
        **{
            f"zone of agreement at q_R = 1/4, q_U = 4/9, {end}": a
            for end, a in zip(("from", "to"), zone(Fraction(1, 2), Fraction(2, 3)), strict=True)
        },
        **{
            f"the same without Ukraine's veto, {end}": a
            for end, a in zip(("from", "to"), zone(Fraction(1, 2), Fraction(1)), strict=True)
        },
    }
    return Computation(links, quantities, [*_area_checks(), *_threshold_checks()])


def _crescent_links() -> list[Any]:
    """Where there is no agreement without we-feeling: what omega it takes, exactly."""
    e = co.parameter("e")  # A = 1/2 + e keeps the square (2 A - 1)^2 visible
    centered = sympy.And(*accepts(Fraction(1, 2) + e, QR, QU, W))
    middle = sympy.And(*accepts(Fraction(1, 2), QR, QU, W))
    enough_feeling = (W * (QU - Fraction(1, 4)) >= Fraction(1, 4) - QR, W * (QR - Fraction(1, 4)) >= Fraction(1, 4) - QU)
    hat = "(1 - q_R - q_U + sqrt((1 - q_R - q_U)^2 - 4 q_R q_U)) / (2 max(q_R, q_U))"
    return [
        only_if(
            "Some we-feeling below 1 always makes agreement possible",
            Always(QR + QU >= Fraction(1, 2), given=[QR >= 0, QU >= 0, QR <= 1, QU <= 1]),
            f"q_R + q_U > 1/2, and then where sqrt(q_R) + sqrt(q_U) < 1 it takes omega >= omega-hat = {hat}",
            Implies(centered, QR + QU >= Fraction(1, 2), given=ANY_OMEGA),
            Implies(sympy.And(*enough_feeling), middle),
            *threshold_lemmas(),
        ),
        proved(
            "Between two sides for whom the status quo is equally costly, we-feeling changes nothing",
            Iff(sympy.And(*accepts(Fraction(1, 2), QR, QR, W)), QR >= Fraction(1, 4), given=ANY_OMEGA),
            Implies(centered.subs(QU, QR), QR >= Fraction(1, 4), given=ANY_OMEGA),
        ),
    ]


def threshold_lemmas() -> list[co.claims.Claim]:
    """Where q_R <= q_U and sqrt(q_R) + sqrt(q_U) < 1: both accept some area iff omega reaches omega-hat, in nine steps.

    omega >= omega-hat means two things, that the discriminant of Russia's quadratic is not negative ("reach") and that omega
    is on its upper branch ("beyond"). Let t = q_R - A^2 and u = q_U - (1 - A)^2 be the gains over the status quo. Russia and
    Ukraine accept iff t + omega u >= 0 and u + omega t >= 0; without agreement at omega = 0 one of t, u is negative.
    """
    z, t, u = co.parameter("z"), co.parameter("t"), co.parameter("u")
    d, russia = 1 - QR - QU, accepts(AREA, QR, QU, W)[0]
    unequal = [QU >= QR, QR >= 0, d > 0]
    crescent = [*SQUARE, X + Y < 1, W >= 0, W < 1]
    reach, beyond = (1 + W) * (X**2 + W * Y**2) >= W, 2 * Y**2 * W >= 1 - X**2 - Y**2
    best = W / (1 + W)  # the area that a Russia with this we-feeling likes best
    russia_at_best, ukraine_at_best = accepts(best, X**2, Y**2, W)
    gains = sympy.And(t + W * u >= 0, u + W * t >= 0, -2 * QU * t >= d * u, sympy.Or(t < 0, u < 0))
    return [
        Implies(russia, (1 + W) * (QR + W * QU) >= W, given=[*ANY_OMEGA, sympy.Eq(z, (1 + W) * AREA - W)]),
        Implies(X + Y < 1, (1 - X**2 - Y**2) ** 2 > 4 * X**2 * Y**2, given=SQUARE),
        Always(
            2 * QU * (AREA**2 - QR) >= d * (QU - (1 - AREA) ** 2),
            given=[*unequal, d**2 > 4 * QR * QU, sympy.Eq(z, (1 + QU - QR) * AREA - d)],
        ),
        Implies(gains, 2 * QU * W >= d, given=[*unequal, 2 * QR + 2 * QU >= 1, W >= 0, W < 1]),
        Implies(sympy.And(reach, beyond), russia_at_best, given=[*crescent, Y >= X]),
        Implies(beyond, Y * (1 + W) >= 1, given=crescent),
        Implies(sympy.And(reach, Y * (1 + W) >= 1), ukraine_at_best, given=[*SQUARE, W >= 0, W < 1]),
        Always(sympy.And(best >= 0, best <= 1), given=[W >= 0, W < 1]),
        Implies(sympy.And(*accepts(AREA, X**2, Y**2, 0)), X + Y >= 1, given=[*SQUARE, AREA >= 0, AREA <= 1]),
    ]


def threshold(q_r: Any, q_u: Any) -> Any:
    """omega-hat where q_R <= q_U: the larger root of (1 + omega)(q_R + omega q_U) = omega, from where on Russia can accept."""
    d = 1 - q_r - q_u
    return (d + sympy.sqrt(sympy.factor(d**2 - 4 * q_r * q_u))) / (2 * q_u)


def _if_cheap_for_russia() -> str:
    """omega-hat at q_R = 0, where the root is that of (1 - q_U)^2 and q_U is at most 1."""
    return str(sympy.factor(threshold(sympy.Integer(0), QU).subs(sympy.Abs(QU - 1), 1 - QU)))


def zone(root_r: Fraction, root_u: Fraction) -> tuple[Fraction, Fraction]:
    """The areas that both accept without we-feeling, from the square roots of the losses of the status quo."""
    return 1 - root_u, root_r


def threshold_at(q_r: Fraction, q_u: Fraction) -> Fraction | str:
    """omega-hat at a point, exact where it is rational."""
    value = sympy.nsimplify(threshold(sympy.Rational(q_r), sympy.Rational(q_u)))
    return Fraction(int(value.p), int(value.q)) if value.is_Rational else str(value)


def can_agree(q_r: float, q_u: float, omega: float) -> bool:
    """Second route: do the intervals of areas that the two sides accept meet? From the roots of both quadratics."""
    need_r, need_u = q_r + omega * q_u, q_u + omega * q_r
    root_r, root_u = (1 + omega) * need_r - omega, (1 + omega) * need_u - omega
    if min(root_r, root_u) < 0:
        return False
    return bool(root_r**0.5 + root_u**0.5 >= 1 - omega)


@cache
def agreement_shares() -> dict[str, Fraction]:
    """Areas in the unit square of (q_R, q_U): agreement at omega = 0, at some omega < 1 only, never."""
    q = sympy.Symbol("q", nonnegative=True)
    below_parabola = sympy.integrate(sympy.expand((1 - sympy.sqrt(q)) ** 2), (q, 0, 1))
    below_line = sympy.integrate(sympy.Rational(1, 2) - q, (q, 0, sympy.Rational(1, 2)))
    whole = {"without": 1 - below_parabola, "crescent": below_parabola - below_line, "never": below_line}
    return {name: Fraction(int(v.p), int(v.q)) for name, v in whole.items()}


def added_by(omega: Fraction) -> Fraction:
    """The area where this omega creates agreement: between the parabola and its tangent (1 + omega)(q_R + omega q_U) = omega."""
    w = sympy.Rational(omega)
    q, touch = sympy.Symbol("q", nonnegative=True), (w / (1 + w)) ** 2
    strip = sympy.integrate(sympy.expand((1 - sympy.sqrt(q)) ** 2 - (1 / (1 + w) - q / w)), (q, 0, touch))
    value = sympy.nsimplify(2 * strip)  # the same again with the roles of the two sides exchanged
    return Fraction(int(value.p), int(value.q))


def _area_checks() -> list[Check]:
    """The same areas in the coordinates of the square roots, and by counting points."""
    x, y = sympy.symbols("x y")
    in_roots = sympy.integrate(4 * x * y, (y, 1 - x, 1), (x, 0, 1))
    areas, cells = agreement_shares(), 60
    grid = [(k + 0.5) / cells for k in range(cells)]
    points = list(product(grid, grid))
    counted = sum(can_agree(a, b, 0.0) for a, b in points) / cells**2
    tenth = sum(can_agree(a, b, 0.5) and not can_agree(a, b, 0.0) for a, b in points) / cells**2
    return [
        Check(
            "5/6 of the square by integrating over square roots", Fraction(int(in_roots.p), int(in_roots.q)) == areas["without"]
        ),
        Check("the same by counting 3,600 points", abs(counted - float(areas["without"])) < 2 / cells),
        Check("what omega = 1/2 adds by counting points", abs(tenth - float(added_by(Fraction(1, 2)))) < 2 / cells),
        Check("the three shares add up", sum(areas.values()) == 1),
        Check("at omega = 1 the whole crescent is added", added_by(Fraction(1)) == areas["crescent"]),
    ]


def _threshold_checks() -> list[Check]:
    """omega-hat against a bisection that knows only the two quadratics."""
    agree = True
    for q_r, q_u in ((0.0, 0.75), (0.05, 0.55), (0.01, 0.7), (0.0, 0.55)):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if can_agree(q_r, q_u, middle) else (middle, high)
        agree &= abs(high - float(threshold(q_r, q_u))) < 1e-9
    return [Check("omega-hat by bisection at four points", agree)]


# %% [markdown]
# ## P19: is a thick mission required?


@dataclass(frozen=True, slots=True)
class Design:
    """A mission: UN-led or not, with NATO, Russian and other CSTO troops or without, in national or in bloc capacity."""

    un: int
    nato: int
    russia: int
    csto: int
    national: int

    @property
    def thick(self) -> bool:
        """The mission of the article: UN-led, troops of both NATO and CSTO states, in national capacity."""
        return bool(self.un and self.nato and (self.russia or self.csto) and self.national)

    def contact(self, s_n: Any, s_r: Any, s_c: Any) -> Any:
        """The intensity of contact between the West and Russia: direct, and by proxy at the rate xi; less under other leads."""
        quality = 1 if self.un else P.eta.symbol
        return quality * (self.nato * self.russia * 4 * s_n * s_r + P.xi.symbol * self.nato * self.csto * 4 * s_n * s_c)


DESIGNS = [Design(*bits) for bits in product((0, 1), repeat=5)]
KAPPA, RHO, WBAR, M, ETA, XI = (P.kappa.symbol, P.rho.symbol, P.wbar.symbol, P.m.symbol, P.eta.symbol, P.xi.symbol)
RATES = [KAPPA > 0, RHO > 0, WBAR > 0, WBAR < 1, M >= 0, M <= 1]


def settles_above(m: Any) -> Any:
    """Whether we-feeling settles at wbar or above: kappa m / (kappa m + rho) >= wbar."""
    return KAPPA * m / (KAPPA * m + RHO) >= WBAR


def enough(m: Any) -> Any:
    """The same without fractions: kappa m (1 - wbar) >= rho wbar."""
    return KAPPA * m * (1 - WBAR) >= RHO * WBAR


def intensity(west: Fraction, other: Fraction) -> Fraction:
    """m = 4 s_N s_C: 1 if half and half, 0 if one side is absent."""
    return 4 * west * other


def intensities() -> dict[str, Fraction]:
    """Contact in the missions in which both served, and in three that were proposed or imagined."""
    out = {name: intensity(*s) for name in ("UNPROFOR", "IFOR", "SFOR", "KFOR") if (s := facts.shares(name))}
    out["SFOR c. 2000"] = _sfor_2000()
    force = next(r for r in facts.rows("missions_nato_russia") if r["mission"].startswith("CSTO"))
    proposed = next(r for r in facts.rows("donbas_proposals") if r["id"] == "GOWAN-2018")
    share = Fraction(force["peak_total"]) / Fraction(proposed["uniformed"])
    out["CSTO force in 20,000"] = intensity(1 - share, share)
    out["equal halves"] = intensity(Fraction(1, 2), Fraction(1, 2))
    return out


def _sfor_2000() -> Fraction:
    """SFOR about 2000: the note of its row gives 1,200 of 20,000."""
    note = next(r for r in facts.rows("missions_nato_russia") if r["mission"] == "SFOR")["note"]
    russian, total = (Fraction(word.replace(",", "")) for word in note.removeprefix("about ").split(" (")[0].split(" of "))
    return intensity(1 - russian / total, russian / total)


def p19() -> Computation:
    """Necessity of each part of the thick design, and its sufficiency."""
    s = co.parameter("s_N"), co.parameter("s_R"), co.parameter("s_C")
    with_contact = [d for d in DESIGNS if d.contact(*s) != 0]
    both = all(d.nato and (d.russia or d.csto) for d in with_contact)
    other_capacity = Design(1, 1, 1, 1, 0)
    indifferent = other_capacity.contact(*s) == Design(1, 1, 1, 1, 1).contact(*s)
    proposals = co.parameter("m_r"), co.parameter("kappa_r")
    channel = [proposals[0] >= 0, proposals[1] >= 0, KAPPA * M + proposals[1] * proposals[0] >= 0]
    by_rival = proposals[1] * proposals[0] / (proposals[1] * proposals[0] + RHO) < WBAR
    odds = "wbar / (1 - wbar)"
    links = [
        observed(
            "Without troops of NATO and of CSTO states there is no contact",
            both,
            f"{len(with_contact)} of {len(DESIGNS)} designs have contact; all have both (by construction)",
        ),
        only_if(
            "No other channel of contact does the work of the mission",
            Always(by_rival, given=[*RATES, *channel]),
            f"every rival channel r has kappa_r m_r / rho < {odds}",
            Iff(by_rival, proposals[1] * proposals[0] * (1 - WBAR) < RHO * WBAR, given=[*RATES, *channel]),
        ),
        only_if(
            "UN lead is necessary",
            Always(sympy.Not(settles_above(ETA * M)), given=[*RATES, ETA >= 0, ETA <= 1]),
            f"eta kappa m / rho < {odds} under every other lead",
            Iff(sympy.Not(settles_above(ETA * M)), ETA * KAPPA * M * (1 - WBAR) < RHO * WBAR, given=[*RATES, ETA >= 0]),
        ),
        observed(
            "National capacity is necessary for contact",
            not indifferent,
            "a mission of the blocs with the same troops has the same intensity of contact",
            condition="national capacity is needed for consent (P20), not for contact",
        ),
        only_if(
            "Every thick mission creates we-feeling enough for a framework",
            Always(settles_above(M), given=[*RATES, M > 0]),
            f"kappa m / rho >= {odds}, with m = 4 s_N (s_R + xi s_C)",
            Iff(settles_above(M), enough(M), given=RATES),
        ),
    ]
    found = intensities()
    quantities: dict[str, Any] = {f"intensity of contact, {name}": m for name, m in found.items()}
    quantities |= {
        f"share of the box of (kappa, rho, wbar) where it suffices, {name}": _box_share(float(m)) for name, m in found.items()
    }
    quantities |= {"designs": len(DESIGNS), "thick designs": sum(d.thick for d in DESIGNS)}
    quantities |= {"years of joint service in Bosnia and Kosovo": _joint_years()}
    checks = [
        Check("share of the box for equal halves by counting points", abs(_box_share(1.0) - _box_by_points(1.0)) < 0.02),
        Check("the steady state solves the dynamics", sympy.simplify(_steady() - KAPPA * M / (KAPPA * M + RHO)) == 0),
    ]
    return Computation(links, quantities, checks)


def _steady() -> Any:
    """The resting point of omega' = omega + kappa m (1 - omega) - rho omega."""
    return sympy.solve(KAPPA * M * (1 - W) - RHO * W, W)[0]


def _joint_years() -> int:
    """From the first to the last year in which Russian troops served in IFOR, SFOR or KFOR beside NATO's."""
    served = [r for r in facts.rows("missions_nato_russia") if r["mission"] in ("IFOR", "SFOR", "KFOR")]
    return min(2003, max(int(r["to"]) for r in served)) - min(int(r["from"]) for r in served)


def _box_share(m: float) -> float:
    """The share of the box of kappa, rho and wbar where kappa m (1 - wbar) >= rho wbar: over kappa and rho in closed form."""
    from scipy.integrate import quad

    (k0, k1), (r0, r1), (w0, w1) = (tuple(map(float, p.box)) for p in (P.kappa, P.rho, P.wbar))
    if m == 0:
        return 0.0

    def over_rates(w: float) -> float:
        slope = w / (1 - w) / m  # kappa has to be at least slope * rho
        stop = min(r1, max(r0, k1 / slope))
        start = min(stop, max(r0, k0 / slope))
        inner = (k1 - k0) * (start - r0) + k1 * (stop - start) - slope * (stop**2 - start**2) / 2
        return float(inner / ((k1 - k0) * (r1 - r0)))

    kinks = sorted({t / (1 + t) for r in (r0, r1) if w0 < (t := k1 * m / r) / (1 + t) < w1})
    value, _ = quad(over_rates, w0, w1, points=kinks or None)
    return float(value / (w1 - w0))


def _box_by_points(m: float, cells: int = 24) -> float:
    """Second route: the share of the midpoints of a grid on the box."""

    def grid(parameter: Any) -> list[float]:
        low, high = map(float, parameter.box)
        return [low + (high - low) * (k + 0.5) / cells for k in range(cells)]

    points = product(grid(P.kappa), grid(P.rho), grid(P.wbar))
    return sum(k * m * (1 - w) >= r * w for k, r, w in points) / cells**3


def design_rows() -> list[tuple[str, ...]]:
    """The designs with contact: who serves, the intensity, what it takes to reach wbar, and whether Ukraine admits it."""
    s = tuple(co.parameter(name) for name in ("s_N", "s_R", "s_C"))
    marks = ("other", "UN"), ("no", "yes"), ("no", "yes"), ("no", "yes"), ("blocs", "national")
    out = []
    for d in DESIGNS:
        m = sympy.factor(d.contact(*s))
        if m != 0:
            bits = (d.un, d.nato, d.russia, d.csto, d.national)
            words = [pair[bit] for pair, bit in zip(marks, bits, strict=True)]
            contact = sympy.sstr(m).replace("*", " ")
            out.append((*words, contact, "yes" if d.thick else "no", "no" if d.russia else "yes"))
    return out


# %% [markdown]
# ## P20: consent of blocs or of single states


def consent_games() -> tuple[co.WeightedVotingGame, co.WeightedVotingGame]:
    """Consent of every member of both alliances, and of one state on each side at least."""
    nato, csto = facts.members("nato_2018"), facts.members("csto")
    everybody = [*nato, *csto]
    bloc = co.WeightedVotingGame.from_weights(quota=len(everybody), weights=dict.fromkeys(everybody, 1))
    sides = [(1, dict.fromkeys(nato, 1) | dict.fromkeys(csto, 0)), (1, dict.fromkeys(csto, 1))]
    return bloc, co.WeightedVotingGame.from_rules(sides)


def p20() -> Computation:
    """The chance of consent, and what is left of contact if Ukraine admits no Russians."""
    nato, csto = facts.members("nato_2018"), facts.members("csto")
    n, c = len(nato), len(csto)
    bloc, national = consent_games()
    q, s, t, z, common = (co.parameter(name) for name in ("q", "s", "t", "z", "c"))
    half_bloc, half_national = co.coleman_power_to_act(bloc).value, co.coleman_power_to_act(national).value
    some = [q > 0, q < 1, s >= 0, s <= q, t >= 0, t <= q, z > 0, z < 1]
    proxy = XI * M
    links = [
        # q is the chance of a refusal, s = q^n and t = q^c at most q, z = p^(n + c - 2) below 1
        proved(
            "For every chance of consent, national capacity finds consent more often than the blocs do",
            Always((1 - s) * (1 - t) > z * (1 - q) ** 2, given=some),
        ),
        only_if(
            "A mission that Ukraine authorizes (no Russian personnel) creates we-feeling between the West and Russia",
            Always(settles_above(proxy), given=[*RATES, M > 0, XI >= 0, XI <= 1]),
            "xi >= (rho / (kappa m)) wbar / (1 - wbar), or Ukraine admits Russians",
            Iff(settles_above(proxy), enough(proxy), given=[*RATES, XI >= 0]),
        ),
    ]
    dependent = Always(
        common * (1 - q) + (1 - common) * (1 - s) * (1 - t) > common * (1 - q) + (1 - common) * z * (1 - q) ** 2,
        given=[*some, common >= 0, common < 1],
    )
    rivals = [
        proved(
            "If allies decide in common with chance c and alone otherwise, national capacity still does better as long as c < 1",
            dependent,
        ),
        proved(
            "With no contact by proxy (xi = 0) no mission without Russians reaches any wbar > 0",
            Always(sympy.Not(settles_above(0 * M)), given=RATES),
        ),
    ]
    quantities = {
        "members of NATO (2018)": n,
        "members of the CSTO": c,
        "consent of the blocs at p = 1/2": half_bloc,
        "consent in national capacity at p = 1/2": half_national,
        **{f"CSTO without Russia, shortfall of {what} ({year})": v for (what, year), v in _shortfalls().items()},
        "CSTO states without a figure for military spending": ", ".join(
            facts.name_of(x) for x in csto if x not in facts.attribute("2018", "cow_milex_thousand_usd", csto)
        )
        or "none",
        "designs that Ukraine's exclusion of Russians leaves": sum(not d.russia for d in DESIGNS),
        **{f"power in the Council of 2018 voting by blocs, {bloc}": share for bloc, share in power_by_blocs("2018").items()},
    }
    checks = [
        Check("consent of the blocs by the closed form", half_bloc == Fraction(1, 2) ** (n + c)),
        Check("national consent by the closed form", half_national == (1 - Fraction(1, 2**n)) * (1 - Fraction(1, 2**c))),
    ]
    return Computation(links, quantities, checks, rivals)


def power_by_blocs(year: str) -> dict[str, Fraction]:
    """The Shapley-Shubik index in the Council if the members of an alliance vote together (the quotient game)."""
    seats, council = facts.council(year)
    blocs: dict[str, list[str]] = {}
    for seat in seats:
        blocs.setdefault(seat["bloc"] if seat["bloc"] != "none" else seat["state"], []).append(seat["state"])
    quotient = co.TUGame.from_function(list(blocs), lambda S: council[tuple(state for bloc in S for state in blocs[str(bloc)])])
    power = co.shapley_shubik_index(quotient).value
    return {bloc: power[bloc] for bloc in ("NATO", "CSTO", "China")} | {"each other member": min(power.values())}


def _shortfalls() -> dict[tuple[str, str], Fraction]:
    """How much of the CSTO's spending and personnel is Russia's, over the members with a figure."""
    columns = {"military spending": "cow_milex_thousand_usd", "military personnel": "cow_milper_thousands"}
    out = {}
    for (what, column), year in product(columns.items(), ("2018", "2019")):
        amounts = facts.attribute(year, column, facts.members("csto"))
        out[what, year] = amounts["RUS"] / sum(amounts.values())
    return out


# %% [markdown]
# ## P23: which comes first, consent or we-feeling?


def transfers_game() -> co.TUGame:
    """Russia and Ukraine with side payments: alone each bears the status quo, together the least total loss, 1/2 at A = 1/2."""
    least = AREA**2 + (1 - AREA) ** 2
    total = least.subs(AREA, sympy.solve(least.diff(AREA), AREA)[0])
    return co.TUGame.from_worths(["Russia", "Ukraine"], {"Russia": -QR, "Ukraine": -QU, ("Russia", "Ukraine"): -total})


def p23() -> Computation:
    """The circle: mission, we-feeling, consent."""
    t, u = co.parameter("t"), co.parameter("u")
    even = sympy.And(*accepts(EVEN, X**2, Y**2, W))
    payments = co.claims.core_nonempty(transfers_game())
    links = [
        proved(
            "Where consent needs no we-feeling, the mission can start at any omega, and we-feeling may follow",
            Implies(X + Y >= 1, even, given=[*SQUARE, *ANY_OMEGA]),
        ),
        only_if(
            "The mission can start wherever some we-feeling would make consent possible",
            Always(X + Y >= 1, given=[*SQUARE, 2 * (X**2 + Y**2) > 1]),
            "sqrt(q_R) + sqrt(q_U) >= 1 or omega_0 >= omega-hat; in the rest of the crescent the circle is vicious",
            Implies(X + Y >= 1, even, given=[*SQUARE, *ANY_OMEGA]),
            *threshold_lemmas(),
        ),
    ]
    rivals = [
        proved(
            "Side payments do the work of we-feeling: with them consent is possible iff q_R + q_U >= 1/2",
            Iff(payments, QR + QU >= Fraction(1, 2)),
        ),
        # t and u are what Russia and Ukraine gain over the status quo, as in threshold_lemmas
        proved(
            "Ill will makes no agreement either: what both accept at omega <= 0 they accept at omega = 0",
            Implies(sympy.And(t + W * u >= 0, u + W * t >= 0), sympy.And(t >= 0, u >= 0), given=[W > -1, W <= 0]),
        ),
    ]
    areas = agreement_shares()
    quantities = {
        "share where we-feeling is not needed": areas["without"],
        "share of the crescent, where it is": areas["crescent"],
        "share of the crescent where the best start of the box (omega_0 = 1/10) breaks the circle": added_by(P.omega.box[1])
        / areas["crescent"],
        "share where side payments reach consent": areas["without"] + areas["crescent"],
    }
    payoffs = Fraction(1, 2)
    checks = [
        Check(
            "side payments by the core of a numerical game",
            _core_at(Fraction(3, 10), Fraction(1, 5)) and not _core_at(Fraction(3, 10), Fraction(19, 100)),
        ),
        Check("the least total loss is 1/2", -transfers_game()["Russia", "Ukraine"] == payoffs),
    ]
    return Computation(links, quantities, checks, rivals)


def _core_at(q_r: Fraction, q_u: Fraction) -> bool:
    game = co.TUGame.from_worths(["Russia", "Ukraine"], {"Russia": -q_r, "Ukraine": -q_u, ("Russia", "Ukraine"): "-1/2"})
    return co.find_core_point(game).value is not None


PROPOSITIONS: Sequence[Proposition] = (
    Proposition(
        "P16", "Peacekeeping achieves security policy coordination",
        "A peacekeeping mission coordinates the security policies of states whose interests differ.",
        "Veto bargaining over the area of a mission, with losses of the status quo and mutual we-feeling.",
        "One dimension; positions are cheap talk; the outcome turns on how painful the status quo is (ripeness), not on we-feeling.",
        "holds only if", p16,
    ),
    Proposition(
        "P19", "A thick mission is required",
        "We-feeling between the blocs requires a mission under UN lead with troops of NATO and of CSTO states in national capacity.",
        "32 designs; contact m = 4 s_N s_C; we-feeling settles at kappa m / (kappa m + rho) and has to reach wbar.",
        "NATO-led missions had contact too; other channels exist; 1996-2003 made no security community.",
        "fails", p19,
    ),
    Proposition(
        "P20", "Both NATO and CSTO countries, in national capacity",
        "Troops of both NATO and CSTO countries should serve, in national capacity.",
        "Consent of all members of both alliances against one volunteer on each side; contact by proxy if Ukraine excludes Russians.",
        "Allies do not consent independently; and the CSTO without Russia is not Russia.",
        "holds only if", p20,
    ),
    Proposition(
        "P23", "Bootstrapping: the mission creates the we-feeling that it needs",
        "The mission could be the starting point of a framework (implicit: consent comes first).",
        "The zone of agreement as a function of the we-feeling at the start.",
        "Side payments do the same job, at once.",
        "holds only if", p23,
    ),
)  # fmt: skip

# %% [markdown]
# ## Figures


def figure_crescent() -> Any:
    """The square of status quos: agreement without we-feeling, only with it, never; with the tangents of constant omega."""
    import numpy as np

    from examples.hadano2020 import style

    q = np.linspace(0, 1, 400)
    parabola = (1 - np.sqrt(q)) ** 2
    with style.figure(5.4, 5.2) as (fig, ax):
        ax.fill_between(q, parabola, 1, color=style.BLUE, alpha=0.4, lw=0)
        line = np.clip(0.5 - q, 0, None)
        ax.fill_between(
            q, line, parabola, where=parabola >= line, facecolor=style.ORANGE, alpha=0.8, hatch="//", edgecolor="white", lw=0
        )
        ax.fill_between(q, 0, line, facecolor=style.GREY, alpha=0.3, hatch="xx", edgecolor="white", lw=0)
        ax.plot(q, parabola, color="black", lw=1.2)
        for omega in (Fraction(1, 10), Fraction(1, 4), Fraction(1, 2)):
            w = float(omega)
            touch = (w / (1 + w)) ** 2
            for flip in (False, True):
                xs, ys = np.array([0, touch]), np.array([1 / (1 + w), 1 / (1 + w) - touch / w])
                ax.plot(*((ys, xs) if flip else (xs, ys)), color=style.VERMILLION, lw=1.1)
            ax.annotate(
                rf"$\hat\omega={omega}$",
                (0, 1 / (1 + w)),
                (-0.03, 1 / (1 + w)),
                fontsize=7.5,
                ha="right",
                va="center",
                color=style.VERMILLION,
                annotation_clip=False,
            )
        ax.text(0.62, 0.6, "agreement without we-feeling\n(and at any we-feeling)", ha="center", fontsize=9)
        ax.text(
            0.17,
            0.16,
            "no agreement\nat any $\\omega<1$",
            ha="center",
            fontsize=8.5,
            bbox={"facecolor": "white", "alpha": 0.7, "lw": 0},
        )
        ax.annotate(
            f"only with we-feeling:\n{agreement_shares()['crescent']} of the square",
            (0.05, 0.52),
            (0.2, 0.86),
            fontsize=8.5,
            arrowprops={"arrowstyle": "->", "lw": 0.8},
        )
        ax.annotate(
            r"$\sqrt{q_R}+\sqrt{q_U}=1$", (0.36, 0.16), (0.52, 0.28), fontsize=9, arrowprops={"arrowstyle": "-", "lw": 0.6}
        )
        ax.annotate(r"$q_R+q_U=1/2$", (0.36, 0.14), (0.5, 0.12), fontsize=9, arrowprops={"arrowstyle": "-", "lw": 0.6})
        ax.set(xlabel="$q_R$: what the status quo costs Russia", xlim=(0, 1), ylim=(0, 1))
        ax.set_ylabel("$q_U$: what it costs Ukraine", labelpad=26)
        ticks = [0, 0.5, 1]
        ax.set_xticks(ticks, ["0", "1/2", "1"])
        ax.set_yticks(ticks, ["0", "1/2", "1"])
        ax.set_aspect("equal")
        ax.set_title("Consent to a mission: what we-feeling can and cannot do", fontsize=10)
        return fig


def figure_contact() -> Any:
    """Contact in missions, real and proposed, against what a framework needs at three rates of learning over decay."""
    from examples.hadano2020 import style

    found = sorted(intensities().items(), key=lambda item: item[1])
    with style.figure(7.0, 3.4) as (fig, ax):
        for k, (name, m) in enumerate(found):
            real = name.split()[0] in ("UNPROFOR", "IFOR", "SFOR", "KFOR")
            ax.plot([0, float(m)], [k, k], color=style.BLUE if real else style.ORANGE, lw=2, ls="-" if real else "--")
            ax.plot([float(m)], [k], "o" if real else "s", color=style.BLUE if real else style.ORANGE)
            ax.text(float(m) + 0.015, k, f"{float(m):.3g}", va="center", fontsize=8)
        for ratio, dashes in ((1, "-"), (2, "--"), (5, ":")):
            needed = 0.5 / ratio
            ax.axvline(needed, color=style.GREY, lw=1, ls=dashes)
            ax.text(
                needed, len(found) - 0.35, rf"$\kappa/\rho={ratio}$", ha="center", va="bottom", fontsize=7.5, color=style.GREY
            )
        ax.set_yticks(range(len(found)), [name for name, _ in found])
        ax.set(xlabel=r"intensity of contact $m=4\,s_N s_C$", xlim=(0, 1.1), ylim=(-0.6, len(found) - 0.2))
        ax.set_title(
            r"Contact across the blocs; grey: needed for $\bar w=1/3$ at three rates of learning over decay",
            fontsize=9.5,
            pad=14,
        )
        fig.subplots_adjust(left=0.24, bottom=0.16, top=0.84)
        return fig


def figure_consent() -> Any:
    """The chance of consent against the chance that a single state consents."""
    import numpy as np

    from examples.hadano2020 import style

    n, c = len(facts.members("nato_2018")), len(facts.members("csto"))
    p = np.linspace(0, 1, 301)
    with style.figure(5.2, 3.4) as (fig, ax):
        ax.plot(p, (1 - (1 - p) ** n) * (1 - (1 - p) ** c), color=style.BLUE, label=f"national: one of {n} and one of {c}")
        ax.plot(p, p ** (n + c), color=style.VERMILLION, ls="--", label=f"blocs: all {n + c}")
        ax.plot([0.5], [float(co.coleman_power_to_act(consent_games()[1]).value)], "o", color=style.BLUE)
        ax.annotate(
            f"{float(co.coleman_power_to_act(consent_games()[1]).value):.3f} at p = 1/2",
            (0.5, 0.984),
            (0.52, 0.72),
            fontsize=8,
            arrowprops={"arrowstyle": "->", "lw": 0.8},
        )
        ax.set(xlabel="chance that one state consents, p", ylabel="chance of consent", xlim=(0, 1), ylim=(0, 1.03))
        ax.legend(frameon=False, fontsize=8, loc="center", bbox_to_anchor=(0.55, 0.3))
        ax.set_title("Consent in national and in bloc capacity", fontsize=10)
        fig.subplots_adjust(bottom=0.16)
        return fig


FIGURES = {
    "crescent": (
        figure_crescent,
        "All pairs of losses of the status quo. Blue: an agreement exists whatever the we-feeling. Orange: it takes we-feeling "
        "of at least the value on the tangent line. Every boundary is exact.",
    ),
    "contact": (
        figure_contact,
        "How much the blocs met in missions that were, and would in missions that were proposed. Computed from troop numbers.",
    ),
    "consent": (figure_consent, "Why national capacity: one volunteer on each side is far likelier than the consent of all."),
}

TABLES = {
    "designs": (
        ("lead", "NATO troops", "Russian troops", "other CSTO troops", "capacity", "contact m", "thick", "admitted by Ukraine"),
        design_rows,
        "The designs with any contact, out of 32. Each reaches we-feeling of wbar iff kappa m / rho >= wbar / (1 - wbar): the lead and "
        "the shares of troops decide, the capacity does not.",
    ),
}
