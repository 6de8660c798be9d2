# %% [markdown]
# # S2  The club and the rule: who sits at the table, and who can say no
"""S2: the choice of a membership and a decision rule (P1, P3, P10, P11).

From the article: rising powers see value in multilateral coordination, but may prefer it exclusive (a concert of great
powers) to inclusive (equal participation), since exclusive forms spare their autonomy; Russia, the advocate of a polycentric
order, is an informative case.

Our formalization: a body is a voting game. A great power values its share of control (Shapley-Shubik index, weight alpha),
the body's legitimacy (ell(k), growing with membership, weight lambda), its efficacy (the chance that a proposal passes if all
vote by a fair coin: Coleman's power to act, weight b_e), and perhaps the status of being one of few (sigma / k). The bodies
are those that exist: the Security Council with its veto, the same fifteen without, the General Assembly on important
questions, the OSCE; the concert is the five permanent members under unanimity.

A sceptic holds that a-priori power ignores preferences and the power of the agenda; that legitimacy is what enforcement makes
of it; and that weights of criteria mean nothing without their units. The last is taken up: we quote inequalities, and show
shares of weights for several scalings side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import comb
from typing import Any

import sympy

import coalitions as co
from coalitions.claims import Always, Iff, Implies
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Link, Proposition, observed, only_if, proved

YEAR = "2020"
UNIVERSE = 193

# %% [markdown]
# ## The bodies


@dataclass(frozen=True, slots=True)
class Body:
    """A body with what a great power gets from it: its Shapley-Shubik index, and the chance that a proposal passes."""

    name: str
    game: co.WeightedVotingGame
    power: Fraction
    passes: Fraction
    gini: Fraction

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.game.players)


def gini(amounts: Sequence[Fraction]) -> Fraction:
    """The Gini coefficient of non-negative amounts: half the mean absolute difference over the mean."""
    ranked = sorted(amounts)
    n = len(ranked)
    return Fraction(sum((2 * k + 1 - n) * a for k, a in enumerate(ranked))) / (n * sum(ranked))


@cache
def bodies() -> dict[str, Body]:
    """The five bodies, the great powers first among their members."""
    seats, council = facts.council(YEAR)
    states = [seat["state"] for seat in seats]
    games = {
        "concert": facts.body("P5_concert_unanimity", states[:5]),
        "Council": council,
        "Council without veto": facts.body("UNSC_procedural", states),
        "General Assembly": facts.body("UNGA_important"),
        "OSCE": facts.body("OSCE_permanent_council"),
    }
    out = {}
    for name, game in games.items():
        power = co.shapley_shubik_index(game).value
        out[name] = Body(name, game, power.amounts[0], co.coleman_power_to_act(game).value, gini(power.amounts))
    return out


def utility(body: str, legitimacy: Any, **off: int) -> Any:
    """What a great power gets from a body: alpha SS + lambda ell + b_e Pass + sigma / k; `off` sets weights to a number."""
    b = bodies()[body]
    weights = {name: off.get(name, getattr(P, name).symbol) for name in ("alpha", "lam", "b_e", "sigma")}
    power, passes = sympy.Rational(b.power), sympy.Rational(b.passes)
    value = weights["alpha"] * power + weights["lam"] * legitimacy + weights["b_e"] * passes
    return value + weights["sigma"] / sympy.Integer(b.size)


WEIGHTS = [P.alpha.symbol >= 0, P.lam.symbol >= 0, P.b_e.symbol >= 0, P.sigma.symbol >= 0]
LEGITIMACY = [P.ell_5.symbol >= 0, P.ell_15.symbol >= P.ell_5.symbol, P.ell_15.symbol <= 1]

#: Two forms of legitimacy with ell(193) = 1: in proportion to membership, and with most of it gained by the first members.
LEGITIMACIES: dict[str, Callable[[int], Fraction]] = {
    "proportional": lambda k: Fraction(k, UNIVERSE),
    "saturating": lambda k: Fraction(k, k + 15) / Fraction(UNIVERSE, UNIVERSE + 15),
}

# %% [markdown]
# ## P1: what can be inferred from Russia to all powers


def p1() -> Computation:
    """Single crossing in one type, and its failure in two."""
    mine, hers = co.parameter("alpha_i"), co.parameter("alpha_R")
    b1, b2, c1, c2 = (co.parameter(name) for name in ("B_1", "B_2", "A_1", "A_2"))
    more_binding = [c2 >= c1]
    single = Implies(
        sympy.And(b2 - hers * c2 >= b1 - hers * c1, mine <= hers), b2 - mine * c2 >= b1 - mine * c1, given=more_binding
    )
    # a body that a type alpha_R just accepts: benefit alpha_R, constraint 1, against nothing
    tight = Iff(hers - mine * 1 >= 0, mine <= hers)
    inferred = Implies(b2 - hers * c2 >= b1 - hers * c1, b2 - mine * c2 >= b1 - mine * c1, given=more_binding)
    t_i, t_r = co.parameter("beta_i"), co.parameter("beta_R")
    two_types = Implies(
        sympy.And(t_r * b2 - hers * c2 >= t_r * b1 - hers * c1, mine <= hers),
        t_i * b2 - mine * c2 >= t_i * b1 - mine * c1,
        given=[*more_binding, b2 >= b1, t_i >= 0, t_r >= 0],
    )
    same_benefit = Implies(
        sympy.And(t_r * b2 - hers * c2 >= t_r * b1 - hers * c1, mine <= hers, t_i >= t_r),
        t_i * b2 - mine * c2 >= t_i * b1 - mine * c1,
        given=[*more_binding, b2 >= b1],
    )
    scores, osce = facts.s_scores(), facts.members("osce")
    rivals = [*facts.members("p5"), "IND", "BRA"]
    distance = {s: facts.mean_score([s], [o for o in osce if (s, o) in scores]) for s in rivals}
    order = sorted(distance, key=lambda s: distance[s])
    links = [
        proved("A power that accepts more loss of autonomy than another accepts whatever the other accepts", single),
        only_if(
            "What Russia accepts, every other power accepts", inferred, "alpha_i <= alpha_R for every power i", single, tight
        ),
        only_if(
            "The inference survives when powers also differ in what they gain",
            two_types,
            "no other power gains less than Russia (beta_i >= beta_R)",
            same_benefit,
        ),
    ]
    return Computation(
        links,
        {
            "Russia's mean S-score with the OSCE states": distance["RUS"],
            "Russia's rank in distance from them among great and rising powers": order.index("RUS") + 1,
            "most distant of these powers": facts.name_of(order[0]),
        },
    )


# %% [markdown]
# ## P3: is participation equal?


def p3() -> Computation:
    """Equality of participation: one minus the Gini coefficient of voting power."""
    b = bodies()
    equality = {name: 1 - body.gini for name, body in b.items()}
    among_all = {name: 1 - _among_all(body) for name, body in b.items()}
    seats, council = facts.council(YEAR)
    weights = {seat["state"]: int(seat["weight_in_39_of_45_representation"]) for seat in seats}
    one_rule = co.WeightedVotingGame.from_weights(quota=39, weights=weights)
    rivals = [
        observed(
            "Consensus bodies are perfectly equal among their members",
            equality["OSCE"] == 1,
            f"EP of the OSCE is {equality['OSCE']}",
        ),
        observed(
            "Equality among members hides inequality outside",
            equality["concert"] == 1 and among_all["concert"] < equality["Council"],
            f"the concert has EP {equality['concert']} among its five members, {float(among_all['concert']):.3f} among all states",
        ),
    ]
    chosen = [name for name in ("concert", "Council") if among_all[name] == 1]
    links = [
        observed(
            "A body in use gives its members unequal power",
            equality["Council"] < 1,
            f"EP of the Council is {equality['Council']}",
        ),
        observed(
            "Whichever exclusive design a great power prefers, participation of all states is unequal",
            not chosen,
            f"among all {UNIVERSE} states EP is {float(among_all['concert']):.3f} in the concert, "
            f"{float(among_all['Council']):.3f} in the Council",
        ),
    ]
    power = co.shapley_shubik_index(council).value
    quantities = {
        "power of a permanent member": power.amounts[0],
        "power of an elected member": power.amounts[-1],
        "normalized Banzhaf, permanent": co.banzhaf_index(council).value.amounts[0],
        "normalized Banzhaf, elected": co.banzhaf_index(council).value.amounts[-1],
        "Gini of the Council": b["Council"].gini,
        "EP of the Council": equality["Council"],
        "EP of the OSCE": equality["OSCE"],
        "EP of the concert among its members": equality["concert"],
        "EP of the concert among all states": among_all["concert"],
        "EP of the Council among all states": among_all["Council"],
    }
    checks = [
        Check("one weighted rule (quota 39) instead of votes and vetoes", co.shapley_shubik_index(one_rule).value == power),
        Check("a count of the pivotal orders of an elected member", power.amounts[-1] == _elected_by_hand()),
    ]
    return Computation(links, quantities, checks, rivals)


def _among_all(body: Body) -> Fraction:
    """The Gini coefficient among all states of the world, those outside the body having no power."""
    inside = co.shapley_shubik_index(body.game).value.amounts
    return gini([*inside, *[Fraction(0)] * (UNIVERSE - len(inside))]) if len(inside) < UNIVERSE else gini(inside)


def _elected_by_hand() -> Fraction:
    """An elected member is pivotal iff it comes ninth, with all five permanent and three other elected members before it."""
    return Fraction(comb(9, 3), comb(14, 8)) * Fraction(1, 15)


# %% [markdown]
# ## P10: does autonomy make rising powers prefer an exclusive form?


def p10() -> Computation:
    """The reduced form, the bodies that exist, and what the motive of autonomy supports."""
    al, lam, be = P.alpha.symbol, P.lam.symbol, P.b_e.symbol
    x, b = co.parameter("x"), bodies()
    reduced = (be + lam) * x - al * x**2 / 2
    inner = [al > 0, be >= 0, lam >= 0]
    best = (be + lam) / al
    links: list[Link] = [
        only_if(
            "In the reduced form (gain (b_e + lambda) x, loss of autonomy alpha x^2 / 2) less than full membership is best",
            Always(reduced.diff(x).subs(x, 1) < 0, given=inner),
            "alpha > b_e + lambda",
            Implies(al > be + lam, reduced.subs(x, best) > reduced.subs(x, 1), given=inner),
            Implies(sympy.And(al <= be + lam, x >= 0, x <= 1), reduced <= reduced.subs(x, 1), given=inner),
        )
    ]
    concert, council = utility("concert", P.ell_5.symbol), utility("Council", P.ell_15.symbol)
    gain_control = b["concert"].power - b["Council"].power
    gain_pass = b["concert"].passes - b["Council"].passes
    rule = f"alpha {gain_control} + b_e {gain_pass} + sigma {Fraction(1, 5) - Fraction(1, 15)} > lambda (ell(15) - ell(5))"
    exact = sympy.Rational(gain_control) * al + sympy.Rational(gain_pass) * be + P.sigma.symbol * sympy.Rational(2, 15)
    gap = lam * (P.ell_15.symbol - P.ell_5.symbol)
    links.append(
        only_if(
            "A great power prefers the concert of five to the Council of fifteen",
            Always(concert > council, given=[*WEIGHTS, *LEGITIMACY, al > 0, lam > 0, P.ell_5.symbol > 0]),
            rule,
            Iff(concert > council, exact > gap, given=[*WEIGHTS, *LEGITIMACY]),
        )
    )
    needed = {name: (ell(15) - ell(5)) / gain_control for name, ell in LEGITIMACIES.items()}
    links.append(
        observed(
            "Autonomy alone, weighed like legitimacy, makes it prefer the smaller membership",
            all(n < 1 for n in needed.values()),
            "autonomy would have to weigh "
            + ", ".join(f"{float(n):.1f} ({name})" for name, n in needed.items())
            + " times as much",
            condition=rule,
        )
    )
    with_veto, without = utility("Council", P.ell_15.symbol, b_e=0), utility("Council without veto", P.ell_15.symbol, b_e=0)
    links.append(
        proved(
            "Autonomy alone makes it prefer the exclusive rule: the veto inside the Council of fifteen",
            Always(with_veto > without, given=[*WEIGHTS, *LEGITIMACY, al > 0]),
        )
    )
    amendment = _amendment()
    five = tuple(amendment.players.names[:5])
    links.append(
        observed(
            "The five can replace the Council by a concert within the Charter",
            bool(amendment[five]),
            "an amendment needs two thirds of all members and the five (Art. 108); the five alone have "
            f"{len(five)} of {amendment.quotas[0]} votes",
            condition=f"{amendment.quotas[0] - len(five)} members that lose their say agree, or the concert acts outside the Charter",
        )
    )
    veto_in_place = b["Council"].power - b["General Assembly"].power
    simple = co.WeightedVotingGame.from_weights(quota=97, weights=dict.fromkeys(range(UNIVERSE), 1))
    quantities = {
        "power lost from concert to Council": gain_control,
        "the same as a share of the power in the concert": gain_control / b["concert"].power,
        "power gained from General Assembly to Council": veto_in_place,
        "worth of the veto over worth of the small membership": veto_in_place / gain_control,
        "worth of the veto with fifteen members": b["Council"].power - b["Council without veto"].power,
        "chance to pass, concert": b["concert"].passes,
        "chance to pass, Council": b["Council"].passes,
        "fall of the chance to pass": 1 - b["Council"].passes / b["concert"].passes,
        "chance to pass, Council without veto": b["Council without veto"].passes,
        "chance to pass, General Assembly (129 of 193)": b["General Assembly"].passes,
        "chance to pass, General Assembly by simple majority": co.coleman_power_to_act(simple).value,
        **{f"weight of autonomy needed, legitimacy {name}": n for name, n in needed.items()},
        **{f"share of weights for {d}, {label}": s for label, parts in preferred_shares().items() for d, s in parts.items()},
    }
    by_majority = quantities["chance to pass, General Assembly by simple majority"]
    rivals = [
        observed(
            "Against an Assembly that decides by simple majority, efficacy argues against the Council, not for it",
            by_majority > b["Council"].passes,
            f"a proposal passes with chance {by_majority} there, {b['Council'].passes} in the Council",
        )
    ]
    winning = sum(comb(10, k) for k in range(4, 11))
    checks = [
        Check("winning coalitions of the Council counted by hand", b["Council"].passes == Fraction(winning, 2**15)),
        Check("power of a permanent member from efficiency", 5 * b["Council"].power + 10 * _elected_by_hand() == 1),
        *(
            Check(f"shares of the simplex add up ({label})", sum(parts.values()) == 1)
            for label, parts in preferred_shares().items()
        ),
    ]
    return Computation(links, quantities, checks, rivals)


def _amendment() -> co.WeightedVotingGame:
    """Charter, Art. 108: two thirds of the members, including all permanent members of the Security Council."""
    n, quota, _ = facts.rule("UNGA_important")
    states = [seat["state"] for seat in facts.council(YEAR)[0]][:5] + [f"member {k + 1}" for k in range(n - 5)]
    return co.WeightedVotingGame.from_rules([(quota, dict.fromkeys(states, 1)), (5, dict.fromkeys(states[:5], 1))])


# %% [markdown]
# ## P11: status


def p11() -> Computation:
    """How much status has to be worth for the concert to be preferred."""
    be, sig, al, lam = P.b_e.symbol, P.sigma.symbol, P.alpha.symbol, P.lam.symbol
    concert, council = utility("concert", P.ell_5.symbol), utility("Council", P.ell_15.symbol)
    b = bodies()
    control, passing = b["concert"].power - b["Council"].power, b["concert"].passes - b["Council"].passes
    ratio = 1 / (Fraction(1, b["concert"].size) - Fraction(1, b["Council"].size))
    rest = lam * (P.ell_15.symbol - P.ell_5.symbol) - sympy.Rational(control) * al - sympy.Rational(passing) * be
    k, slope = co.parameter("k"), co.parameter("slope")
    condition = f"sigma > {ratio} (lambda (ell(15) - ell(5)) - {control} alpha - {passing} b_e)"
    links = [
        only_if(
            "Being one of few is worth more than what the larger body gives",
            Always(concert > council, given=[*WEIGHTS, *LEGITIMACY, al > 0, lam > 0, P.ell_5.symbol > 0]),
            condition,
            Iff(concert > council, sig > sympy.Rational(ratio) * rest, given=[*WEIGHTS, *LEGITIMACY]),
        ),
        proved(
            "At a membership k, status outweighs the rest iff sigma > k^2 times the slope of the rest",
            Iff(slope - sig / k**2 < 0, sig > k**2 * slope, given=[k > 0]),
        ),
    ]
    needed = {name: ratio * (ell(15) - ell(5)) for name, ell in LEGITIMACIES.items()}
    return Computation(links, {f"status needed for each unit of lambda, legitimacy {name}": s for name, s in needed.items()})


# %% [markdown]
# ## The weights for which each form is preferred, exactly

Corner = tuple[Fraction, Fraction, Fraction]  # weights of autonomy, legitimacy, efficacy; they add up to 1
CHOICES = ("concert", "Council", "Council without veto", "General Assembly")
SIMPLEX: list[Corner] = [tuple(Fraction(int(i == j)) for j in range(3)) for i in range(3)]  # type: ignore[misc]


def criteria(ell: Callable[[int], Fraction], rescaled: bool) -> dict[str, Corner]:
    """What each body offers on the three criteria; rescaled, each criterion runs from 0 to 1 over the bodies."""
    raw = {d: (bodies()[d].power, ell(bodies()[d].size), bodies()[d].passes) for d in CHOICES}
    if not rescaled:
        return raw
    low = [min(v[i] for v in raw.values()) for i in range(3)]
    span = [max(v[i] for v in raw.values()) - low[i] for i in range(3)]
    return {d: tuple((v[i] - low[i]) / span[i] for i in range(3)) for d, v in raw.items()}  # type: ignore[misc]


def preferred(offers: dict[str, Corner]) -> dict[str, list[Corner]]:
    """For each body the polygon of weights at which it is best: the simplex cut by one line for each rival."""
    regions = {}
    for d, mine in offers.items():
        polygon = SIMPLEX
        for rival, other in offers.items():
            if rival != d:
                polygon = cut(polygon, tuple(m - o for m, o in zip(mine, other, strict=True)))  # type: ignore[arg-type]
        regions[d] = polygon
    return regions


def cut(polygon: list[Corner], normal: Corner) -> list[Corner]:
    """The part of a convex polygon where normal . w >= 0 (Sutherland and Hodgman 1974), in fractions."""
    kept: list[Corner] = []
    height = [sum(n * w for n, w in zip(normal, corner, strict=True)) for corner in polygon]
    for (a, h), (b, k) in pairwise([*zip(polygon, height, strict=True), *zip(polygon[:1], height[:1], strict=True)]):
        if h >= 0:
            kept.append(a)
        if h * k < 0:
            kept.append(tuple((k * x - h * y) / (k - h) for x, y in zip(a, b, strict=True)))  # type: ignore[arg-type]
    return kept


def share(polygon: list[Corner]) -> Fraction:
    """The area of a polygon as a share of the simplex."""
    pairs = pairwise([*polygon, *polygon[:1]])
    return abs(sum((a[0] * b[1] - b[0] * a[1] for a, b in pairs), start=Fraction(0)))


@cache
def preferred_shares() -> dict[str, dict[str, Fraction]]:
    """The share of the weights (autonomy, legitimacy, efficacy) for which each form is best, for four scalings."""
    out = {}
    for name, ell in LEGITIMACIES.items():
        for rescaled in (False, True):
            label = f"{name} legitimacy, {'each criterion rescaled to [0, 1]' if rescaled else 'raw criteria'}"
            out[label] = {d: share(p) if p else Fraction(0) for d, p in preferred(criteria(ell, rescaled)).items()}
    return out


PROPOSITIONS = (
    Proposition(
        "P1", "Russia is an informative case",
        "Russia, the advocate of a polycentric order, tells what rising powers in general want.",
        "Each power has a type alpha (its loss per unit of constraint) and compares bodies by B - alpha A.",
        "Types differ in more than autonomy: in what they gain, in having a veto, in size.",
        "holds only if", p1,
    ),
    Proposition(
        "P3", "Equal participation cannot be assumed",
        "Multilateral bodies do not give their members equal say.",
        "Equality of participation is 1 minus the Gini coefficient of the Shapley-Shubik index.",
        "Consensus bodies are perfectly equal; and equality among members says nothing of those outside.",
        "holds", p3,
    ),
    Proposition(
        "P10", "Rising powers may prefer an exclusive form",
        "For the sake of autonomy rising powers may prefer an exclusive form of multilateralism to equal participation.",
        "A great power values control, legitimacy and efficacy of the body; it compares the concert, the Council and the Assembly.",
        "A-priori power ignores preferences and agenda; what looks like a wish for a small club is a wish for the veto.",
        "fails", p10,
    ),
    Proposition(
        "P11", "Great power management is valued in itself",
        "To manage the order as one of few is worth something by itself.",
        "Status sigma / k is added: a positional good shared by k members.",
        "That is an assumption put in by hand, not a result; it has to be stated with its size.",
        "holds only if", p11,
    ),
)  # fmt: skip

# %% [markdown]
# ## Figures


def figure_lorenz() -> Any:
    """Lorenz curves of voting power: the cumulative share of power against the cumulative share of members."""
    from examples.hadano2020 import style

    with style.figure(4.8, 4.2) as (fig, ax):
        ax.plot([0, 1], [0, 1], color=style.GREY, lw=1, ls=":")
        ax.text(
            0.44,
            0.49,
            "equal participation: OSCE, Assembly",
            rotation=41,
            ha="center",
            va="bottom",
            color=style.GREY,
            fontsize=8,
        )
        marks = {"Council": (style.BLUE, "-", "Council: EP"), "Council without veto": (style.GREEN, "--", "without veto: EP")}
        for name, (color, dashes, label) in marks.items():
            powers = sorted(co.shapley_shubik_index(bodies()[name].game).value.amounts)
            heights = [0.0]
            for p in powers:
                heights.append(heights[-1] + float(p))
            xs = [k / len(powers) for k in range(len(powers) + 1)]
            ep = 1 - bodies()[name].gini
            text = f"{label} = {ep} ≈ {float(ep):.3f}" if ep.denominator != 1 else f"{label} = {ep}"
            ax.plot(xs, heights, color=color, ls=dashes, marker="o", ms=3, label=text)
        ax.fill_between(
            [0, 2 / 3, 1], [0, 10 * float(_elected_by_hand()), 1], [0, 2 / 3, 1], color=style.BLUE, alpha=0.12, lw=0
        )
        ax.annotate(
            "ten elected members\nhold 8/429 of the power",
            (2 / 3, float(10 * _elected_by_hand())),
            (0.28, 0.16),
            arrowprops={"arrowstyle": "->", "lw": 0.8},
            fontsize=8,
        )
        ax.set(
            xlabel="cumulative share of members, weakest first",
            ylabel="cumulative share of voting power",
            xlim=(0, 1),
            ylim=(0, 1.01),
        )
        ax.legend(loc="upper left", frameon=False, fontsize=8)
        ax.set_aspect("equal")
        ax.set_title("Who holds the Security Council's power\n(Shapley-Shubik index, exact)", fontsize=10)
        return fig


def figure_simplex() -> Any:
    """Ternary maps of the weights at which a great power prefers each form, for four scalings side by side."""
    from examples.hadano2020 import style

    colors = dict(zip(CHOICES, (style.ORANGE, style.BLUE, style.GREEN, style.GREY), strict=True))
    hatches = dict(zip(CHOICES, ("//", "", "..", "xx"), strict=True))

    def xy(corner: Corner) -> tuple[float, float]:
        autonomy, legitimacy, efficacy = map(float, corner)
        return legitimacy * 0 + efficacy + autonomy * 0.5, autonomy * 3**0.5 / 2

    with style.figure(7.6, 7.0, 2, 2) as (fig, axes):
        for ax, (label, parts) in zip(axes.flat, preferred_shares().items(), strict=True):
            ell = LEGITIMACIES[label.split()[0]]
            for d, polygon in preferred(criteria(ell, "rescaled" in label)).items():
                if not polygon or not parts[d]:
                    continue
                points = [xy(c) for c in polygon]
                ax.fill(
                    *zip(*points, strict=True), facecolor=colors[d], alpha=0.55, hatch=hatches[d], edgecolor="white", lw=1.2
                )
            outline = [xy(c) for c in [*SIMPLEX, SIMPLEX[0]]]
            ax.plot(*zip(*outline, strict=True), color="black", lw=1)
            for corner, name, place in zip(
                SIMPLEX, ("autonomy", "legitimacy", "efficacy"), ("bottom", "top", "top"), strict=True
            ):
                ax.text(*xy(corner), name, ha="center", va=place, fontsize=8)
            percent = [f"{d} {100 * float(s):.1f} %" for d, s in parts.items()]
            text = ", ".join(percent[:2]) + "\n" + ", ".join(percent[2:])
            ax.text(0.5, -0.1, text, transform=ax.transAxes, ha="center", va="top", fontsize=8)
            ax.set_title(label.replace("legitimacy, ", "legitimacy,\n"), fontsize=9)
            ax.set_aspect("equal")
            ax.axis("off")
        handles = [style.patch(colors[d], hatches[d], d) for d in CHOICES]
        fig.legend(handles=handles, loc="upper center", ncol=4, frameon=False, fontsize=8, bbox_to_anchor=(0.5, 1.0))
        fig.subplots_adjust(hspace=0.5, top=0.87, bottom=0.1)
        return fig


FIGURES = {
    "lorenz": (
        figure_lorenz,
        "Lorenz curves of the Shapley-Shubik index: the veto, not the number of seats, makes the Council unequal.",
    ),
    "simplex": (
        figure_simplex,
        "The form that a great power prefers, for all weights of autonomy, legitimacy and efficacy. The regions are exact "
        "polygons; how large they are depends on the units in which the criteria are measured.",
    ),
}
