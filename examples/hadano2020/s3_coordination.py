# %% [markdown]
# # S3  Coordination with distributional conflict: what an institution is worth
"""S3: two states that want to act together but not in the same way (P2, P7, P8).

From the article: convergence of interests cannot be assumed; even so, rising powers find value in coordinating their policies,
and multilateralism makes coordination possible although interests do not converge.

Our formalization: the battle of the sexes. Acting together at the first state's preferred outcome gives (1, beta), at the
second's (beta, 1), acting apart gives nothing; 1 - beta is the distributional conflict. An institution is a correlating
device: it draws one of the two outcomes, so that nobody wants to deviate (a correlated equilibrium). Each state may instead
keep the status quo, worth r_1 and r_2; joining costs a state the autonomy a.

A sceptic holds that the situation may be no coordination game at all: Deadlock, where one side likes the status quo better
than any agreement, or a prisoner's dilemma, where it is enforcement that is missing (Martin 1992). And that states without an
institution do not play the mixed equilibrium: some convention settles which outcome it is, and the winner of the convention
has no use for a fair institution. Rational design (Koremenos, Lipson and Snidal 2001) reads the conflict the other way: it
makes institutions wider in scope, since a bundle of issues can be shared where a single one cannot.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import sympy

import coalitions as co
from coalitions.claims import Always, Iff, Implies, Never, decide
from examples.hadano2020 import facts
from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Check, Computation, Proposition, observed, only_if, proved

BETA, R1, R2, A = P.beta.symbol, P.r_1.symbol, P.r_2.symbol, P.a_i.symbol
INSIDE = [BETA > 0, BETA < 1]
QUOS = [R1 >= 0, R1 <= 1, R2 >= 0, R2 <= 1]
MINE, YOURS = "first's", "second's"

# %% [markdown]
# ## The game and its equilibria


def battle(beta: Any) -> co.NormalFormGame:
    """The battle of the sexes with payoffs (1, beta), (beta, 1), and nothing apart."""
    return co.NormalFormGame.from_payoffs(
        {(MINE, MINE): (1, beta), (MINE, YOURS): (0, 0), (YOURS, MINE): (0, 0), (YOURS, YOURS): (beta, 1)},
        players=["first", "second"],
    )


@cache
def values() -> dict[str, Any]:
    """What either state gets in the mixed equilibrium and under a fair institution, as expressions in beta."""
    b = sympy.Symbol("beta", positive=True)
    game = battle(b)
    own = 1 / (1 + b)
    mixed = {"first": {MINE: own, YOURS: 1 - own}, "second": {MINE: 1 - own, YOURS: own}}
    uncoordinated = co.expected_payoffs(game, co.Profile.of(game, mixed))
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


def _regrets_at(beta: Fraction) -> bool:
    """Second route at one beta: full enumeration of equilibria, and the best correlated equilibrium by linear programming."""
    game = battle(beta)
    payoffs = {co.expected_payoffs(game, e).amounts for e in co.enumerate_nash(game).value}
    by_hand = {(1, beta), (beta, 1), (beta / (1 + beta), beta / (1 + beta))}
    best = co.find_correlated_equilibrium(game).value
    welfare = sum(best.payoffs.values())
    return payoffs == by_hand and welfare == 1 + beta


# %% [markdown]
# ## P2: interests do not converge


def p2() -> Computation:
    """The dispersion of votes, and which results survive conflict and different outside options."""
    nato, csto = facts.members("nato_2018"), facts.members("csto")
    scores = facts.s_scores()
    inside, across = (facts.mean_score(nato, nato), facts.mean_score(csto, csto)), facts.mean_score(nato, csto)
    at_best = sympy.sqrt(2) - 1
    t = co.parameter("t")
    root = [t > 0, (t + 1) ** 2 <= 2, (t + 1) ** 2 >= 2]
    fair = values()["fair"]
    links = [
        observed(
            "In data, interests across the blocs converge less than inside them",
            across < min(inside),
            f"mean S-score {inside[0]:.2f} in NATO, {inside[1]:.2f} in the CSTO, {across:.2f} across",
            condition="the S-score across the blocs is below both inside",
            evidence="data",
        ),
        proved("The institution has a value at every degree of conflict", Always(gain() >= t, given=[*INSIDE, *root])),
        only_if(
            "It has one whatever the status quo is worth to each state",
            Always(sympy.And(fair > R1, fair > R2), given=[*INSIDE, *QUOS]),
            "r_1 and r_2 are both below (1 + beta) / 2",
            Iff(sympy.And(fair > R1, fair > R2), sympy.And(2 * R1 < 1 + BETA, 2 * R2 < 1 + BETA), given=[*INSIDE, *QUOS]),
        ),
    ]
    pairs = combinations(sorted({a for a, _ in scores}), 2)
    low = min((p for p in pairs if p in scores), key=lambda p: scores[p])
    quantities = {
        "roll calls": max(int(r["n_rollcalls"]) for r in facts.rows("unga_agreement_2014_2019")),
        "S-score USA-RUS": scores["USA", "RUS"],
        "S-score DEU-RUS": scores["DEU", "RUS"],
        "mean S-score inside NATO(29)": inside[0],
        "mean S-score inside CSTO(6)": inside[1],
        "mean S-score across the blocs": across,
        "lowest S-score": f"{facts.name_of(low[0])} - {facts.name_of(low[1])}: {scores[low]}",
        "share of status quos that a single issue beats (r < beta)": _volume(BETA),
        "share of status quos that a bundle of two beats (r < (1 + beta) / 2)": _volume((1 + BETA) / 2),
    }
    bundled = (1 + BETA) / 2  # one of two issues for each side, per issue
    rivals = [
        proved(
            "Rational design: where conflict is too high for a single issue (beta < r), a bundle of two still serves both if "
            "r < (1 + beta) / 2; so more conflict asks for more scope",
            Implies(sympy.And(BETA < R1, 2 * R1 < 1 + BETA), bundled > R1, given=[*INSIDE, *QUOS]),
        )
    ]
    checks = [
        Check("the least value is sqrt(2) - 1 by calculus", sympy.simplify(gain().subs(BETA, at_best) - at_best) == 0),
        Check("the resolutions on Ukraine divide the blocs too", _votes_apart("RUS")),
    ]
    return Computation(links, quantities, checks, rivals)


def _votes_apart(state: str) -> bool:
    """On every resolution on Ukraine, 2014-2019, the state voted no while no NATO member did."""
    calls = facts.rows("unga_ukraine_rollcalls")
    resolutions = {r["resolution"] for r in calls}
    against = {(r["resolution"], r["iso3"]) for r in calls if r["vote"] == "no"}
    nato = set(facts.members("nato_2018"))
    return all((r, state) in against and not any((r, s) in against for s in nato) for r in resolutions)


def _volume(limit: Any, power: int = 1) -> Fraction:
    """The share of the unit cube where `power` status quos are below a limit that depends on beta: an exact integral."""
    value = sympy.integrate(sympy.expand(limit**power), (BETA, 0, 1))
    return Fraction(int(value.p), int(value.q))


# %% [markdown]
# ## P7: rising powers find value in coordination


def p7() -> Computation:
    """The value of a correlating institution, and the cost of autonomy that it outweighs."""
    v, t, w = values(), co.parameter("t"), P.omega.symbol
    g = gain()
    root = [t > 0, sympy.Eq((t + 1) ** 2, 2)]
    worth = [*INSIDE, A >= 0, A <= 1]
    cared = co.other_regarding(battle(BETA), w)
    rescaled = all(
        sympy.simplify(cared[s][p] / (1 + BETA * w) - battle((BETA + w) / (1 + BETA * w))[s][p]) == 0
        for s in ((MINE, MINE), (MINE, YOURS), (YOURS, YOURS))
        for p in ("first", "second")
    )
    links = [
        only_if(
            "A rising power gains from joining, whatever its autonomy costs",
            Always(g >= A, given=worth),
            f"a <= {sympy.sstr(g)}",
            Iff(v["fair"] - A >= v["mixed"], A <= g, given=worth),
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
        "value of the institution": sympy.sstr(g),
        "its least value over beta": sympy.sstr(sympy.sqrt(2) - 1),
        "least value, decimal": float(sympy.sqrt(2) - 1),
        "payoff in the mixed equilibrium": sympy.sstr(v["mixed"]),
        "payoff under a fair institution": sympy.sstr(v["fair"]),
        "share of (beta, a) where joining pays": _joining_share(),
        "the value falls in beta where beta^2 + 2 beta < 1": bool(falls.value),
        "we-feeling acts as a smaller conflict, (beta + omega) / (1 + beta omega)": bool(closer.value) and rescaled,
    }
    rivals = [
        proved(
            "Against a convention instead of uncoordinated play, the winner of the convention loses by a fair institution, the loser gains",
            Always(sympy.And(v["fair"] < 1, v["fair"] > BETA), given=INSIDE),
        )
    ]
    betas = [Fraction(k, 8) for k in range(1, 8)]
    checks = [
        Check(
            "all equilibria enumerated and the best correlated one by linear programming, at seven values of beta",
            all(map(_regrets_at, betas)),
        ),
        Check(
            "the mixed profile is an equilibrium for all beta > 0",
            bool(v["is equilibrium"]) and v["mixed"] == v["mixed, second"],
        ),
        Check("the gain is (1 + beta^2) / (2 (1 + beta))", sympy.simplify(g - (1 + BETA**2) / (2 * (1 + BETA))) == 0),
    ]
    return Computation(links, quantities, checks, rivals)


def _joining_share() -> str:
    """The share of the unit square of beta and a where the value outweighs the cost: log(2) - 1/4."""
    return str(sympy.integrate(sympy.apart(gain()), (BETA, 0, 1)))


# %% [markdown]
# ## P8: coordination although interests do not converge


def p8() -> Computation:
    """The institution against the status quo, and against what states do without it."""
    fair, mixed = values()["fair"], values()["mixed"]
    inside = [*INSIDE, *QUOS]
    links = [
        proved(
            "Inside coordination (r_i < beta) the institution beats the status quo for both",
            Implies(sympy.And(R1 < BETA, R2 < BETA), sympy.And(fair > R1, fair > R2), given=inside),
        ),
        proved("It beats uncoordinated (mixed) play for both", Always(fair > mixed, given=INSIDE)),
        only_if(
            "It beats the status quo whatever that is worth",
            Always(sympy.And(fair >= R1, fair >= R2), given=inside),
            "r_1 <= (1 + beta) / 2 and r_2 <= (1 + beta) / 2 (for a single draw that both keep to: r_i <= beta)",
            Iff(sympy.And(fair >= R1, fair >= R2), sympy.And(2 * R1 - 1 <= BETA, 2 * R2 - 1 <= BETA), given=inside),
        ),
    ]
    rivals = [
        proved(
            "Against the best equilibrium without an institution, which is the winner's convention (payoff 1), it never is better",
            Never(fair >= 1, given=INSIDE),
        )
    ]
    deadlock = co.NormalFormGame.from_payoffs(
        {
            ("agree", "agree"): ("1/2", 1),
            ("agree", "stay"): ("3/4", "1/4"),
            ("stay", "agree"): ("3/4", "1/4"),
            ("stay", "stay"): ("3/4", "1/4"),
        },
        players=["first", "second"],
    )
    quantities = {
        "share of the cube that is a coordination game (r_1, r_2 < beta)": _volume(BETA, 2),
        "share where at least one outcome is accepted by both": 1 - _volume(1 - BETA, 2),
        "share where the fair draw is accepted beforehand by both": _volume((1 + BETA) / 2, 2),
        "Deadlock (r_1 = 3/4 > beta = 1/2): 'agree' is a best reply of the first state": co.check_nash(
            deadlock, ("agree", "agree")
        ).value,
    }
    cells = 24
    grid = [Fraction(2 * k + 1, 2 * cells) for k in range(cells)]
    counted = sum(1 for b in grid for r in grid for s in grid if r < b and s < b)
    checks = [
        Check(
            "share of coordination games by counting cells",
            abs(Fraction(counted, cells**3) - _volume(BETA, 2)) < Fraction(1, cells),
        ),
        Check("the same by integrating over the larger status quo first", _by_maximum() == _volume(BETA, 2)),
    ]
    return Computation(links, quantities, checks, rivals)


def _by_maximum() -> Fraction:
    """P(max(r_1, r_2) < beta) = E[1 - max] with the density 2 m of the larger of two uniform numbers."""
    m = sympy.Symbol("m")
    value = sympy.integrate(2 * m * (1 - m), (m, 0, 1))
    return Fraction(int(value.p), int(value.q))


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
        "Without an institution states follow a convention, and its winner loses by a fair institution.",
        "holds only if", p7,
    ),
    Proposition(
        "P8", "Multilateralism facilitates coordination although interests do not converge",
        "Multilateral forms make coordination possible in spite of diverging interests.",
        "The correlated equilibrium against the status quo (r_1, r_2) and against the equilibria without an institution.",
        "It may be Deadlock: a frozen conflict that is cheap for one side (r_R > beta).",
        "holds only if", p8,
    ),
)  # fmt: skip

# %% [markdown]
# ## Figures


def figure_votes() -> Any:
    """A heat map of S-scores between states of the debate, ordered by bloc."""
    import numpy as np

    from examples.hadano2020 import style

    groups = {
        "NATO": ["USA", "GBR", "FRA", "DEU", "POL", "TUR"],
        "neither": ["UKR", "GEO", "MDA", "SWE", "FIN", "AUT", "SRB"],
        "CSTO": ["BLR", "KAZ", "ARM", "KGZ", "TJK", "RUS"],
        "rising": ["CHN", "IND", "BRA"],
    }
    states = [s for members in groups.values() for s in members]
    scores = facts.s_scores()
    table = np.array([[scores.get((a, b), np.nan) for b in states] for a in states])
    with style.figure(6.4, 5.6) as (fig, ax):
        image = ax.imshow(table, cmap="RdBu", vmin=-1, vmax=1)
        ax.set_xticks(range(len(states)), states, rotation=90, fontsize=7)
        ax.set_yticks(range(len(states)), [facts.name_of(s) for s in states], fontsize=7)
        for i in range(len(states)):
            for j in range(len(states)):
                if np.isfinite(table[i, j]):
                    dark = abs(table[i, j]) > 0.6
                    ax.text(
                        j,
                        i,
                        f"{table[i, j] + 0.0:.1f}".replace("-0.0", "0").replace("0.", "."),
                        ha="center",
                        va="center",
                        fontsize=5.5,
                        color="white" if dark else "black",
                    )
        edge = -0.5
        for name, members in groups.items():
            ax.text(edge + len(members) / 2, -0.9, name, ha="center", va="bottom", fontsize=8)
            edge += len(members)
            if edge < len(states) - 1:
                ax.axhline(edge, color="black", lw=1)
                ax.axvline(edge, color="black", lw=1)
        fig.colorbar(image, ax=ax, shrink=0.75, label="S-score (1 always agree, −1 never)")
        ax.set_title("Agreement in the UN General Assembly, 2014-2019", fontsize=10, pad=18)
        return fig


def figure_value() -> Any:
    """The value of the institution against the conflict, with its least point, and the payoffs that it is made of."""
    import numpy as np

    from examples.hadano2020 import style

    with style.figure(7.6, 3.6, 1, 2) as (fig, axes):
        left, right = axes
        beta = np.linspace(0, 1, 201)
        fair, mixed = (1 + beta) / 2, beta / (1 + beta)
        left.plot(beta, np.ones_like(beta), color=style.GREY, ls=":", label="winner of a convention: 1")
        left.plot(beta, fair, color=style.BLUE, label=r"fair institution: $(1+\beta)/2$")
        left.plot(beta, beta, color=style.GREY, ls="-.", label=r"loser of a convention: $\beta$")
        left.plot(beta, mixed, color=style.VERMILLION, ls="--", label=r"uncoordinated: $\beta/(1+\beta)$")
        left.fill_between(beta, mixed, fair, color=style.BLUE, alpha=0.12, lw=0)
        left.set(
            xlabel=r"$\beta$ (1 − $\beta$: distributional conflict)",
            ylabel="payoff to either state",
            xlim=(0, 1),
            ylim=(0, 1.5),
        )
        left.set_yticks([0, 0.5, 1], ["0", "1/2", "1"])
        left.legend(frameon=False, fontsize=7.5, loc="upper left", ncol=1)
        low = float(sympy.sqrt(2) - 1)
        right.plot(beta, fair - mixed, color=style.BLUE)
        right.fill_between(beta, 0, fair - mixed, color=style.BLUE, alpha=0.12, lw=0)
        right.axhline(low, color=style.GREEN, ls="--", lw=1)
        right.plot([low], [low], "o", color=style.GREEN)
        right.annotate(
            r"least value $\sqrt{2}-1$" + "\n" + r"at $\beta=\sqrt{2}-1$",
            (low, low),
            (0.3, 0.2),
            arrowprops={"arrowstyle": "->", "lw": 0.8},
            fontsize=8,
        )
        right.text(0.98, 0.05, "joining pays", ha="right", fontsize=8, color=style.BLUE)
        right.text(0.36, 0.53, "joining does not pay", ha="center", fontsize=8)
        right.text(0.99, 0.515, r"$a=\frac{1+\beta^2}{2(1+\beta)}$", ha="right", va="bottom", fontsize=10, color=style.BLUE)
        right.set(xlabel=r"$\beta$", ylabel=r"cost of autonomy $a$", xlim=(0, 1), ylim=(0, 0.6))
        fig.suptitle("What an institution is worth to two states in conflict over where to meet", fontsize=10)
        fig.subplots_adjust(wspace=0.28, top=0.9, bottom=0.16)
        return fig


def figure_status_quo() -> Any:
    """For a status quo that is worth the same to both: where the game is one of coordination, and where it is Deadlock."""
    from examples.hadano2020 import style

    with style.figure(4.8, 4.4) as (fig, ax):
        ax.fill([0, 1, 1], [0, 0, 1], facecolor=style.BLUE, alpha=0.5, hatch="", edgecolor="white")
        ax.fill([0, 1, 0], [0, 1, 0.5], facecolor=style.SKY, alpha=0.45, hatch="//", edgecolor="white")
        ax.fill([0, 1, 0], [0.5, 1, 1], facecolor=style.ORANGE, alpha=0.45, hatch="xx", edgecolor="white")
        ax.text(0.66, 0.26, "coordination game:\nboth outcomes beat\nthe status quo", ha="center", fontsize=8)
        ax.text(
            0.2,
            0.42,
            "only the fair draw does,\nbefore it is drawn",
            ha="center",
            fontsize=8,
            rotation=0,
            bbox={"facecolor": "white", "alpha": 0.75, "lw": 0},
        )
        ax.text(
            0.3,
            0.9,
            "Deadlock: no institution helps",
            ha="center",
            fontsize=8,
            bbox={"facecolor": "white", "alpha": 0.75, "lw": 0},
        )
        ax.text(0.8, 0.76, r"$r=\beta$", rotation=43, fontsize=8, ha="center")
        ax.text(0.66, 0.845, r"$r=(1+\beta)/2$", rotation=25, fontsize=8, ha="center")
        ax.set(xlabel=r"$\beta$", ylabel=r"value of the status quo $r$ (the same for both)", xlim=(0, 1), ylim=(0, 1))
        ticks = [0, 0.25, 0.5, 0.75, 1]
        ax.set_xticks(ticks, ["0", "1/4", "1/2", "3/4", "1"])
        ax.set_yticks(ticks, ["0", "1/4", "1/2", "3/4", "1"])
        ax.set_aspect("equal")
        ax.set_title("When there is something to coordinate", fontsize=10)
        return fig


FIGURES = {
    "votes": (
        figure_votes,
        "Interests do not converge: agreement in the General Assembly between states of the debate. Computed from roll calls.",
    ),
    "value": (
        figure_value,
        "The value of a correlating institution is least, but never small, at an intermediate degree of conflict.",
    ),
    "status_quo": (
        figure_status_quo,
        "Outside coordination the institution cannot help: a frozen conflict that is cheap for one side is Deadlock.",
    ),
}
