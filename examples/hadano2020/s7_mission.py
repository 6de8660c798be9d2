# %% [markdown]
# # S7b  The design of the mission: who leads, who serves, in which capacity
# %%
"""S7b: the design of a peacekeeping mission in the Donbas (P19, P20).

From the article: a "thick" mission under UN lead, with troops of both NATO and CSTO states in national capacity, is required for
we-feeling across the blocs.

Our formalization: a design says who leads and whose troops serve. Contact between the West and Russia has the intensity
m = 4 s_N s_C, 1 if half and half, 0 if one side is absent; a lead other than the UN's counts eta, and contact with other CSTO
states counts xi for contact with Russia. We-feeling settles at kappa m / (kappa m + rho) and has to reach wbar. Consent is a vote:
of the alliances (everybody in both), or of single states (one volunteer on each side).

A sceptic holds that NATO-led missions had contact too, that there are other channels of contact, that years of joint service in
Bosnia and Kosovo made no security community; that states do not consent independently of their allies; and that the consent of
the host, which excludes Russian troops, is itself a result of bargaining.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script or a notebook, from anywhere in the clone
    sys.path.insert(
        0, str(next(p for p in Path(globals().get("__file__", "notebook")).resolve().parents if (p / "examples").is_dir()))
    )

import sympy

import coalitions as co
from coalitions.claims import Always, Iff
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Proposition, observed, only_if, proved

KAPPA, RHO, WBAR, M, ETA, XI = (P.kappa.symbol, P.rho.symbol, P.wbar.symbol, P.m.symbol, P.eta.symbol, P.xi.symbol)
RATES = [KAPPA > 0, RHO > 0, WBAR > 0, WBAR < 1, M >= 0, M <= 1]
ODDS = "wbar / (1 - wbar)"

# %% [markdown]
# ## Designs and contact
# %%


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
        quality = 1 if self.un else ETA
        return quality * (self.nato * self.russia * 4 * s_n * s_r + XI * self.nato * self.csto * 4 * s_n * s_c)


DESIGNS = [Design(*bits) for bits in product((0, 1), repeat=5)]
SHARES = tuple(co.parameter(name) for name in ("s_N", "s_R", "s_C"))


def settles_above(m: Any) -> Any:
    """Whether we-feeling settles at wbar or above: kappa m / (kappa m + rho) >= wbar."""
    return KAPPA * m / (KAPPA * m + RHO) >= WBAR


def enough(m: Any) -> Any:
    """The same without fractions: kappa m (1 - wbar) >= rho wbar."""
    return KAPPA * m * (1 - WBAR) >= RHO * WBAR


def intensities() -> dict[tuple[str, str, str], Fraction]:
    """m = 4 s_N s_C of missions, real and imagined, by name, case and kind; all troops of the one side count as Western."""
    return {(mission, case, kind): 4 * (1 - s) * s for mission, case, kind, s in facts.contact_cases()}


def named(key: tuple[str, str, str]) -> str:
    """A mission with its case in words."""
    return f"{key[0]} ({key[1]})" if key[1] else key[0]


def design_rows() -> list[tuple[str, ...]]:
    """All designs: who serves, the contact, and what authorization and contributors make of them."""
    marks = ("other", "UN"), ("no", "yes"), ("no", "yes"), ("no", "yes"), ("blocs", "national")
    out = []
    for d in sorted(DESIGNS, key=lambda d: (d.contact(*SHARES) == 0, -d.un, -d.nato, -d.national)):
        bits = (d.un, d.nato, d.russia, d.csto, d.national)
        words = [pair[bit] for pair, bit in zip(marks, bits, strict=True)]
        contact = str(sympy.factor(d.contact(*SHARES))).replace("*", " ")
        reaches = "never" if contact == "0" else f"kappa m / rho >= {ODDS}"
        host = "no" if d.russia else "yes"
        troops = "needs a UN mandate" if d.csto and not d.un else "yes"
        out.append((*words, contact, reaches, "yes" if d.thick else "no", host, troops))
    return out


# %% [markdown]
# ## P19: is a thick mission required?
# %%


def p19() -> Computation:
    """Necessity of each part of the thick design, and its sufficiency."""
    with_contact = [d for d in DESIGNS if d.contact(*SHARES) != 0]
    both = all(d.nato and (d.russia or d.csto) for d in with_contact)
    other = co.parameter("s_r")  # the sum of kappa_r m_r over all rival channels
    by_rivals = other / (other + RHO) < WBAR
    led = [r for r in facts.rows("missions_nato_russia") if r["russian_troops"] and r["lead"] == "NATO"]
    links = [
        observed(
            "Without troops of NATO and of CSTO states there is no contact",
            both,
            f"{len(with_contact)} of {len(DESIGNS)} designs have contact, and all of them have both: by construction, if no other "
            "channel counts",
        ),
        only_if(
            "No other channels of contact do the work of the mission",
            Always(by_rivals, given=[*RATES, other >= 0]),
            f"all rival channels r together have sum of kappa_r m_r / rho < {ODDS}",
            Iff(by_rivals, other * (1 - WBAR) < RHO * WBAR, given=[*RATES, other >= 0]),
        ),
        observed(
            "Only under UN lead did troops of both sides serve together",
            not led,
            f"{', '.join(r['mission'] for r in led)} were led by NATO and had Russian troops",
            condition="contact under another lead counts for nothing (eta = 0)",
            evidence="data",
        ),
        only_if(
            "UN lead is necessary: under no other lead is there contact enough",
            Always(sympy.Not(settles_above(ETA * M)), given=[*RATES, ETA >= 0, ETA <= 1]),
            f"eta kappa m / rho < {ODDS} for every other lead",
            Iff(sympy.Not(settles_above(ETA * M)), ETA * KAPPA * M * (1 - WBAR) < RHO * WBAR, given=[*RATES, ETA >= 0]),
        ),
        only_if(
            "Every thick mission creates we-feeling enough for a framework",
            Always(settles_above(M), given=[*RATES, M > 0]),
            f"kappa m / rho >= {ODDS}, with m = 4 s_N (s_R + xi s_C)",
            Iff(settles_above(M), enough(M), given=RATES),
        ),
    ]
    found = intensities()
    most = max(m for (mission, _, _), m in found.items() if mission == "KFOR")
    years = joint_years()
    reached = share_after(float(most), years)
    rivals = [
        observed(
            "National capacity makes no difference to contact; it does to consent (P20)",
            Design(1, 1, 1, 1, 0).contact(*SHARES) == Design(1, 1, 1, 1, 1).contact(*SHARES),
            "by construction: m depends on who serves, not in which capacity",
        ),
        observed(
            "On a part of the box the years in Bosnia and Kosovo would have sufficed; no security community came, so the rates lie in the rest",
            reached > 0,
            f"at KFOR's most contact ({float(most):.2f}) we-feeling passes wbar within {years} years on {100 * reached:.0f} % of the box of "
            "(kappa, rho, wbar), from omega_0 = 0",
            evidence="grid of the box",
        ),
    ]
    quantities: dict[str, Any] = {f"intensity of contact, {named(key)}": m for key, m in found.items()}
    quantities |= {
        f"share of the box of (kappa, rho, wbar) where it suffices, {named(key)}": box_share(float(m))
        for key, m in found.items()
    }
    quantities |= {"designs": len(DESIGNS), "thick designs": sum(d.thick for d in DESIGNS)}
    quantities |= {
        "years of joint service in Bosnia and Kosovo": years,
        "share of the box where they would have sufficed": reached,
    }
    steady = sympy.solve(KAPPA * M * (1 - P.omega.symbol) - RHO * P.omega.symbol, P.omega.symbol)[0]
    checks = [
        Check(
            "shares of the box by counting points", all(abs(box_share(m) - box_by_points(m)) < 0.02 for m in (0.1, 0.3, 1.0))
        ),
        Check("the steady state solves the dynamics", sympy.simplify(steady - KAPPA * M / (KAPPA * M + RHO)) == 0),
    ]
    return Computation(links, quantities, checks, rivals)


def joint_years() -> int:
    """From the first year of IFOR to the last of Russians in KFOR; the data give years only."""
    first, last = (next(r for r in facts.rows("missions_nato_russia") if r["mission"] == name) for name in ("IFOR", "KFOR"))
    return int(last["to"]) - int(first["from"])


def box_share(m: float) -> float:
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


def grid_of_box(cells: int = 24) -> Iterator[tuple[float, float, float]]:
    """The midpoints of a grid on the box of kappa, rho and wbar."""

    def middles(parameter: Any) -> list[float]:
        low, high = map(float, parameter.box)
        return [low + (high - low) * (k + 0.5) / cells for k in range(cells)]

    return product(middles(P.kappa), middles(P.rho), middles(P.wbar))


def box_by_points(m: float) -> float:
    """Second route: the share of the points of a grid."""
    hits = [k * m * (1 - w) >= r * w for k, r, w in grid_of_box()]
    return sum(hits) / len(hits)


def share_after(m: float, years: int) -> float:
    """The share of the box where we-feeling, from 0, reaches wbar within some years: omega_T = w* (1 - (1 - kappa m - rho)^T)."""
    hits = [k * m / (k * m + r) * (1 - (1 - k * m - r) ** years) >= w for k, r, w in grid_of_box()]
    return sum(hits) / len(hits)


# %% [markdown]
# ## P20: consent of blocs or of single states
# %%


def consent_games() -> tuple[co.WeightedVotingGame, co.WeightedVotingGame]:
    """Consent of every member of both alliances, and of one state on each side at least."""
    nato, csto = facts.members("nato_2018"), facts.members("csto")
    everybody = [*nato, *csto]
    bloc = co.WeightedVotingGame.from_weights(quota=len(everybody), weights=dict.fromkeys(everybody, 1))
    sides = [(1, dict.fromkeys(nato, 1) | dict.fromkeys(csto, 0)), (1, dict.fromkeys(csto, 1))]
    return bloc, co.WeightedVotingGame.from_rules(sides)


def p20() -> Computation:
    """The chance of consent, and what is left of contact if Ukraine admits no Russians."""
    n, c = len(facts.members("nato_2018")), len(facts.members("csto"))
    bloc, national = consent_games()
    q, s, t, z, common = (co.parameter(name) for name in ("q", "s", "t", "z", "c"))
    half_bloc, half_national = co.coleman_power_to_act(bloc).value, co.coleman_power_to_act(national).value
    # q is the chance of a refusal, s = q^n and t = q^c are at most q, z = p^(n + c - 2) is below 1
    some = [q > 0, q < 1, s >= 0, s <= q, t >= 0, t <= q, z > 0, z < 1]
    without_russians = [d for d in DESIGNS if not d.russia]
    no_proxy = [
        d for d in without_russians if sympy.expand(d.contact(*SHARES).subs(XI, 0) if d.contact(*SHARES) != 0 else 0) != 0
    ]
    links = [
        proved(
            "For every chance of consent, national capacity finds consent more often than the blocs do",
            Always((1 - s) * (1 - t) > z * (1 - q) ** 2, given=some),
        ),
        only_if(
            "A mission that Ukraine authorizes (no Russian personnel) creates we-feeling between the West and Russia",
            Always(settles_above(XI * M), given=[*RATES, M > 0, XI >= 0, XI <= 1]),
            f"xi kappa m / rho >= {ODDS} (if what Russian personnel costs Ukraine, nu_U, is less than the framework is worth to it: "
            f"kappa m / rho >= {ODDS})",
            Iff(settles_above(XI * M), enough(XI * M), given=[*RATES, XI >= 0]),
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
        observed(
            "Without contact by proxy (xi = 0) no design without Russians has any contact between the West and Russia",
            not no_proxy,
            f"all {len(without_russians)} of them have m = 0",
        ),
    ]
    csto = facts.members("csto")
    blank = [facts.name_of(x) for x in csto if x not in facts.attribute("2018", "cow_milex_thousand_usd", csto)]
    quantities = {
        "members of NATO (2018)": n,
        "members of the CSTO": c,
        "consent of the blocs at p = 1/2": half_bloc,
        "consent in national capacity at p = 1/2": half_national,
        **{f"CSTO without Russia, shortfall of {what} ({year})": v for (what, year), v in shortfalls().items()},
        "CSTO states without a figure for military spending": ", ".join(blank) or "none",
        "designs that Ukraine's exclusion of Russians leaves": len(without_russians),
        **{f"power in the Council of 2018 voting by blocs, {who}": share for who, share in power_by_blocs("2018").items()},
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


def shortfalls() -> dict[tuple[str, str], Fraction]:
    """How much of the CSTO's spending and personnel is Russia's, over the members with a figure."""
    columns = {"military spending": "cow_milex_thousand_usd", "military personnel": "cow_milper_thousands"}
    out = {}
    for (what, column), year in product(columns.items(), ("2018", "2019")):
        amounts = facts.attribute(year, column, facts.members("csto"))
        out[what, year] = amounts["RUS"] / sum(amounts.values())
    return out


PROPOSITIONS = (
    Proposition(
        "P19", "A thick mission is required",
        "We-feeling between the blocs requires a mission under UN lead with troops of NATO and of CSTO states in national capacity.",
        "32 designs; contact m = 4 s_N s_C; we-feeling settles at kappa m / (kappa m + rho) and has to reach wbar.",
        "NATO-led missions had contact too; other channels exist; the years of joint service made no security community.",
        "fails", p19,
    ),
    Proposition(
        "P20", "Both NATO and CSTO countries, in national capacity",
        "Troops of both NATO and CSTO countries should serve, in national capacity.",
        "Consent of all members of both alliances against one volunteer on each side; contact by proxy if Ukraine excludes Russians.",
        "Allies do not consent independently; and the CSTO without Russia is not Russia.",
        "holds only if", p20,
    ),
)  # fmt: skip

TABLES = {
    "designs": (
        (
            "lead",
            "NATO",
            "Russia",
            "other CSTO",
            "capacity",
            "contact m",
            "reaches wbar iff",
            "thick",
            "Ukraine admits it",
            "troops available",
        ),
        design_rows,
        "All designs. Ukraine excludes Russian personnel; the CSTO's force serves outside its members only with a mandate of the Security "
        "Council, in which Russia and three members of NATO each have a veto.",
    ),
}

# %% [markdown]
# ## Figures
# %%


def figure_contact() -> Any:
    """Contact in missions, real and imagined, against what a framework needs at three rates of learning over decay."""
    from examples.hadano2020 import style

    groups: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for (mission, case, kind), m in intensities().items():
        groups.setdefault((mission, kind), []).append((float(m), case))
    order = sorted(groups.items(), key=lambda item: max(item[1]))
    goal = Fraction(1, 3)
    with style.figure(6.6, 3.8) as (fig, ax):
        for ratio, dashes in ((1, "-"), (2, "--"), (5, ":")):
            needed = float(goal / (1 - goal) / ratio)
            ax.axvline(needed, color=style.GREY, lw=1, ls=dashes)
            ax.text(
                needed,
                1.015,
                rf"$\kappa/\rho={ratio}$",
                ha="center",
                va="bottom",
                fontsize=8,
                color=style.GREY,
                transform=ax.get_xaxis_transform(),
            )
        for k, ((_, kind), cases) in enumerate(order):
            color, mark, dashes = (style.BLUE, "o", "-") if kind == "real" else (style.ORANGE, "s", "--")
            values = [m for m, _ in cases]
            ax.plot([0, max(values)], [k, k], color=color, lw=1.2, ls=dashes, alpha=0.6)
            ax.plot(values, [k] * len(values), mark, color=color)
            ax.text(
                max(values) + 0.02,
                k,
                " to ".join(f"{m:.2g}" for m in sorted({min(values), max(values)})),
                va="center",
                fontsize=8,
                bbox={"facecolor": "white", "lw": 0, "pad": 0.6},
            )
        ax.set_yticks(range(len(order)), [f"{name}{' (imagined)' if kind != 'real' else ''}" for (name, kind), _ in order])
        ax.set(xlabel=r"intensity of contact $m=4\,s_N s_C$", xlim=(0, 1.12), ylim=(-0.6, len(order) - 0.4))
        fig.suptitle(
            rf"Contact across the blocs; grey: needed for $\bar w={goal}$ at three rates of learning over decay", fontsize=9.5
        )
        fig.subplots_adjust(left=0.27, bottom=0.14, top=0.85)
        return fig


def figure_consent() -> Any:
    """The chance of consent against the chance that a single state consents."""
    import numpy as np

    from examples.hadano2020 import style

    n, c = len(facts.members("nato_2018")), len(facts.members("csto"))
    half = float(co.coleman_power_to_act(consent_games()[1]).value)
    p = np.linspace(0, 1, 301)
    with style.figure(5.0, 3.4) as (fig, ax):
        ax.plot(p, (1 - (1 - p) ** n) * (1 - (1 - p) ** c), color=style.BLUE, label=f"national: one of {n} and one of {c}")
        ax.plot(p, p ** (n + c), color=style.VERMILLION, ls="--", label=f"blocs: all {n + c}")
        ax.plot([0.5], [half], "o", color=style.BLUE)
        ax.annotate(
            f"{half:.3f} at p = 1/2", (0.5, half), (0.52, 0.72), fontsize=8.5, arrowprops={"arrowstyle": "->", "lw": 0.8}
        )
        ax.set(xlabel="chance that one state consents, p", ylabel="chance of consent", xlim=(0, 1), ylim=(0, 1.03))
        ax.legend(frameon=False, fontsize=8.5, loc="center", bbox_to_anchor=(0.5, 0.3))
        ax.set_title("Consent in national and in bloc capacity", fontsize=10)
        fig.subplots_adjust(bottom=0.15)
        return fig


FIGURES: dict[str, tuple[Callable[[], list[Any]], str]] = {
    "contact": (
        lambda: [figure_contact()],
        "How much the blocs met in missions that were, with the range where sources differ, and would in two that are imagined (contact "
        "with any CSTO state counted as contact with Russia, xi = 1). Computed from troop numbers.",
    ),
    "consent": (
        lambda: [figure_consent()],
        "Why national capacity: one volunteer on each side is far likelier than the consent of all. Consents are independent here; if "
        "allies decide in common more often, the gap narrows but does not close.",
    ),
}

# %% [markdown]
# ## What comes out
# %%
if __name__ == "__main__":
    from examples.hadano2020 import style

    style.show_module(PROPOSITIONS, FIGURES)
