"""Evidence about matchings: every field forged is rejected."""

from dataclasses import replace
from itertools import product

import pytest

import coalitions as co
from coalitions.certificates.matchings import (
    AllStableMatchings,
    BestStableMatchings,
    DeferredAcceptance,
    FoundMatching,
    MatchingVerdict,
)
from tests.literature.matchings import EXAMPLE_1, EXAMPLE_3


def rejected(concept, evidence, game=EXAMPLE_1):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, evidence)


STABLE = co.enumerate_stable_matchings(EXAMPLE_1).certificate.matchings
BROKEN = EXAMPLE_1.partners(EXAMPLE_1.matching([("α", "A"), ("β", "C"), ("γ", "B")]))
BAD = [
    (0, 1, 2, 3, 4),
    (1, 0, 2, 3, 4, 5),
    (3, 3, 2, 0, 4, 5),
    (3, 1, 2, 3, 4, 5),
    (9, 1, 2, 3, 4, 0),
    (-1, 1, 2, 3, 4, 0),
    (False, True, 2, 3, 4, 5),
    [0, 1, 2, 3, 4, 5],
    ("0", 1, 2, 3, 4, 5),
    7,
]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_matching(bad):
    rejected("stable matching", MatchingVerdict(bad, None))
    rejected("stable matching", MatchingVerdict(bad, (0, 3)))
    rejected("a stable matching", FoundMatching(bad))
    rejected("all stable matchings", AllStableMatchings((*STABLE, bad)))
    rejected("matching of deferred acceptance", DeferredAcceptance("left", bad))
    rejected("egalitarian stable matchings", BestStableMatchings("egalitarian", (bad,)))


def test_only_pairs_that_block():
    true = []
    for pair in [*product(range(6), repeat=2), *((i,) for i in range(6))]:
        evidence = MatchingVerdict(BROKEN, pair)
        ranks, own = EXAMPLE_1.ranks, BROKEN
        ends = (pair[0], pair[-1])
        if ranks[ends] > ranks[pair[0], own[pair[0]]] and ranks[ends[::-1]] > ranks[pair[-1], own[pair[-1]]]:
            assert co.certify("stable matching", EXAMPLE_1, evidence).value is False
            true.append(pair)
        else:
            rejected("stable matching", evidence)
    assert true == [(2, 3), (3, 2)]
    rejected("stable matching", MatchingVerdict(BROKEN, None))
    for blocks in ((), (2, 3, 2), (True, 3), (2, 9), [2, 3], "23", 5):
        rejected("stable matching", MatchingVerdict(BROKEN, blocks))


@pytest.mark.parametrize(
    "matchings", [(), STABLE[:2], STABLE[::-1], (*STABLE, STABLE[0]), (BROKEN, *STABLE), list(STABLE), None, ((),)]
)
def test_forged_lists(matchings):
    rejected("all stable matchings", AllStableMatchings(matchings))
    rejected("egalitarian stable matchings", BestStableMatchings("egalitarian", matchings))
    rejected("minimum regret stable matchings", BestStableMatchings("minimum regret", matchings))


def test_other_forgeries():
    rejected("a stable matching", FoundMatching(None))
    rejected("a stable matching", FoundMatching(BROKEN))
    for partners in product(range(4), repeat=4):
        if all(partners[j] == i for i, j in enumerate(partners)):
            rejected("a stable matching", FoundMatching(partners), EXAMPLE_3)
    good = co.deferred_acceptance_matching(EXAMPLE_1).certificate
    for changes in ({"proposing": "right"}, {"proposing": "men"}, {"proposing": None}, {"partners": STABLE[1]}):
        rejected("matching of deferred acceptance", replace(good, **changes))
    rejected("matching of deferred acceptance", DeferredAcceptance("left", (0, 1, 2, 3)), EXAMPLE_3)
    best = co.enumerate_best_stable_matchings(EXAMPLE_1, criterion="minimum regret").certificate
    rejected("egalitarian stable matchings", best)
    rejected("egalitarian stable matchings", replace(best, criterion="egalitarian"))
    rejected("median stable matchings", replace(best, criterion="median"))
    rejected("egalitarian stable matchings", replace(best, criterion=["egalitarian"]))
    for evidence in (FoundMatching(None), AllStableMatchings(()), good, best):
        rejected(evidence.proves[0], evidence, co.TUGame.from_worths(["A"], {"A": 1}))


def test_plain_data():
    for solution in (
        co.check_stable_matching(EXAMPLE_1, []),
        co.find_stable_matching(EXAMPLE_3),
        co.enumerate_stable_matchings(EXAMPLE_1),
        co.deferred_acceptance_matching(EXAMPLE_1),
        co.enumerate_best_stable_matchings(EXAMPLE_1),
    ):
        assert solution.to_dict()["certificate"]["kind"]
