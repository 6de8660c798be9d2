# %% [markdown]
# # S3  Coordination with distributional conflict: what an institution is worth
# %%
"""S3: two states that want to act together but not in the same way (P2, P7, P8).

From the article: convergence of interests cannot be assumed; even so, rising powers find value in coordinating their policies,
and multilateralism makes coordination possible although interests do not converge.

Our formalization: the battle of the sexes. Acting together at the first state's preferred outcome gives (1, beta), at the
second's (beta, 1), acting apart gives nothing; 1 - beta is the distributional conflict. An institution is a correlating
device: it draws one of the two outcomes, and nobody wants to deviate (a correlated equilibrium). Each state may instead keep
the status quo, worth r_1 and r_2; joining costs a state the autonomy a. A draw is kept to only if both outcomes beat the status
quo for both (r_i <= beta); if somebody can enforce it, it is enough that the draw does so beforehand (r_i <= (1 + beta) / 2).
Where not even that holds for a state we speak of Deadlock.

A sceptic holds that the situation may be Deadlock, or a prisoner's dilemma, where it is enforcement that is missing and
correlation does nothing (Martin 1992). And that states without an institution do not play the mixed equilibrium: some convention
settles which outcome it is, and the winner of the convention has no use for a fair institution. Rational design (Koremenos,
Lipson and Snidal 2001) reads the conflict the other way: it makes institutions wider in scope, since a bundle of issues can be
shared where a single one cannot.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from pathlib import Path
from statistics import mean
from typing import Any

if __name__ == "__main__":  # as a script or a notebook, from anywhere in the clone
    sys.path.insert(
        0, str(next(p for p in Path(globals().get("__file__", "notebook")).resolve().parents if (p / "examples").is_dir()))
    )

import sympy

import coalitions as co
from coalitions.claims import Always, Iff, Implies, Never, decide
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Link, Proposition, observed, only_if, proved

BETA, R1, R2, A = P.beta.symbol, P.r_1.symbol, P.r_2.symbol, P.a_i.symbol
INSIDE = [BETA > 0, BETA < 1]
QUOS = [R1 >= 0, R1 <= 1, R2 >= 0, R2 <= 1]
MINE, YOURS, STAY = "first's", "second's", "stay"

# %% [markdown]
# ## The game and its equilibria
# %%


def battle(beta: Any) -> co.NormalFormGame:
    """The battle of the sexes with payoffs (1, beta), (beta, 1), and nothing apart."""
    return co.NormalFormGame.from_payoffs(
        {(MINE, MINE): (1, beta), (MINE, YOURS): (0, 0), (YOURS, MINE): (0, 0), (YOURS, YOURS): (beta, 1)},
        players=["first", "second"],
    )


def with_exit(beta: Fraction, r_1: Fraction, r_2: Fraction) -> co.NormalFormGame:
    """The same, where each state can also stay with the status quo, which then remains for both."""
    inner = battle(beta)
    pairs = product((MINE, YOURS, STAY), repeat=2)
    payoffs = {pair: (r_1, r_2) if STAY in pair else inner[pair].amounts for pair in pairs}
    return co.NormalFormGame.from_payoffs(payoffs, players=["first", "second"], strategies=[[MINE, YOURS, STAY]] * 2)


@cache
def values() -> dict[str, Any]:
    """What either state gets in the mixed equilibrium and under a fair institution, as expressions in beta."""
    b = sympy.Symbol("beta", positive=True)
    game = battle(b)
    own = 1 / (1 + b)
    mixed = {"first": {MINE: own, YOURS: 1 - own}, "second": {MINE: 1 - own, YOURS: own}}
    uncoordinated = co.expected_payoffs(game, mixed)
    fair = [co.expected_payoffs(game, (s, s)) for s in (MINE, YOURS)]
    back = {b: BETA}
    return {
        "mixed": sympy.simplify(uncoordinated["first"].subs(back)),
        "mixed, second": sympy.simplify(uncoordinated["second"].subs(back)),
        "fair": sympy.expand(sum(x["first"] for x in fair).subs(back) / 2),
        "is equilibrium": co.check_nash(game, mixed).value,
    }


def gain() -> Any:
    """The value of the institution over uncoordinated play."""
    v = values()
    return sympy.factor(v["fair"] - v["mixed"])


def kept_to() -> Any:
    """Nobody walks away from either outcome of the draw: at the first's (1 and beta), at the second's (beta and 1)."""
    return sympy.And(R1 <= 1, BETA >= R2, BETA >= R1, R2 <= 1)


def agrees_at(beta: Fraction) -> bool:
    """Second route at one beta: full enumeration of equilibria, and the best correlated equilibrium by linear programming."""
    game = battle(beta)
    payoffs = {co.expected_payoffs(game, e).amounts for e in co.enumerate_nash(game).value}
    by_hand = {(1, beta), (beta, 1), (beta / (1 + beta), beta / (1 + beta))}
    best = co.find_correlated_equilibrium(game).value
    return bool(payoffs == by_hand and sum(best.payoffs.values()) == 1 + beta)


def exit_agrees_at(beta: Fraction, r: Fraction) -> bool:
    """Second route: does the best correlated equilibrium of the game with exit beat the status quo for both? iff r < beta."""
    best = co.find_correlated_equilibrium(with_exit(beta, r, r)).value
    return bool((min(best.payoffs.values()) > r) == (r < beta))


# %% [markdown]
# ## P2: interests do not converge
# %%


def p2() -> Computation:
    """The dispersion of votes, and which results survive conflict and different outside options."""
    nato, csto = facts.members("nato_2018"), facts.members("csto")
    scores = facts.s_scores()
    inside, across = (facts.mean_score(nato, nato), facts.mean_score(csto, csto)), facts.mean_score(nato, csto)
    t = co.parameter("t")
    root = [t > 0, (t + 1) ** 2 <= 2, (t + 1) ** 2 >= 2]
    given = [*INSIDE, *QUOS]
    links = [
        observed(
            "In data, interests across the blocs converge less than inside them",
            across < min(inside),
            f"mean S-score {inside[0]:.2f} in NATO, {inside[1]:.2f} in the CSTO, {across:.2f} across",
            condition="the S-score across the blocs is below both inside",
            evidence="data",
        ),
        proved("An institution has a value at every degree of conflict", Always(gain() >= t, given=[*INSIDE, *root])),
        only_if(
            "It is kept to whatever the status quo is worth to each state",
            Always(kept_to(), given=given),
            "r_1 <= beta and r_2 <= beta",
            Iff(kept_to(), sympy.And(R1 <= BETA, R2 <= BETA), given=given),
        ),
    ]
    bundle = sympy.And(
        2 * R1 <= 1 + BETA, 2 * R2 <= 1 + BETA
    )  # of two issues each state wins one: (1 + beta) / 2 for each issue
    rivals = [
        proved(
            "Rational design: whatever single issue is kept to, a bundle of two is", Implies(kept_to(), bundle, given=given)
        ),
        observed(
            "and more: there are status quos that a bundle beats and no single issue does, so more conflict asks for more scope",
            decide(Implies(bundle, kept_to(), given=given)).value is False,
            f"a single issue serves {volume(BETA, 2)}, a bundle {volume((1 + BETA) / 2, 2)} of the cube of (beta, r_1, r_2)",
            evidence="counterexample (certified)",
        ),
        observed(
            "The CSTO does not vote as one on Ukraine",
            _split_votes("csto") > 0,
            f"its members split on {_split_votes('csto')} of {len(_resolutions())} resolutions, NATO's on {_split_votes('nato_2018')}",
            evidence="data",
        ),
    ]
    low = min((p for p in combinations(sorted({a for a, _ in scores}), 2) if p in scores), key=lambda p: scores[p])
    quantities = {
        "roll calls": max(int(r["n_rollcalls"]) for r in facts.rows("unga_agreement_2014_2019")),
        "S-score USA-RUS": scores["USA", "RUS"],
        "S-score DEU-RUS": scores["DEU", "RUS"],
        "mean S-score inside NATO(29)": inside[0],
        "mean S-score inside CSTO(6)": inside[1],
        "mean S-score across the blocs": across,
        "lowest S-score": f"{facts.name_of(low[0])} - {facts.name_of(low[1])}: {scores[low]}",
    }
    identical = {
        (r["a"], r["b"]): float(r["share_identical"]) for r in facts.rows("unga_agreement_2014_2019") if r["share_identical"]
    }
    both_ways = identical | {(b, a): s for (a, b), s in identical.items()}

    def same_votes(one: tuple[str, ...], other: tuple[str, ...]) -> float:
        return mean(both_ways[pair] for pair in product(one, other) if pair in both_ways)

    least = sympy.sqrt(2) - 1
    checks = [
        Check(
            "by the share of identical votes the blocs are apart too",
            same_votes(nato, csto) < min(same_votes(nato, nato), same_votes(csto, csto)),
        ),
        Check("the least value is sqrt(2) - 1 by calculus", sympy.simplify(gain().subs(BETA, least) - least) == 0),
    ]
    return Computation(links, quantities, checks, rivals)


def _resolutions() -> list[str]:
    return sorted({r["resolution"] for r in facts.rows("unga_ukraine_rollcalls")})


def _split_votes(group: str) -> int:
    """On how many resolutions on Ukraine the members of a group that voted (yes, no or abstain) did not all vote the same."""
    members = set(facts.members(group))
    votes = [(r["resolution"], r["vote"]) for r in facts.rows("unga_ukraine_rollcalls") if r["iso3"] in members]
    cast = {q: {v for r, v in votes if r == q and v in ("yes", "no", "abstain")} for q in _resolutions()}
    return sum(len(kinds) > 1 for kinds in cast.values())


def volume(limit: Any, power: int = 1) -> Fraction:
    """The share of the unit cube where `power` status quos are below a limit that depends on beta: an exact integral."""
    value = sympy.integrate(sympy.expand(limit**power), (BETA, 0, 1))
    return Fraction(int(value.p), int(value.q))


# %% [markdown]
# ## P7: rising powers find value in coordination
# %%


def p7() -> Computation:
    """The value of a correlating institution, and the cost of autonomy that it outweighs."""
    v, t, w = values(), co.parameter("t"), P.omega.symbol
    g = gain()
    root = [t > 0, sympy.Eq((t + 1) ** 2, 2)]
    worth = [*INSIDE, A >= 0, A <= 1]
    links = [
        only_if(
            "A rising power gains from joining, whatever its autonomy costs",
            Always(g >= A, given=worth),
            f"a <= {g}",
            Iff(v["fair"] - A >= v["mixed"], g >= A, given=worth),
        ),
        proved(
            "A cost of autonomy up to sqrt(2) - 1 is outweighed at every degree of conflict",
            Implies(A <= t, g >= A, given=[*INSIDE, *root]),
        ),
        proved(
            "No larger bound would do: the value is sqrt(2) - 1 at beta = sqrt(2) - 1, and only there",
            Iff(sympy.Eq(g, t), sympy.Eq(BETA, t), given=[*INSIDE, *root]),
        ),
    ]
    falls = decide(Iff(sympy.together(g.diff(BETA)) < 0, BETA**2 + 2 * BETA < 1, given=INSIDE))
    closer = decide(Implies(w > 0, (BETA + w) / (1 + BETA * w) > BETA, given=[*INSIDE, w < 1]))
    quantities = {
        "value of the institution": str(g),
        "its least value over beta": str(sympy.sqrt(2) - 1),
        "least value, decimal": float(sympy.sqrt(2) - 1),
        "payoff in the mixed equilibrium": str(v["mixed"]),
        "payoff under a fair institution": str(v["fair"]),
        "share of (beta, a) where joining pays": str(sympy.integrate(sympy.apart(g), (BETA, 0, 1))),
        "the value falls in beta where beta^2 + 2 beta < 1": bool(falls.value),
        "we-feeling acts as a smaller conflict, (beta + omega) / (1 + beta omega)": bool(closer.value) and _rescaled(w),
    }
    convention = proved(
        "Against a convention instead of uncoordinated play, the winner of the convention loses by a fair institution, the loser gains",
        Always(sympy.And(v["fair"] < 1, v["fair"] > BETA), given=INSIDE),
    )
    betas = [Fraction(k, 8) for k in range(1, 8)]
    checks = [
        Check(
            "all equilibria enumerated and the best correlated one by linear programming, at seven values of beta",
            all(map(agrees_at, betas)),
        ),
        Check(
            "the mixed profile is an equilibrium for all beta > 0",
            bool(v["is equilibrium"]) and v["mixed"] == v["mixed, second"],
        ),
        Check("the gain is (1 + beta^2) / (2 (1 + beta))", sympy.simplify(g - (1 + BETA**2) / (2 * (1 + BETA))) == 0),
    ]
    return Computation(links, quantities, checks, [convention, _dilemma()])


def _rescaled(w: Any) -> bool:
    """With we-feeling the battle of the sexes is, up to a factor, the one with beta' = (beta + omega) / (1 + beta omega)."""
    cared, same = co.other_regarding(battle(BETA), w), battle((BETA + w) / (1 + BETA * w))
    cells = product(((MINE, MINE), (MINE, YOURS), (YOURS, YOURS)), ("first", "second"))
    return all(sympy.simplify(cared[s][p] / (1 + BETA * w) - same[s][p]) == 0 for s, p in cells)


def _dilemma() -> Link:
    """The rival game: in a prisoner's dilemma the best correlated equilibrium is defection."""
    payoffs = {("C", "C"): (3, 3), ("C", "D"): (0, 4), ("D", "C"): (4, 0), ("D", "D"): (1, 1)}
    best = co.find_correlated_equilibrium(co.NormalFormGame.from_payoffs(payoffs, players=["first", "second"])).value
    return observed(
        "In a prisoner's dilemma a correlating institution is worth nothing",
        dict(best.payoffs) == {"first": 1, "second": 1},
        f"the best correlated equilibrium pays {best.payoffs}, as defection does",
        evidence="linear program (certified)",
    )


# %% [markdown]
# ## P8: coordination although interests do not converge
# %%


def p8() -> Computation:
    """The institution against the status quo, and against what states do without it."""
    fair, mixed = values()["fair"], values()["mixed"]
    inside = [*INSIDE, *QUOS]
    beforehand = sympy.And(fair >= R1, fair >= R2)
    links = [
        proved(
            "Inside coordination (r_i < beta) the institution beats the status quo for both",
            Implies(sympy.And(R1 < BETA, R2 < BETA), sympy.And(fair > R1, fair > R2), given=inside),
        ),
        proved("It beats uncoordinated (mixed) play for both", Always(fair > mixed, given=INSIDE)),
        only_if(
            "Both keep to what it draws, whatever the status quo is worth",
            Always(kept_to(), given=inside),
            "r_1 <= beta and r_2 <= beta",
            Iff(kept_to(), sympy.And(R1 <= BETA, R2 <= BETA), given=inside),
        ),
    ]
    rivals = [
        only_if(
            "If the draw can be enforced, both accept it beforehand",
            Always(beforehand, given=inside),
            "r_1 <= (1 + beta) / 2 and r_2 <= (1 + beta) / 2; otherwise it is Deadlock",
            Iff(beforehand, sympy.And(2 * R1 - 1 <= BETA, 2 * R2 - 1 <= BETA), given=inside),
        ),
        proved(
            "Against the best equilibrium without an institution, which is the winner's convention (payoff 1), it never is better for both",
            Never(fair >= 1, given=INSIDE),
        ),
    ]
    quantities = {
        "share of the cube that is a coordination game (r_1, r_2 < beta)": volume(BETA, 2),
        "share where at least one outcome is accepted by both": 1 - volume(1 - BETA, 2),
        "share where the fair draw is accepted beforehand by both": volume((1 + BETA) / 2, 2),
    }
    quos = [Fraction(k, 10) for k in (2, 4, 6, 7, 9)]
    cells = 24
    grid = [Fraction(2 * k + 1, 2 * cells) for k in range(cells)]
    counted = sum(1 for b in grid for r in grid for s in grid if r < b and s < b)
    m = sympy.Symbol("m")  # the larger of two uniform status quos has the density 2 m
    by_maximum = sympy.integrate(2 * m * (1 - m), (m, 0, 1))
    checks = [
        Check(
            "correlated equilibria of the game with exit, at five status quos",
            all(exit_agrees_at(Fraction(1, 2), r) for r in quos),
        ),
        Check(
            "share of coordination games by counting cells",
            abs(Fraction(counted, cells**3) - volume(BETA, 2)) < Fraction(1, cells),
        ),
        Check("the same by integrating over the larger status quo first", by_maximum == sympy.Rational(volume(BETA, 2))),
    ]
    return Computation(links, quantities, checks, rivals)


PROPOSITIONS = (
    Proposition(
        "P2", "Convergence of interests cannot be assumed",
        "Multilateralism has to work although interests do not converge.",
        "A quantifier, not a theorem: results must hold for all beta below 1 and for different outside options r_i.",
        "With high conflict, rational design predicts wider membership and scope, not failure.",
        "holds only if", p2,
    ),
    Proposition(
        "P7", "Rising powers find value in policy coordination",
        "Rising powers see value in coordinating their policies multilaterally.",
        "The value of a correlating institution over the mixed equilibrium of the battle of the sexes, against a cost of autonomy a.",
        "Without an institution states follow a convention, and its winner loses by a fair institution; or it is a prisoner's dilemma.",
        "holds only if", p7,
    ),
    Proposition(
        "P8", "Multilateralism facilitates coordination although interests do not converge",
        "Multilateral forms make coordination possible in spite of diverging interests.",
        "The correlated equilibrium against the status quo (r_1, r_2) and against the equilibria without an institution.",
        "The status quo may be a frozen conflict that is cheap for one side (r_R > beta), or even Deadlock.",
        "holds only if", p8,
    ),
)  # fmt: skip

# %% [markdown]
# ## Figures
# %%

GROUPS = {
    "NATO": ["USA", "GBR", "FRA", "DEU", "POL", "TUR"],
    "neither (2018)": ["UKR", "GEO", "MDA", "SWE", "FIN", "AUT", "SRB"],
    "CSTO": ["BLR", "KAZ", "ARM", "KGZ", "TJK", "RUS"],
    "rising": ["CHN", "IND", "BRA"],
}


def figure_votes() -> Any:
    """A heat map of S-scores between states of the debate, ordered by bloc."""
    import numpy as np

    from examples.hadano2020 import style

    states = [s for members in GROUPS.values() for s in members]
    scores = facts.s_scores()
    table = np.array([[scores.get((a, b), np.nan) for b in states] for a in states])
    with style.figure(6.6, 5.8) as (fig, ax):
        image = ax.imshow(table, cmap="RdBu", vmin=-1, vmax=1)
        ax.set_xticks(range(len(states)), states, rotation=90, fontsize=7.5)
        ax.set_yticks(range(len(states)), [facts.name_of(s) for s in states], fontsize=7.5)
        for i, j in product(range(len(states)), repeat=2):
            if np.isfinite(table[i, j]):
                text = f"{table[i, j]:.1f}".replace("-0.0", "0.0").replace("0.", ".")
                ax.text(
                    j, i, text, ha="center", va="center", fontsize=6.2, color="white" if abs(table[i, j]) > 0.6 else "black"
                )
        edge = -0.5
        for name, members in GROUPS.items():
            ax.text(edge + len(members) / 2, -0.9, name, ha="center", va="bottom", fontsize=8)
            edge += len(members)
            if edge < len(states) - 1:
                ax.axhline(edge, color="black", lw=1)
                ax.axvline(edge, color="black", lw=1)
        fig.colorbar(image, ax=ax, shrink=0.75, label="S-score (1 always agree, −1 never)")
        ax.set_title("Agreement in the UN General Assembly, 2014-2019", fontsize=10, pad=18)
        return fig


def figure_dispersion() -> Any:
    """The S-scores of all pairs inside NATO, inside the CSTO, and across, as dots with their mean."""
    import numpy as np

    from examples.hadano2020 import style

    nato, csto, scores = facts.members("nato_2018"), facts.members("csto"), facts.s_scores()
    pairs = {"inside NATO": combinations(nato, 2), "inside the CSTO": combinations(csto, 2), "across": product(nato, csto)}
    rng = np.random.default_rng(0)
    with style.figure(5.6, 2.6) as (fig, ax):
        for k, (color, mark, group) in enumerate(
            zip((style.BLUE, style.ORANGE, style.GREY), "os^", pairs.values(), strict=True)
        ):
            found = [scores[p] for p in group if p in scores]
            ax.plot(found, k + rng.uniform(-0.25, 0.25, len(found)), mark, ms=2.6, color=color, alpha=0.6)
            ax.plot([mean(found)] * 2, [k - 0.38, k + 0.38], color="black", lw=1.5)
            ax.text(mean(found), k + 0.4, f"mean {mean(found):.2f}", ha="center", va="bottom", fontsize=7.5)
        ax.set_yticks(range(len(pairs)), list(pairs))
        ax.set(xlabel="S-score of a pair of states (1 always agree, −1 never)", ylim=(-0.5, len(pairs) - 0.2))
        ax.set_title("Interests inside and across the blocs (the height of a dot means nothing)", fontsize=9.5)
        fig.subplots_adjust(left=0.2, bottom=0.2, top=0.88)
        return fig


def figure_payoffs() -> Any:
    """What either state gets under a fair institution, a convention, and uncoordinated play."""
    import numpy as np

    from examples.hadano2020 import style

    with style.figure(4.2, 3.7) as (fig, ax):
        beta = np.linspace(0, 1, 201)
        fair, mixed = (1 + beta) / 2, beta / (1 + beta)
        ax.plot(beta, np.ones_like(beta), color=style.GREY, ls=":", label="winner of a convention: 1")
        ax.plot(beta, fair, color=style.BLUE, label=r"fair institution: $(1+\beta)/2$")
        ax.plot(beta, beta, color=style.GREY, ls="-.", label=r"loser of a convention: $\beta$")
        ax.plot(beta, mixed, color=style.VERMILLION, ls="--", label=r"uncoordinated: $\beta/(1+\beta)$")
        ax.fill_between(beta, mixed, fair, color=style.BLUE, alpha=0.12, lw=0)
        ax.set(
            xlabel=r"$\beta$ (1 − $\beta$: distributional conflict)",
            ylabel="payoff to either state",
            xlim=(0, 1),
            ylim=(0, 1.55),
        )
        ax.set_yticks([0, 0.5, 1], ["0", "1/2", "1"])
        ax.legend(frameon=False, fontsize=8, loc="upper left")
        ax.set_title("With and without an institution", fontsize=10)
        fig.subplots_adjust(bottom=0.14)
        return fig


def figure_value() -> Any:
    """The value of the institution against the conflict, with its least point."""
    import numpy as np

    from examples.hadano2020 import style

    with style.figure(4.2, 3.7) as (fig, ax):
        beta = np.linspace(0, 1, 201)
        value = (1 + beta) / 2 - beta / (1 + beta)
        low = float(sympy.sqrt(2) - 1)
        ax.plot(beta, value, color=style.BLUE)
        ax.fill_between(beta, 0, value, color=style.BLUE, alpha=0.12, lw=0)
        ax.axhline(low, color=style.GREEN, ls="--", lw=1)
        ax.plot([low], [low], "o", color=style.GREEN)
        arrow = {"arrowstyle": "->", "lw": 0.8}
        ax.annotate(
            "least value $\\sqrt{2}-1$\nat $\\beta=\\sqrt{2}-1$", (low, low), (0.3, 0.2), arrowprops=arrow, fontsize=8.5
        )
        ax.text(0.98, 0.05, "joining pays", ha="right", fontsize=8.5, color=style.BLUE)
        ax.text(0.36, 0.53, "joining does not pay", ha="center", fontsize=8.5)
        ax.text(0.99, 0.515, r"$a=\frac{1+\beta^2}{2(1+\beta)}$", ha="right", va="bottom", fontsize=11, color=style.BLUE)
        ax.set(xlabel=r"$\beta$", ylabel=r"cost of autonomy $a$", xlim=(0, 1), ylim=(0, 0.6))
        ax.set_title("What the institution is worth", fontsize=10)
        fig.subplots_adjust(bottom=0.14)
        return fig


def figure_status_quo() -> Any:
    """For a status quo that is worth the same to both: what is kept to, what has to be enforced, and Deadlock."""
    from examples.hadano2020 import style

    with style.figure(4.8, 4.4) as (fig, ax):
        box = {"facecolor": "white", "alpha": 0.8, "lw": 0}
        ax.fill([0, 1, 1], [0, 0, 1], facecolor=style.BLUE, alpha=0.5, edgecolor="white")
        ax.fill([0, 1, 0], [0, 1, 0.5], facecolor=style.SKY, alpha=0.45, hatch="//", edgecolor=style.INK, lw=0)
        ax.fill([0, 1, 0], [0.5, 1, 1], facecolor=style.ORANGE, alpha=0.45, hatch="xx", edgecolor=style.INK, lw=0)
        ax.text(0.66, 0.26, "both keep to\nwhat is drawn", ha="center", fontsize=8.5)
        ax.text(0.2, 0.42, "the draw has to\nbe enforced", ha="center", fontsize=8.5, bbox=box)
        ax.text(0.28, 0.89, "Deadlock: no draw is accepted", ha="center", fontsize=8.5, bbox=box)
        ax.text(0.8, 0.76, r"$r=\beta$", rotation=43, fontsize=8.5, ha="center")
        ax.text(0.66, 0.845, r"$r=(1+\beta)/2$", rotation=25, fontsize=8.5, ha="center")
        ax.set(xlabel=r"$\beta$", ylabel=r"value of the status quo $r$ (the same for both)", xlim=(0, 1), ylim=(0, 1))
        ticks = [0, 0.25, 0.5, 0.75, 1]
        ax.set_xticks(ticks, ["0", "1/4", "1/2", "3/4", "1"])
        ax.set_yticks(ticks, ["0", "1/4", "1/2", "3/4", "1"])
        ax.set_aspect("equal")
        ax.set_title("When there is something to coordinate", fontsize=10)
        return fig


FIGURES: dict[str, tuple[Callable[[], list[Any]], str]] = {
    "votes": (
        lambda: [figure_votes()],
        "Interests do not converge: agreement in the General Assembly between states of the debate. Computed from roll calls; blank "
        "where a state has no score.",
    ),
    "dispersion": (lambda: [figure_dispersion()], "The same for all pairs of states inside the two alliances and across them."),
    "value": (
        lambda: [figure_payoffs(), figure_value()],
        "The value of a correlating institution is least, but never small, at an intermediate degree of conflict.",
    ),
    "status_quo": (
        lambda: [figure_status_quo()],
        "A status quo of the same worth to both. Above the first line an institution needs enforcement, above the second it is Deadlock.",
    ),
}

# %% [markdown]
# ## What comes out
# %%
if __name__ == "__main__":
    from examples.hadano2020 import style

    style.show_module(PROPOSITIONS, FIGURES)
