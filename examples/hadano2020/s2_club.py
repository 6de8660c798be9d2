# %% [markdown]
# # S2  The club and the rule: who sits at the table, and who can say no
# %%
"""S2: the choice of a membership and a decision rule (P1, P3, P10, P11).

From the article: rising powers see value in multilateral coordination, but may prefer it exclusive (a concert of great
powers) to inclusive (equal participation), since exclusive forms spare their autonomy; Russia, the advocate of a polycentric
order, is an informative case.

Our formalization: a body is a voting game. A great power values its share of control (Shapley-Shubik index, weight alpha),
the body's legitimacy (ell(k), growing with membership, weight lambda, ell of all states 1), its efficacy (the chance that a
proposal passes if all vote by a fair coin: Coleman's power to act, weight b_e), and perhaps the status of being one of few
(sigma / k). The bodies are those that exist: the Security Council with its veto, the same fifteen without, the General
Assembly on important questions, the OSCE; the concert is the five permanent members under unanimity.

A sceptic holds that a-priori power ignores preferences and the power of the agenda; that legitimacy is what enforcement makes
of it; and that weights of criteria mean nothing without their units. The last is taken up: we quote inequalities, and show
shares of weights for several scalings side by side.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import comb
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script or a notebook, from anywhere in the clone
    sys.path.insert(
        0, str(next(p for p in Path(globals().get("__file__", "notebook")).resolve().parents if (p / "examples").is_dir()))
    )

import sympy

import coalitions as co
from coalitions.claims import Always, Iff, Implies
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Link, Proposition, observed, only_if, proved

YEAR = "2020"
UNIVERSE = facts.rule("UNGA_important")[0]
FIVE, FIFTEEN = facts.rule("P5_concert_unanimity")[0], facts.rule("UNSC_substantive_post1965")[0]

# %% [markdown]
# ## The bodies
# %%


@dataclass(frozen=True, slots=True)
class Body:
    """A body with what a great power gets from it: its Shapley-Shubik index, and the chance that a proposal passes."""

    name: str
    game: co.WeightedVotingGame
    powers: tuple[Fraction, ...]
    passes: Fraction

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.game.players)

    @property
    def power(self) -> Fraction:
        """The power of a great power, which is the first member."""
        return self.powers[0]

    @property
    def equality(self) -> Fraction:
        """Equality of participation among the members: 1 minus the Gini coefficient of power."""
        return 1 - gini(self.powers)

    @property
    def equality_among_all(self) -> Fraction:
        """The same among all states of the world, those outside having no power."""
        return 1 - gini([*self.powers, *[Fraction(0)] * (UNIVERSE - self.size)])


def gini(amounts: Sequence[Fraction]) -> Fraction:
    """The Gini coefficient of non-negative amounts: half the mean absolute difference over the mean."""
    ranked = sorted(amounts)
    n = len(ranked)
    return Fraction(sum((2 * k + 1 - n) * a for k, a in enumerate(ranked))) / (n * sum(ranked))


@cache
def bodies() -> dict[str, Body]:
    """The bodies, the great powers first among their members."""
    seats, council = facts.council(YEAR)
    states = [seat["state"] for seat in seats]
    games = {
        "concert": facts.body("P5_concert_unanimity", states[:FIVE]),
        "Council": council,
        "Council without veto": facts.body("UNSC_procedural", states),
        "General Assembly": facts.body("UNGA_important"),
        "OSCE": facts.body("OSCE_permanent_council"),
    }
    indices = {name: co.shapley_shubik_index(game).value.amounts for name, game in games.items()}
    return {name: Body(name, game, indices[name], co.coleman_power_to_act(game).value) for name, game in games.items()}


def body_rows() -> list[tuple[str, ...]]:
    """Members, power, chance to pass and equality of each body."""
    rows: list[tuple[str, ...]] = []
    for name, b in bodies().items():
        banzhaf = co.banzhaf_index(b.game).value.amounts
        least = "" if b.powers[0] == b.powers[-1] else f"{b.powers[-1]}"
        passes = f"{b.passes}" if len(str(b.passes)) < 12 else f"{float(b.passes):.2g}"
        small = "" if not least else f"{banzhaf[-1]}"
        rows.append((name, str(b.size), f"{b.power}", least, f"{banzhaf[0]}", small, passes, f"{float(b.equality):.3f}"))
    return rows


def utility(body: str, legitimacy: Any, **off: int) -> Any:
    """What a great power gets from a body: alpha SS + lambda ell + b_e Pass + sigma / k; `off` sets weights to a number."""
    b = bodies()[body]
    weights = {name: off.get(name, getattr(P, name).symbol) for name in ("alpha", "lam", "b_e", "sigma")}
    value = weights["alpha"] * sympy.Rational(b.power) + weights["lam"] * legitimacy + weights["b_e"] * sympy.Rational(b.passes)
    return value + weights["sigma"] / sympy.Integer(b.size)


AL, LAM, BE, SIG = P.alpha.symbol, P.lam.symbol, P.b_e.symbol, P.sigma.symbol
ELL5, ELL15 = P.ell_5.symbol, P.ell_15.symbol
WEIGHTS = [AL >= 0, LAM >= 0, BE >= 0, SIG >= 0]
LEGITIMACY = [ELL5 >= 0, ELL15 >= ELL5, ELL15 <= 1]
REGION = [*WEIGHTS, *LEGITIMACY]
#: Weights that are all in play, so that a counterexample is not a corner.
INNER = [*REGION, AL > 0, LAM > 0, BE > 0, SIG > 0, ELL5 > 0]

#: Two forms of legitimacy with ell(193) = 1: in proportion to membership, and with half of it gained by the first fifteen.
LEGITIMACIES: dict[str, Callable[[int], Fraction]] = {
    "proportional": lambda k: Fraction(k, UNIVERSE),
    "saturating": lambda k: Fraction(k, k + FIFTEEN) / Fraction(UNIVERSE, UNIVERSE + FIFTEEN),
}

# %% [markdown]
# ## P1: what can be inferred from Russia to all powers
# %%


def p1() -> Computation:
    """Single crossing in one type, and what it takes in two."""
    mine, hers = co.parameter("alpha_i"), co.parameter("alpha_R")
    b1, b2, c1, c2 = (co.parameter(name) for name in ("B_1", "B_2", "A_1", "A_2"))
    single = Implies(
        sympy.And(b2 - hers * c2 >= b1 - hers * c1, mine <= hers), b2 - mine * c2 >= b1 - mine * c1, given=[c2 >= c1]
    )
    inferred = Implies(b2 - hers * c2 >= b1 - hers * c1, b2 - mine * c2 >= b1 - mine * c1, given=[c2 >= c1])
    tight = Iff(hers - mine * 1 >= 0, mine <= hers)  # a body that Russia just accepts: benefit alpha_R, constraint 1
    t_i, t_r, gain, loss = (co.parameter(name) for name in ("beta_i", "beta_R", "B", "A"))
    types = [mine >= 0, hers >= 0, t_i >= 0, t_r > 0]
    accepted = t_r * gain >= hers * loss
    follows = t_i * gain >= mine * loss
    ratio = mine * t_r <= hers * t_i
    links = [
        proved("A power that accepts more loss of autonomy than another accepts whatever the other accepts", single),
        only_if(
            "What Russia accepts, every other power accepts", inferred, "alpha_i <= alpha_R for every power i", single, tight
        ),
        only_if(
            "The inference survives when powers also differ in what they gain (beta)",
            Implies(sympy.And(accepted, mine <= hers), follows, given=[*types, loss >= 0]),
            "alpha_i beta_R <= alpha_R beta_i for every power i",
            Implies(sympy.And(accepted, ratio), follows, given=[*types, loss >= 0]),
            Iff(follows.subs({gain: hers, loss: t_r}), ratio, given=types),  # a body that Russia just accepts
        ),
    ]
    osce, powers = facts.members("osce"), [*facts.members("p5"), "IND", "BRA"]
    distance = {s: facts.mean_score([s], osce) for s in powers}
    order = sorted(distance, key=lambda s: distance[s])
    veto = {s: s in facts.members("p5") for s in ("RUS", "CHN", "IND", "BRA")}
    rivals = [
        observed(
            "Powers differ in more than one dimension: some rising powers have a veto, some have none",
            len(set(veto.values())) == 2,
            ", ".join(f"{facts.name_of(s)}: {'veto' if has else 'none'}" for s, has in veto.items()),
            evidence="data",
        ),
        observed(
            "By distance from the votes of the OSCE states Russia is not the extreme case",
            order[0] != "RUS",
            f"{facts.name_of(order[0])} is further away (mean S-score {distance[order[0]]:.2f}, Russia {distance['RUS']:.2f})",
            evidence="data",
        ),
    ]
    quantities = {
        "Russia's mean S-score with the OSCE states": distance["RUS"],
        "Russia's rank in distance from them among great and rising powers": order.index("RUS") + 1,
        "most distant of these powers": facts.name_of(order[0]),
    }
    grid = [Fraction(k, 3) for k in range(7)]
    brute = all(
        (a_i * b_r <= a_r * b_i) == all(b_i * g >= a_i * c for g in grid for c in grid if b_r * g >= a_r * c)
        for a_i in grid[:4] for a_r in grid[1:4] for b_i in grid[1:4] for b_r in grid[1:4]
    )  # fmt: skip
    return Computation(links, quantities, [Check("the condition in two types by trying bodies on a grid", brute)], rivals)


# %% [markdown]
# ## P3: is participation equal?
# %%


def p3() -> Computation:
    """Equality of participation: one minus the Gini coefficient of voting power."""
    b = bodies()
    council, concert = b["Council"], b["concert"]
    seats, game = facts.council(YEAR)
    weights = {seat["state"]: int(seat["weight_in_39_of_45_representation"]) for seat in seats}
    _, votes, vetoes = facts.rule("UNSC_substantive_post1965")
    quota = vetoes * max(weights.values()) + (votes - vetoes) * min(weights.values())
    one_rule = co.WeightedVotingGame.from_weights(quota=quota, weights=weights)
    assembly = [float(parts["General Assembly"]) for parts in preferred_shares().values()]
    links = [
        observed(
            "A body in use gives its members unequal power", council.equality < 1, f"EP of the Council is {council.equality}"
        ),
        observed(
            "Whichever exclusive form a great power prefers, participation of all states is unequal",
            max(concert.equality_among_all, council.equality_among_all) < 1,
            f"among all {UNIVERSE} states EP is {float(concert.equality_among_all):.3f} in the concert, "
            f"{float(council.equality_among_all):.3f} in the Council",
        ),
    ]
    rivals = [
        observed(
            "Consensus bodies are perfectly equal among their members",
            b["OSCE"].equality == 1,
            f"EP of the OSCE is {b['OSCE'].equality}",
        ),
        observed(
            "Equality among members hides inequality outside: the concert is equal inside and the least equal of all",
            concert.equality == 1 and concert.equality_among_all == min(x.equality_among_all for x in b.values()),
            f"EP {concert.equality} among five, {concert.equality_among_all} among all states; the Council "
            f"{council.equality_among_all}",
        ),
        observed(
            "Where a great power prefers the Assembly, participation would be equal",
            b["General Assembly"].equality_among_all == 1 and min(assembly) > 0,
            f"it does so on {100 * min(assembly):.0f} to {100 * max(assembly):.0f} % of the weights, by scaling (P10)",
        ),
    ]
    banzhaf = co.banzhaf_index(game).value.amounts
    quantities = {
        "power of a permanent member": council.power,
        "power of an elected member": council.powers[-1],
        "normalized Banzhaf, permanent": banzhaf[0],
        "normalized Banzhaf, elected": banzhaf[-1],
        "Gini of the Council": 1 - council.equality,
        "EP of the Council": council.equality,
        "EP of the OSCE": b["OSCE"].equality,
        "EP of the concert among its members": concert.equality,
        "EP of the concert among all states": concert.equality_among_all,
        "EP of the Council among all states": council.equality_among_all,
    }
    checks = [
        Check(
            "one weighted rule instead of votes and vetoes", co.shapley_shubik_index(one_rule).value.amounts == council.powers
        ),
        Check("a count of the pivotal orders of an elected member", council.powers[-1] == elected_by_hand()),
    ]
    return Computation(links, quantities, checks, rivals)


def elected_by_hand() -> Fraction:
    """An elected member is pivotal iff it comes ninth, with all five permanent and three other elected members before it."""
    return Fraction(comb(9, 3), comb(14, 8)) * Fraction(1, 15)


# %% [markdown]
# ## P10: does autonomy make rising powers prefer an exclusive form?
# %%


def prefers(one: str, other: str, ell_one: Any, ell_other: Any) -> tuple[Any, Any, str]:
    """A great power prefers one body to another: the comparison, the same as an inequality of gains, and that in words."""
    b = bodies()
    control, passing = b[one].power - b[other].power, b[one].passes - b[other].passes
    status = Fraction(1, b[one].size) - Fraction(1, b[other].size)
    comparison = utility(one, ell_one) > utility(other, ell_other)
    terms = zip((control, passing, status), (AL, BE, SIG), strict=True)
    gains = sum(sympy.Rational(c) * w for c, w in terms) > LAM * (ell_other - ell_one)

    def number(x: Fraction) -> str:
        return f"({x})" if len(str(x)) < 16 else f"({float(x):.6f})"

    named = {"concert": "ell(5)", "Council": "ell(15)", "General Assembly": "1"}
    words = f"alpha {number(control)} + b_e {number(passing)} + sigma {number(status)} > lambda ({named[other]} - {named[one]})"
    return comparison, gains, words


def p10() -> Computation:
    """What the motive of autonomy supports, the bodies that exist, and the reduced form."""
    b = bodies()
    control = b["concert"].power - b["Council"].power
    needed = {name: (ell(FIFTEEN) - ell(FIVE)) / control for name, ell in LEGITIMACIES.items()}
    links: list[Link] = [
        observed(
            "Autonomy alone, weighed like legitimacy, makes a great power prefer the smaller membership",
            all(n < 1 for n in needed.values()),
            "autonomy would have to weigh "
            + ", ".join(f"{float(n):.1f} ({name})" for name, n in needed.items())
            + " times as much",
            condition=f"alpha {control} > lambda (ell(15) - ell(5))",
        )
    ]
    pairs = (
        ("concert", "Council", ELL5, ELL15),
        ("concert", "General Assembly", ELL5, 1),
        ("Council", "General Assembly", ELL15, 1),
    )
    for one, other, ell_one, ell_other in pairs:
        comparison, gains, words = prefers(one, other, ell_one, ell_other)
        claim = f"It prefers the {one} to the {other}"
        links.append(only_if(claim, Always(comparison, given=INNER), words, Iff(comparison, gains, given=REGION)))
    veto = utility("Council", ELL15) > utility("Council without veto", ELL15)
    worth, cost = b["Council"].power - b["Council without veto"].power, b["Council without veto"].passes - b["Council"].passes
    links += [
        only_if(
            "It prefers the exclusive rule: the veto, in a Council of the same membership",
            Always(veto, given=INNER),
            f"alpha {worth} > b_e {cost}; with autonomy alone (b_e = 0) always",
            Iff(veto, sympy.Rational(worth) * AL > sympy.Rational(cost) * BE, given=REGION),
            Always(veto.subs(BE, 0), given=[*REGION, AL > 0]),
        ),
        _reduced_form(),
        _within_the_charter(),
    ]
    shares = {
        f"share of weights for the {d}, {label}": s for label, parts in preferred_shares().items() for d, s in parts.items()
    }
    rivals, worths = _by_simple_majority(), _veto_and_membership()
    quantities: dict[str, Any] = {
        "power lost from concert to Council": control,
        "the same as a share of the power in the concert": control / b["concert"].power,
        "power gained from General Assembly to Council": b["Council"].power - b["General Assembly"].power,
        **worths,
        "chance to pass, concert": b["concert"].passes,
        "chance to pass, Council": b["Council"].passes,
        "fall of the chance to pass": 1 - b["Council"].passes / b["concert"].passes,
        "chance to pass, Council without veto": b["Council without veto"].passes,
        "chance to pass, General Assembly (two thirds)": b["General Assembly"].passes,
        **{f"weight of autonomy needed, legitimacy {name}": n for name, n in needed.items()},
        **shares,
    }
    winning = sum(comb(10, k) for k in range(4, 11))
    add_up = all(sum(parts.values()) == 1 for parts in preferred_shares().values())
    checks = [
        Check("winning coalitions of the Council counted by hand", b["Council"].passes == Fraction(winning, 2**FIFTEEN)),
        Check("power of a permanent member from efficiency", 5 * b["Council"].power + 10 * elected_by_hand() == 1),
        Check("the shares of the simplex add up in every scaling", add_up),
    ]
    return Computation(links, quantities, checks, rivals)


def _reduced_form() -> Link:
    """Gain (b_e + lambda) x, loss of autonomy alpha x^2 / 2 for a membership of the share x of all states."""
    x = co.parameter("x")
    value = (BE + LAM) * x - AL * x**2 / 2
    inner = [AL > 0, BE >= 0, LAM >= 0]
    best = (BE + LAM) / AL
    return only_if(
        "In the reduced form (gain (b_e + lambda) x, loss of autonomy alpha x^2 / 2) less than full membership is best",
        Always(value.diff(x).subs(x, 1) < 0, given=[*inner, BE > 0, LAM > 0]),
        "alpha > b_e + lambda",
        Implies(AL > BE + LAM, value.subs(x, best) > value.subs(x, 1), given=inner),
        Implies(sympy.And(AL <= BE + LAM, x >= 0, x <= 1), value <= value.subs(x, 1), given=inner),
    )


def _within_the_charter() -> Link:
    """Stability against proposals: an amendment (Art. 108) needs two thirds of all members and the permanent five."""
    n, quota, _ = facts.rule("UNGA_important")
    states = [seat["state"] for seat in facts.council(YEAR)[0]][:FIVE] + [f"member {k + 1}" for k in range(n - FIVE)]
    amendment = co.WeightedVotingGame.from_rules([(quota, dict.fromkeys(states, 1)), (FIVE, dict.fromkeys(states[:FIVE], 1))])
    return observed(
        "The five can put a concert in the place of the Council within the Charter",
        bool(amendment[tuple(states[:FIVE])]),
        f"an amendment needs two thirds of all members and the five (Art. 108); the five alone have {FIVE} of {quota} votes",
        condition=f"{quota - FIVE} members that lose their say agree, or the concert acts outside the Charter",
    )


def _by_simple_majority() -> list[Link]:
    """The rival reading of "universal": an Assembly that decides by simple majority."""
    simple = co.WeightedVotingGame.from_weights(quota=UNIVERSE // 2 + 1, weights=dict.fromkeys(range(UNIVERSE), 1))
    passes, council = co.coleman_power_to_act(simple).value, bodies()["Council"].passes
    return [
        observed(
            "Against an Assembly that decides by simple majority, efficacy argues against the Council, not for it",
            passes > council,
            f"a proposal passes with chance {passes} there, {council} in the Council",
        )
    ]


def _veto_and_membership() -> dict[str, Fraction]:
    """What the veto and what the small membership is worth in power, on both paths from the Assembly to the Council."""
    b, n = bodies(), UNIVERSE
    votes = dict.fromkeys(range(n), 1)
    _, quota, _ = facts.rule("UNGA_important")
    with_veto = co.WeightedVotingGame.from_rules([(quota, votes), (FIVE, dict.fromkeys(range(FIVE), 1))])
    large = co.shapley_shubik_index(with_veto).value.amounts[0]
    veto = b["Council"].power - b["Council without veto"].power
    return {
        "worth of the veto with fifteen members": veto,
        "worth of fifteen members instead of all, without veto": b["Council without veto"].power - b["General Assembly"].power,
        "worth of the veto among all members": large - b["General Assembly"].power,
        "worth of fifteen members instead of all, with veto": b["Council"].power - large,
        "worth of the veto with fifteen over worth of five members instead of fifteen": veto
        / (b["concert"].power - b["Council"].power),
    }


# %% [markdown]
# ## P11: status
# %%


def p11() -> Computation:
    """How much status has to be worth for the concert to be preferred."""
    comparison, _, _ = prefers("concert", "Council", ELL5, ELL15)
    b = bodies()
    control, passing = b["concert"].power - b["Council"].power, b["concert"].passes - b["Council"].passes
    ratio = 1 / (Fraction(1, FIVE) - Fraction(1, FIFTEEN))
    rest = LAM * (ELL15 - ELL5) - sympy.Rational(control) * AL - sympy.Rational(passing) * BE
    k, n = co.parameter("k"), co.parameter("n")
    reduced = (BE + LAM) * k / n - AL * (k / n) ** 2 / 2 + SIG / k
    slope = (BE + LAM) / n - AL * k / n**2
    links = [
        only_if(
            "Being one of few is worth more than what the larger body gives",
            Always(comparison, given=INNER),
            f"sigma > {ratio} (lambda (ell(15) - ell(5)) - {control} alpha - {passing} b_e)",
            Iff(comparison, sympy.Rational(ratio) * rest < SIG, given=REGION),
        ),
        only_if(
            "In the reduced form with k of n members, one member less is worth more",
            Always(reduced.diff(k) < 0, given=[k > 0, n >= k, BE > 0, LAM > 0, AL > 0, SIG > 0]),
            "sigma > k^2 ((b_e + lambda) / n - alpha k / n^2)",
            Iff(reduced.diff(k) < 0, k**2 * slope < SIG, given=[k > 0, n > 0]),
        ),
    ]
    with_veto = [name for name in ("concert", "Council") if b[name].power > b["Council without veto"].power]
    rivals = [
        observed(
            "If status comes with the veto and not with the number, it does not favor the concert",
            len(with_veto) == 2,
            "a permanent member has the veto in the concert and in the Council alike",
        )
    ]
    needed = {name: ratio * (ell(FIFTEEN) - ell(FIVE)) for name, ell in LEGITIMACIES.items()}
    at = {
        AL: 1,
        LAM: 1,
        BE: 1,
        **{e: sympy.Rational(LEGITIMACIES["proportional"](k)) for e, k in ((ELL5, FIVE), (ELL15, FIFTEEN))},
    }
    edge = sympy.Rational(ratio) * rest.subs(at)
    tied = sympy.simplify((utility("concert", ELL5) - utility("Council", ELL15)).subs(at).subs(SIG, edge)) == 0
    quantities = {f"status needed for each unit of lambda, legitimacy {name}": s for name, s in needed.items()}
    return Computation(links, quantities, [Check("at the bound the two bodies are worth the same", bool(tied))], rivals)


# %% [markdown]
# ## The weights for which each form is preferred, exactly
# %%

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
        "Each power has a type alpha (its loss per unit of constraint) and compares bodies by B - alpha A; in a second type it weighs "
        "the benefit by beta.",
        "Types differ in more than autonomy: in what they gain, in having a veto, in size.",
        "holds only if", p1,
    ),
    Proposition(
        "P3", "Equal participation cannot be assumed",
        "Multilateral bodies do not give their members equal say.",
        "Equality of participation (EP) is 1 minus the Gini coefficient of the Shapley-Shubik index.",
        "Consensus bodies are perfectly equal; and equality among members says nothing of those outside.",
        "holds", p3,
    ),
    Proposition(
        "P10", "For autonomy's sake rising powers may prefer an exclusive form",
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

TABLES = {
    "bodies": (
        (
            "body",
            "members",
            "power (great power)",
            "power (others)",
            "Banzhaf (great power)",
            "Banzhaf (others)",
            "chance to pass",
            "EP",
        ),
        body_rows,
        "The bodies. Power is the Shapley-Shubik index, Banzhaf the normalized Banzhaf index, the chance to pass Coleman's power to "
        "act (everybody votes by a fair coin), EP equality of participation among the members.",
    )
}

# %% [markdown]
# ## Figures
# %%


def figure_lorenz() -> Any:
    """Lorenz curves of voting power: the cumulative share of power against the cumulative share of members."""
    from examples.hadano2020 import style

    elected = 10 * elected_by_hand()
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
        marks = {"Council": (style.BLUE, "-"), "Council without veto": (style.GREEN, "--")}
        for name, (color, dashes) in marks.items():
            powers, heights = sorted(bodies()[name].powers), [0.0]
            for p in powers:
                heights.append(heights[-1] + float(p))
            ep = bodies()[name].equality
            value = f"{ep}" if ep.denominator == 1 else f"{ep} ≈ {float(ep):.3f}"
            ax.plot(
                [k / len(powers) for k in range(len(powers) + 1)],
                heights,
                color=color,
                ls=dashes,
                marker="o",
                ms=3,
                label=f"{name}: EP = {value}",
            )
        ax.fill_between([0, 2 / 3, 1], [0, float(elected), 1], [0, 2 / 3, 1], color=style.BLUE, alpha=0.12, lw=0)
        arrow = {"arrowstyle": "->", "lw": 0.8}
        ax.annotate(
            f"ten elected members\nhold {elected} of the power",
            (2 / 3, float(elected)),
            (0.28, 0.16),
            arrowprops=arrow,
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


def figure_simplex(label: str) -> Any:
    """A ternary map of the weights at which a great power prefers each form, in one scaling."""
    from examples.hadano2020 import style

    colors = dict(zip(CHOICES, (style.ORANGE, style.BLUE, style.GREEN, style.GREY), strict=True))
    hatches = dict(zip(CHOICES, ("////", "", "..", "xx"), strict=True))

    def xy(corner: Corner) -> tuple[float, float]:
        autonomy, _, efficacy = map(float, corner)
        return efficacy + autonomy / 2, autonomy * 3**0.5 / 2

    parts = preferred_shares()[label]
    with style.figure(3.5, 4.0) as (fig, ax):
        for d, polygon in preferred(criteria(LEGITIMACIES[label.split()[0]], "rescaled" in label)).items():
            if parts[d]:
                points = [xy(c) for c in polygon]
                ax.fill(*zip(*points, strict=True), facecolor=colors[d], alpha=0.6, hatch=hatches[d], edgecolor=style.INK, lw=0)
                ax.plot(*zip(*points, points[0], strict=True), color="white", lw=1.2)
        ax.plot(*zip(*[xy(c) for c in [*SIMPLEX, SIMPLEX[0]]], strict=True), color="black", lw=1)
        for corner, name, place in zip(SIMPLEX, ("autonomy", "legitimacy", "efficacy"), ("bottom", "top", "top"), strict=True):
            ax.text(
                xy(corner)[0], xy(corner)[1] + (0.02 if place == "bottom" else -0.03), name, ha="center", va=place, fontsize=9
            )
        handles = [style.patch(colors[d], hatches[d], f"{d}: {100 * float(parts[d]):.1f} %") for d in CHOICES]
        ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.08), frameon=False, fontsize=8.5)
        ax.set_title(label.replace("legitimacy, ", "legitimacy,\n"), fontsize=9.5, pad=16)
        ax.set_aspect("equal")
        ax.axis("off")
        return fig


FIGURES: dict[str, tuple[Callable[[], list[Any]], str]] = {
    "lorenz": (
        lambda: [figure_lorenz()],
        "Lorenz curves of the Shapley-Shubik index: the veto, not the number of seats, makes the Council unequal.",
    ),
    "simplex": (
        lambda: [figure_simplex(label) for label in preferred_shares()],
        "The form that a great power prefers, for all weights of autonomy, legitimacy and efficacy (status 0). Legitimacy is "
        f"proportional, k/{UNIVERSE}, or saturating, k/(k + {FIFTEEN}) up to a factor; in both it is 1 for all states. The regions are "
        "exact polygons; how large they are depends on the units in which the criteria are measured.",
    ),
}

# %% [markdown]
# ## What comes out
# %%
if __name__ == "__main__":
    from examples.hadano2020 import style

    style.show_module(PROPOSITIONS, FIGURES)
