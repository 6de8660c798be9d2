"""The market of five firms under every concept: what the example prints, against arguments by hand."""

import runpy
from pathlib import Path

import pytest

import coalitions as co

SCRIPT = Path(__file__).parent.parent.parent / "examples" / "formation.py"


@pytest.fixture(scope="module")
def run():
    return runpy.run_path(str(SCRIPT))


def test_every_answer_is_certified(run):
    assert len(run["rows"]) >= 25
    assert all(row[3] == "certified" for row in run["rows"])
    assert len({row[:2] for row in run["rows"]}) == len(run["rows"])


def test_answers_that_follow_by_hand(run):
    """k cartels earn 3600/(k+1)² each: 900; 400, 400; 225, …; 144, …; 100, … .

    A firm alone expects 100 if others fall apart (5 · 100 <= 900), 400 if they merge or do what is best (5 · 400 > 900), and
    100 at worst. Monopoly gives 180 each. Nobody can gain on it by gamma: two expect 144, three 225, four 400, one 100, less
    than 360, 540, 720 and 180. With open membership each member of a cartel of k > 1 gains by leaving it alone: the number m of
    cartels becomes m + 1, and 3600/(m+2)² > 3600/((m+1)² k), as in 5 (400 > 180), 4+1 (225 > 100), 3+2 (225 > 133),
    2+2+1 (144 > 112), 2+1+1+1 (100 > 72). So only single firms are left, where two who merge would get 72 each instead of 100.
    """
    found = {row[0]: row[2] for row in run["rows"]}
    expected = {
        "externalities": "positive",
        "efficient partitions": "5",
        "core, pessimistic": "5",
        "core, gamma": "5",
        "core, delta": "empty",
        "core, optimistic": "empty",
        "strong stable, gamma": "5",
        "Nash stable, open": "1+1+1+1+1",
        "Nash stable, delta": "1+1+1+1+1",
        "strong stable, open": "none",
        "strong stable, delta": "none",
        "unblocked": "none",
    }
    assert {name: found[name] for name in expected} == expected


def test_foresight(run):
    consistent = set(co.largest_consistent_set(run["environment"]).value)
    for stable in run["farsighted"].value:
        assert set(stable) <= consistent  # Chwe (1994), proposition 3
    everybody = run["market"].partition([run["FIRMS"]])
    assert any(set(stable) == {everybody} for stable in run["farsighted"].value)


def test_printed(run, capsys):
    runpy.run_path(str(SCRIPT))
    printed = capsys.readouterr().out
    assert "400 for a firm outside a cartel of four, 180 in a monopoly" in printed
    assert "E prefers {A, B, C, D} | {E} to {A, B, C, D, E}" in printed
    for row in run["rows"]:
        assert row[0] in printed
