"""The data on states and votes, read from `data/` (its README names every source). A blank stays a blank."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from statistics import mean

import coalitions as co

FOLDER = Path(__file__).parent / "data"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one file of the data folder."""
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def members(group: str) -> tuple[str, ...]:
    """The ISO codes of the members of a group: a column of the file of memberships (osce, nato_2018, csto, p5, …)."""
    return tuple(r["iso3"] for r in rows("memberships_2018_2020") if r[group] == "1")


@cache
def name_of(iso3: str) -> str:
    """The name of a state."""
    return next(r["state"] for r in rows("memberships_2018_2020") if r["iso3"] == iso3)


@cache
def s_scores() -> dict[tuple[str, str], float]:
    """Agreement in the General Assembly, 2014-2019: S = 1 minus twice the mean distance of votes; 1 is always, -1 never."""
    scores = {(r["a"], r["b"]): float(r["s_score"]) for r in rows("unga_agreement_2014_2019") if r["s_score"]}
    return scores | {(b, a): s for (a, b), s in scores.items()}


def mean_score(one: Iterable[str], other: Iterable[str]) -> float:
    """The mean S-score of all pairs of two different states, one from each group, for which there is one."""
    scores = s_scores()
    return mean(scores[pair] for pair in product(one, other) if pair in scores)


def rule(body: str) -> tuple[int, int, int]:
    """Number of members, votes needed, and number of vetoes of a body."""
    row = next(r for r in rows("decision_rules") if r["body"] == body)
    return int(row["n"]), int(row["quota"]), int(row["n_veto"])


def body(name: str, members_of: Iterable[str] | None = None) -> co.WeightedVotingGame:
    """A body as a voting game: enough votes, and none of the vetoes against. The veto players are named first."""
    n, quota, vetoes = rule(name)
    names = list(members_of) if members_of is not None else [f"member {k + 1}" for k in range(n)]
    rules = [(quota, dict.fromkeys(names, 1))]
    if 0 < vetoes < quota:
        rules.append((vetoes, dict.fromkeys(names[:vetoes], 1)))
    return co.WeightedVotingGame.from_rules(rules)


def council(year: str) -> tuple[list[Row], co.WeightedVotingGame]:
    """The Security Council of a year, permanent members first, and its voting game."""
    seats = [r for r in rows("unsc_members_2017_2020") if r["year"] == year]
    return seats, body("UNSC_substantive_post1965", [r["state"] for r in seats])


def contact_cases() -> list[tuple[str, str, str, Fraction]]:
    """Mission, case, kind (real or imagined) and the share of the other side's troops; the rest counts as Western."""
    return [
        (r["mission"], r["case"], r["kind"], Fraction(r["other_side"]) / Fraction(r["total"])) for r in rows("contact_cases")
    ]


def attribute(year: str, column: str, states: Iterable[str]) -> dict[str, Fraction]:
    """An attribute of states in a year; states for which it is blank are left out."""
    listed = set(states)
    found = (r for r in rows("state_attributes_2018_2019") if r["year"] == year and r["iso3"] in listed)
    return {r["iso3"]: Fraction(r[column]) for r in found if r[column]}


def proposals() -> list[tuple[str, Fraction]]:
    """Missions proposed 2014-2020 with the area that they were to cover: 0 contact line, 1 whole territory (our coding)."""
    return [(r["id"], Fraction(r["area_code_0_1"])) for r in rows("donbas_proposals") if r["area_code_0_1"]]
