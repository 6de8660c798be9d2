# %% [markdown]
# # S7a  Consent to a mission: whether we-feeling has to come first
# %%
"""S7a: consent to a peacekeeping mission in the Donbas (P16, P23).

From the article: peacekeeping achieves coordination of security policies, and a mission could be the starting point of a
Europe-wide framework, since acting together creates we-feeling.

Our formalization: Russia and Ukraine both have to consent to the area A of a mission, from the contact line (0) to the whole
territory with the border (1). Russia loses A^2, Ukraine (1 - A)^2, against losses q_R and q_U of the status quo; with we-feeling
omega each also counts the other's loss. Contact of the intensity m then moves we-feeling by kappa m (1 - omega) - rho omega a year.

A sceptic holds that one dimension is too few and that positions are cheap talk; that the outcome turns on how painful the status
quo is (ripeness), and hardly on we-feeling; and that side payments would do the same job.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script or a notebook, from anywhere in the clone
    sys.path.insert(
        0, str(next(p for p in Path(globals().get("__file__", "notebook")).resolve().parents if (p / "examples").is_dir()))
    )

import sympy

import coalitions as co
from coalitions.claims import Always, Claim, Iff, Implies
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Link, Proposition, observed, only_if, proved

QR, QU, W = P.q_R.symbol, P.q_U.symbol, P.omega.symbol
AREA, T, U = co.parameter("A"), co.parameter("t"), co.parameter("u")
X, Y = co.parameter("x"), co.parameter("y")  # square roots of q_R and q_U, which keep every claim polynomial
SQUARE = [X >= 0, X <= 1, Y >= 0, Y <= 1]
ANY_OMEGA = [W > -1, W < 1]
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
RIPE = "sqrt(q_R) + sqrt(q_U) >= 1"
HAT = "omega-hat = (1 - q_R - q_U + sqrt((1 - q_R - q_U)^2 - 4 q_R q_U)) / (2 max(q_R, q_U))"

# %% [markdown]
# ## The zone of agreement
# %%


def accepts(a: Any, q_r: Any, q_u: Any, omega: Any) -> tuple[Any, Any]:
    """What Russia and Ukraine each need to accept an area: no more loss than in the status quo, the other's counted omega."""
    russia = a**2 + omega * (1 - a) ** 2 <= q_r + omega * q_u
    ukraine = (1 - a) ** 2 + omega * a**2 <= q_u + omega * q_r
    return russia, ukraine


#: The area at which both gain equally over the status quo: A^2 - q_R = (1 - A)^2 - q_U.
EVEN = (1 + X**2 - Y**2) / 2


def zone_claims() -> list[Claim]:
    """Without we-feeling both accept some area iff x + y >= 1: any accepted area implies it, and then 1 - y is accepted."""
    both = sympy.And(*accepts(AREA, X**2, Y**2, 0))
    return [
        Implies(both, X + Y >= 1, given=[*SQUARE, AREA >= 0, AREA <= 1]),
        Implies(X + Y >= 1, sympy.And(*accepts(1 - Y, X**2, Y**2, 0)), given=SQUARE),
    ]


def even_split() -> Claim:
    """Where x + y >= 1 the even split is accepted at every omega between -1 and 1."""
    accepted = sympy.And(*accepts(EVEN, X**2, Y**2, W), EVEN >= 0, EVEN <= 1)
    return Implies(X + Y >= 1, accepted, given=[*SQUARE, *ANY_OMEGA])


def ill_will() -> Claim:
    """What both accept at omega <= 0 they accept at 0; t = q_R - A^2 and u = q_U - (1 - A)^2 are the gains over the status quo."""
    return Implies(sympy.And(T + W * U >= 0, U + W * T >= 0), sympy.And(T >= 0, U >= 0), given=[W > -1, W <= 0])


def threshold_claims() -> list[Claim]:
    """Where q_R <= q_U and x + y < 1: both accept some area iff omega reaches omega-hat (by symmetry also for q_R >= q_U).

    Both accept A iff t + omega u >= 0 and u + omega t >= 0; one of t, u is negative, since there is no agreement at omega = 0.
    Russia's quadratic in A then has real roots ("reach"), and omega lies on its upper branch ("beyond"): claims 1 to 4. If both
    hold, the area omega / (1 + omega), which Russia likes best, is accepted: claims 5 to 8. And both together say
    omega >= h, where h is the larger root of q_U h^2 - (1 - q_R - q_U) h + q_R = 0: claim 9. It is below 1 iff
    q_R + q_U > 1/2: claim 10.
    """
    z, h = co.parameter("z"), co.parameter("h")  # z names the linear form whose square the proof needs
    d, russia = 1 - QR - QU, accepts(AREA, QR, QU, W)[0]
    unequal = [QU >= QR, QR >= 0, d > 0]
    crescent = [*SQUARE, X + Y < 1, W >= 0, W < 1]
    reach, beyond = (1 + W) * (X**2 + W * Y**2) >= W, 2 * Y**2 * W >= 1 - X**2 - Y**2
    best = W / (1 + W)
    russia_at_best, ukraine_at_best = accepts(best, X**2, Y**2, W)
    gains = sympy.And(T + W * U >= 0, U + W * T >= 0, -2 * QU * T >= d * U, sympy.Or(T < 0, U < 0))
    larger_root = [*unequal, QU > 0, sympy.Eq(QU * h**2 - d * h + QR, 0), 2 * QU * h >= d]
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
        Iff(sympy.And((1 + W) * (QR + W * QU) >= W, 2 * QU * W >= d), h <= W, given=[*larger_root, W >= 0, W < 1]),
        Iff(2 * (QR + QU) > 1, h < 1, given=[*larger_root, d**2 > 4 * QR * QU]),
    ]


@cache
def helped() -> Link:
    """Where some we-feeling below 1 makes agreement possible."""
    e = co.parameter("e")  # A = 1/2 + e keeps the square (2 A - 1)^2 visible
    centered = sympy.And(*accepts(HALF + e, QR, QU, W))
    middle = sympy.And(*accepts(HALF, QR, QU, W))
    enough = sympy.And(W * (QU - QUARTER) >= QUARTER - QR, W * (QR - QUARTER) >= QUARTER - QU)
    return only_if(
        "Some we-feeling below 1 makes agreement possible",
        Always(2 * (QR + QU) >= 1, given=[*P.q_R.region, *P.q_U.region]),
        f"{RIPE}, or q_R + q_U > 1/2 and omega >= {HAT}",
        Implies(centered, 2 * (QR + QU) >= 1, given=ANY_OMEGA),
        Implies(enough, middle),
        Implies(sympy.And(QU >= QR, 2 * (QR + QU) > 1), QUARTER - QR < QU - QUARTER),  # so that some omega < 1 is enough
        *zone_claims(),
        *threshold_claims(),
    )


# %% [markdown]
# ## P16: does peacekeeping coordinate security policies?
# %%


def p16() -> Computation:
    """Agreement without and with we-feeling, and on how much of the square of status quos there is any."""
    links = [
        only_if(
            "Russia and Ukraine can agree on some area whatever the status quo costs them",
            Always(X + Y >= 1, given=SQUARE),  # the quantifier over areas is eliminated by the two claims below
            RIPE,
            *zone_claims(),
        ),
        proved(
            "Where they can agree without we-feeling, the even split is accepted at every omega, good will or ill", even_split()
        ),
        helped(),
    ]
    centered = sympy.And(*accepts(HALF + co.parameter("e"), QR, QR, W))
    rivals = [
        proved("Ill will makes no agreement either: what both accept at omega <= 0 they accept at omega = 0", ill_will()),
        proved(
            "Between two sides for whom the status quo is equally costly, we-feeling changes nothing: they agree iff q >= 1/4",
            Iff(sympy.And(*accepts(HALF, QR, QR, W)), QR >= QUARTER, given=ANY_OMEGA),
            Implies(centered, QR >= QUARTER, given=ANY_OMEGA),
        ),
    ]
    areas, proposed = agreement_shares(), dict(facts.proposals())
    ours, theirs, dubai = (proposed[key] for key in ("RUS-2017-09-11", "UKR-2017-09", "US-2018-01 Dubai"))
    quantities = {
        "share of status quos with agreement without we-feeling": areas["without"],
        "share where only some omega < 1 creates agreement (the crescent)": areas["crescent"],
        "share where no omega < 1 does": areas["never"],
        "share that the best omega of the box (1/10) adds": added_by(P.omega.box[1]),
        "share that omega = 1/2 adds": added_by(HALF),
        "omega needed if the status quo costs Russia nothing": cheap_for_russia(),
        "omega needed at q_R = 0, q_U = 3/4": threshold_at(Fraction(0), Fraction(3, 4)),
        f"Russia's proposal of 2017 (A = {ours}): Ukraine accepts iff q_U is at least": (1 - ours) ** 2,
        f"Ukraine's proposal of 2017 (A = {theirs}): Russia accepts iff q_R is at least": theirs**2,
        f"the Dubai package of 2018 (A = {dubai}): Russia accepts iff q_R is at least": dubai**2,
        f"the Dubai package of 2018 (A = {dubai}): Ukraine accepts iff q_U is at least": (1 - dubai) ** 2,
        **{
            f"zone of agreement at q_R = 1/4, q_U = 4/9, {end}": a
            for end, a in zip(("from", "to"), zone(HALF, Fraction(2, 3)), strict=True)
        },
        **{
            f"the same without Ukraine's veto, {end}": a for end, a in zip(("from", "to"), zone(HALF, Fraction(1)), strict=True)
        },
    }
    return Computation(links, quantities, [*_area_checks(), *_threshold_checks()], rivals)


def zone(root_r: Fraction, root_u: Fraction) -> tuple[Fraction, Fraction]:
    """The areas that both accept without we-feeling, from the square roots of the losses of the status quo."""
    return 1 - root_u, root_r


def threshold(q_r: Any, q_u: Any) -> Any:
    """omega-hat where q_R <= q_U: the larger root of (1 + omega)(q_R + omega q_U) = omega, from where on Russia can accept."""
    d = 1 - q_r - q_u
    return (d + sympy.sqrt(sympy.factor(d**2 - 4 * q_r * q_u))) / (2 * q_u)


def threshold_at(q_r: Fraction, q_u: Fraction) -> Fraction | str:
    """omega-hat at a point, exact where it is rational."""
    value = sympy.nsimplify(threshold(sympy.Rational(q_r), sympy.Rational(q_u)))
    return Fraction(int(value.p), int(value.q)) if value.is_Rational else str(value)


def cheap_for_russia() -> str:
    """omega-hat at q_R = 0, where the root is that of (1 - q_U)^2 and q_U is at most 1."""
    return str(sympy.factor(threshold(sympy.Integer(0), QU).subs(sympy.Abs(QU - 1), 1 - QU)))


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


def _least_cost(q_r: float, omega: float) -> float:
    """The least q_U >= q_R at which both can agree, by bisection on the two quadratics."""
    low, high = q_r, 1.0
    if can_agree(q_r, low, omega):
        return low
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if can_agree(q_r, middle, omega) else (middle, high)
    return high


def _area_checks() -> list[Check]:
    """The same areas in the coordinates of the square roots, and by bisection along lines."""
    x, y = sympy.symbols("x y")
    in_roots = sympy.integrate(4 * x * y, (y, 1 - x, 1), (x, 0, 1))
    areas, cells = agreement_shares(), 400
    lines = [(k + 0.5) / cells for k in range(cells)]
    upper = {w: sum(1 - _least_cost(a, w) for a in lines) / cells for w in (0.0, 0.5)}  # the half of the square with q_U >= q_R
    return [
        Check(
            "5/6 of the square by integrating over square roots", Fraction(int(in_roots.p), int(in_roots.q)) == areas["without"]
        ),
        Check("the same by bisection along 400 lines", abs(2 * upper[0.0] - float(areas["without"])) < 2e-4),
        Check("what omega = 1/2 adds by bisection", abs(2 * (upper[0.5] - upper[0.0]) - float(added_by(HALF))) < 2e-4),
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
# ## P23: which comes first, consent or we-feeling?
# %%


def transfers_game() -> co.TUGame:
    """Russia and Ukraine with side payments: alone each bears the status quo, together the least total loss, at A = 1/2."""
    loss = AREA**2 + (1 - AREA) ** 2
    least = loss.subs(AREA, sympy.solve(loss.diff(AREA), AREA)[0])
    return co.TUGame.from_worths(["Russia", "Ukraine"], {"Russia": -QR, "Ukraine": -QU, ("Russia", "Ukraine"): -least})


def p23() -> Computation:
    """The circle: consent, mission, we-feeling, and back to consent."""
    kappa, rho, m = P.kappa.symbol, P.rho.symbol, P.m.symbol
    after = W + kappa * m * (1 - W) - rho * W
    rates = [kappa > 0, rho > 0, m > 0, W > -1, W < 1]
    settled = kappa * m / (kappa * m + rho)
    links = [
        proved("Where the status quo is painful enough the mission can start at any omega", even_split()),
        only_if(
            "The mission can start wherever some we-feeling would make consent possible",
            Always(X + Y >= 1, given=[*SQUARE, 2 * (X**2 + Y**2) > 1]),
            f"{RIPE}, or omega_0 >= omega-hat; in the rest of the crescent the circle is vicious",
            even_split(),
            *zone_claims(),
            *threshold_claims(),
        ),
        only_if(
            "A mission that has started raises we-feeling",
            Always(after > W, given=rates),
            "kappa m (1 - omega_0) > rho omega_0, that is omega_0 < kappa m / (kappa m + rho)",
            Iff(after > W, kappa * m * (1 - W) > rho * W, given=rates),
            Iff(after > W, settled > W, given=rates),
        ),
    ]
    payments = co.claims.core_nonempty(transfers_game())
    rivals = [
        proved(
            "Side payments do the work of we-feeling: with them consent is possible iff q_R + q_U >= 1/2",
            Iff(payments, QR + QU >= HALF),
        ),
        observed(
            "We-feeling is hardly ever what is missing",
            agreement_shares()["crescent"] < 1 - agreement_shares()["without"],
            f"it is on {agreement_shares()['crescent']} of the square of status quos; on {agreement_shares()['never']} nothing helps",
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
    edge = Fraction(1, 5)
    checks = [
        Check(
            "side payments by the core of numerical games",
            _core_at(HALF - edge, edge) and not _core_at(HALF - edge, edge - Fraction(1, 100)),
        ),
        Check("the least total loss is 1/2", -transfers_game()["Russia", "Ukraine"] == HALF),
    ]
    return Computation(links, quantities, checks, rivals)


def _core_at(q_r: Fraction, q_u: Fraction) -> bool:
    game = co.TUGame.from_worths(["Russia", "Ukraine"], {"Russia": -q_r, "Ukraine": -q_u, ("Russia", "Ukraine"): -HALF})
    return co.find_core_point(game).value is not None


PROPOSITIONS = (
    Proposition(
        "P16", "Peacekeeping achieves security policy coordination",
        "A peacekeeping mission coordinates the security policies of states whose interests differ.",
        "Veto bargaining over the area of a mission, with losses of the status quo and mutual we-feeling.",
        "One dimension; positions are cheap talk; the outcome turns on how painful the status quo is (ripeness), not on we-feeling.",
        "holds only if", p16,
    ),
    Proposition(
        "P23", "Bootstrapping: the mission creates the we-feeling that it needs",
        "The mission could be the starting point of a framework (implicit: consent comes first).",
        "The zone of agreement as a function of the we-feeling at the start, and what contact does to it.",
        "Side payments do the same job, at once.",
        "holds only if", p23,
    ),
)  # fmt: skip

# %% [markdown]
# ## Figures
# %%


def figure_crescent() -> Any:
    """The square of status quos: agreement without we-feeling, only with it, never; with the tangents of constant omega."""
    import numpy as np

    from examples.hadano2020 import style

    q = np.linspace(0, 1, 400)
    parabola, line = (1 - np.sqrt(q)) ** 2, np.clip(0.5 - q, 0, None)
    thin = {"arrowstyle": "-", "lw": 0.6}
    with style.figure(5.4, 5.3) as (fig, ax):
        ax.fill_between(q, parabola, 1, color=style.BLUE, alpha=0.4, lw=0)
        ax.fill_between(
            q, line, parabola, where=parabola >= line, facecolor=style.ORANGE, alpha=0.85, hatch="//", edgecolor=style.INK, lw=0
        )
        ax.fill_between(q, 0, line, facecolor=style.GREY, alpha=0.3, hatch="xx", edgecolor=style.INK, lw=0)
        ax.plot(q, parabola, color="black", lw=1.2)
        for omega in (Fraction(1, 10), Fraction(1, 4), HALF):
            w = float(omega)
            touch = (w / (1 + w)) ** 2
            along, across = np.array([0, touch]), np.array([1 / (1 + w), 1 / (1 + w) - touch / w])
            name = {"fontsize": 7.5, "color": style.VERMILLION, "annotation_clip": False}
            ax.plot(along, across, color=style.VERMILLION, lw=1.1)
            ax.plot(across, along, color=style.VERMILLION, lw=1.1)
            ax.annotate(rf"$\hat\omega={omega}$", (0, across[0]), (-0.03, across[0]), ha="right", va="center", **name)
            ax.annotate(
                rf"$\hat\omega={omega}$", (across[0], 0), (across[0], -0.03), ha="center", va="top", rotation=90, **name
            )
        ax.text(0.64, 0.6, "agreement without we-feeling\n(and at any we-feeling)", ha="center", fontsize=9)
        box = {"facecolor": "white", "alpha": 0.8, "lw": 0}
        ax.text(0.15, 0.1, "no agreement\nat any $\\omega<1$", ha="center", fontsize=8, bbox=box)
        arrow = {"arrowstyle": "->", "lw": 0.8}
        crescent = f"only with we-feeling:\n{agreement_shares()['crescent']} of the square"
        ax.annotate(crescent, (0.05, 0.52), (0.2, 0.86), fontsize=8.5, arrowprops=arrow)
        ax.annotate(r"$\sqrt{q_R}+\sqrt{q_U}=1$", (0.36, 0.16), (0.52, 0.32), fontsize=9, arrowprops=thin)
        ax.annotate(r"$q_R+q_U=1/2$", (0.37, 0.13), (0.56, 0.2), fontsize=9, arrowprops=thin)
        ax.set(xlim=(0, 1), ylim=(0, 1))
        ax.set_xlabel("$q_R$: what the status quo costs Russia", labelpad=34)
        ax.set_ylabel("$q_U$: what it costs Ukraine", labelpad=26)
        ax.set_xticks([0, 0.5, 1], ["0", "1/2", "1"])
        ax.set_yticks([0, 0.5, 1], ["0", "1/2", "1"])
        ax.set_aspect("equal")
        ax.set_title("Consent to a mission: what we-feeling can and cannot do", fontsize=10)
        return fig


def figure_zone() -> Any:
    """Proposals on the line of areas, and what each side's status quo has to cost for it to accept them."""
    import numpy as np

    from examples.hadano2020 import style

    a = np.linspace(0, 1, 201)
    with style.figure(5.6, 3.2) as (fig, ax):
        ax.plot(a, a**2, color=style.VERMILLION, ls="--", label=r"Russia accepts above: $q_R\geq A^2$")
        ax.plot(a, (1 - a) ** 2, color=style.BLUE, label=r"Ukraine accepts above: $q_U\geq (1-A)^2$")
        found = sorted(
            {(area, key.split("-")[0]) for key, area in facts.proposals() if key[:3] in ("RUS", "UKR", "US-", "DEU")}
        )
        for area in sorted({x for x, _ in found}):
            who = ", ".join(dict.fromkeys(name for x, name in found if x == area))
            ax.axvline(float(area), color=style.GREY, lw=0.8, ls=":")
            ax.text(float(area), 1.03, who, ha="right" if area == 1 else "center", fontsize=7.5)
        ax.set(
            xlabel="area A of the mission: 0 contact line, 1 whole territory with the border (our coding)",
            ylabel="loss in the status quo",
            xlim=(-0.02, 1.02),
            ylim=(0, 1.02),
        )
        ax.legend(frameon=False, fontsize=8, loc="center", bbox_to_anchor=(0.5, 0.86))
        fig.suptitle("Proposals for a mission, 2015-2018, and whom they ask for what", fontsize=9.5)
        fig.subplots_adjust(bottom=0.16, top=0.85)
        return fig


FIGURES: dict[str, tuple[Callable[[], list[Any]], str]] = {
    "crescent": (
        lambda: [figure_crescent()],
        "All pairs of losses of the status quo. Blue: an agreement exists whatever the we-feeling. Orange: it takes we-feeling "
        "of at least the value on the tangent line. Every boundary is exact.",
    ),
    "zone": (
        lambda: [figure_zone()],
        "Where the proposals lie between the contact line and the border. Both accept an area if each side's status quo costs it "
        "at least the height of its curve there (no we-feeling).",
    ),
}

# %% [markdown]
# ## What comes out
# %%
if __name__ == "__main__":
    from examples.hadano2020 import style

    style.show_module(PROPOSITIONS, FIGURES)
