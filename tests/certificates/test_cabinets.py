"""Evidence about cabinets: every field forged is rejected."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

import coalitions as co
from coalitions.certificates.cabinets import CentralPlayer, DominantPlayer

HOUSE = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 8, "B": 21, "C": 26, "D": 12, "E": 33})
PLACES = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
RANGE = co.enumerate_cabinets(HOUSE, theory="minimal range", positions=PLACES)


def rejected(concept, evidence, game=HOUSE):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, evidence)


@pytest.mark.parametrize(
    "changes",
    [
        {"theory": "minimal winning"},
        {"theory": "none"},
        {"theory": ["minimal range"]},
        {"positions": None},
        {"positions": (1, 2, 3, 4)},
        {"positions": (1.0, 2, 3, 4, 5)},
        {"positions": (True, 2, 3, 4, 5)},
        {"positions": [1, 2, 3, 4, 5]},
        {"positions": (1, 2, 3, 4, 50)},
        {"masks": ()},
        {"masks": RANGE.certificate.masks[:-1]},
        {"masks": RANGE.certificate.masks[::-1]},
        {"masks": (*RANGE.certificate.masks, 31)},
        {"masks": list(RANGE.certificate.masks)},
        {"masks": (True, *RANGE.certificate.masks)},
        {"masks": None},
    ],
)
def test_cabinets(changes):
    rejected(RANGE.concept, replace(RANGE.certificate, **changes))
    with pytest.raises(co.CertificateError):
        replace(RANGE, certificate=replace(RANGE.certificate, **changes)).verify()


def test_other_positions_are_another_question():
    other = co.enumerate_cabinets(HOUSE, theory="minimal range", positions={p: 2 * x for p, x in PLACES.items()})
    assert other.value == RANGE.value
    with pytest.raises(co.CertificateError):
        replace(RANGE, certificate=other.certificate).verify()
    rejected("minimal winning cabinets", replace(RANGE.certificate, theory="minimal winning"))


def test_dominant_players_by_all_triples():
    """What the check accepts, against sums of weights."""
    apex = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1, "D": 1})
    weight = [sum(w for i, w in enumerate((2, 1, 1, 1)) if m >> i & 1) for m in range(16)]
    accepted = 0
    for i, mask, others in product(range(4), range(16), range(16)):
        evidence = DominantPlayer((i, mask, others))
        fine = mask >> i & 1 and not mask & others and weight[mask] >= 3
        rest = mask & ~(1 << i)
        outside = [b for b in range(16) if not b & mask]
        fine = fine and all(weight[b | 1 << i] >= 3 for b in outside if weight[b | rest] >= 3)
        if fine and weight[others | 1 << i] >= 3 > weight[others | rest]:
            assert co.certify("dominant player", apex, evidence).value == "A"
            accepted += 1
        else:
            rejected("dominant player", evidence, apex)
    assert accepted
    for found in (None, (0, 3), [0, 3, 4], (True, 3, 4), (0, 99, 4), (-1, 3, 4), (0, 3, -1), "034"):
        rejected("dominant player", DominantPlayer(found), apex)


def test_central_player():
    good = co.find_central_player(HOUSE, PLACES).certificate
    for changes in (
        {"player": None},
        {"player": 1},
        {"player": True},
        {"player": "C"},
        {"player": 9},
        {"positions": (1, 2, 9, 4, 5)},
        {"positions": (1, 2, 3, 3, 5)},
        {"positions": (1, 2)},
        {"positions": None},
        {"positions": (1.5, 2, 3, 4, 5)},
    ):
        rejected("central player", replace(good, **changes))
    two = co.WeightedVotingGame.from_weights(quota=1, weights={"A": 1, "B": 1})
    assert co.certify("central player", two, CentralPlayer((Fraction(1), Fraction(2)), None)).value is None


def test_portfolio():
    good = co.gamson_portfolio(HOUSE, ["B", "E"], ministries=18)
    assert good.value == {"A": 0, "B": 7, "C": 0, "D": 0, "E": 11}
    for changes in ({"mask": 0}, {"mask": 99}, {"mask": -1}, {"mask": True}, {"ministries": 1.5}, {"ministries": None}):
        rejected("Gamson portfolio", replace(good.certificate, **changes))
    for changes in ({"mask": 1}, {"ministries": Fraction(3)}):
        with pytest.raises(co.CertificateError):
            replace(good, certificate=replace(good.certificate, **changes)).verify()


def test_another_form_of_game():
    table = co.tabulate(HOUSE)
    for solution in (
        RANGE,
        co.find_dominant_player(HOUSE),
        co.find_central_player(HOUSE, PLACES),
        co.gamson_portfolio(HOUSE, ["E"]),
    ):
        rejected(solution.concept, solution.certificate, table)
        assert solution.to_dict()["certificate"]["kind"]
