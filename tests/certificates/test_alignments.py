"""Evidence about alignments: every field forged is rejected."""

from dataclasses import replace
from itertools import product

import pytest

import coalitions as co
from coalitions.certificates.alignments import AlignmentVerdict, AllStableAlignments

GAME = co.Landscape.from_propensities({("A", "B"): 1, ("A", "C"): -1, ("B", "C"): 2}, sizes={"A": 3, "B": 1, "C": 2})
ALL = co.enumerate_stable_alignments(GAME)


def rejected(concept, evidence, game=GAME):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, evidence)


def test_only_changes_that_lower_the_energy():
    for labels in [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]:
        blocs = [[p for p, b in zip("ABC", labels, strict=True) if b == k] for k in (0, 1)]
        stable = True
        for i, b in product(range(3), range(2)):
            after = [[p for p in bloc if p != "ABC"[i]] for bloc in blocs]
            after[b].append("ABC"[i])
            lower = GAME.energy([x for x in after if x]) < GAME.energy([x for x in blocs if x])
            stable &= not lower
            evidence = AlignmentVerdict(2, labels, (i, b))
            if lower:
                assert co.certify("stable alignment", GAME, evidence).value is False
            else:
                rejected("stable alignment", evidence)
        if stable:
            assert co.certify("stable alignment", GAME, AlignmentVerdict(2, labels, None)).value is True
        else:
            rejected("stable alignment", AlignmentVerdict(2, labels, None))


@pytest.mark.parametrize(
    "changes",
    [
        {"blocs": 0},
        {"blocs": True},
        {"blocs": "2"},
        {"blocs": 1},
        {"labels": (0, 1)},
        {"labels": (1, 0, 0)},
        {"labels": (0, 2, 1)},
        {"labels": (0, True, 0)},
        {"labels": [0, 1, 1]},
        {"labels": (0, 1, -1)},
        {"change": 5},
        {"change": (0,)},
        {"change": (9, 0)},
        {"change": (0, 9)},
        {"change": (-1, 0)},
        {"change": (True, 0)},
        {"change": [0, 1]},
    ],
)
def test_forged_verdicts(changes):
    good = co.check_stable_alignment(GAME, [["A", "C"], ["B"]])
    rejected("stable alignment", replace(good.certificate, **changes))


def test_forged_lists():
    rows = ALL.certificate.rows
    every = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    for forged in ((), (*rows, rows[0]), (*rows, next(r for r in every if r not in rows)), list(rows), None, ((0, 1),), (5,)):
        rejected(ALL.concept, replace(ALL.certificate, rows=forged))
    for blocs in (0, True, "2", None, 1):
        rejected(ALL.concept, replace(ALL.certificate, blocs=blocs))
    with pytest.raises(co.CertificateError):
        replace(ALL, certificate=replace(ALL.certificate, blocs=3)).verify()
    two = co.Landscape.from_propensities({("A", "B"): 0})
    for order in (((0, 0), (0, 1)), ((0, 1), (0, 0))):
        evidence = AllStableAlignments(2, order)
        if order[0] == (0, 0):
            assert len(co.certify(ALL.concept, two, evidence).value) == 2
        else:
            rejected(ALL.concept, evidence, two)


def test_other_games_and_plain_data():
    for solution in (ALL, co.check_stable_alignment(GAME, [])):
        rejected(solution.concept, solution.certificate, co.TUGame.from_worths(["A"], {"A": 1}))
        assert solution.to_dict()["certificate"]["kind"]
