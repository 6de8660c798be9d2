"""The table of coalition theories in Lijphart (1984; 1999, table 6.1), and dominant players of Peleg (1981)."""

import pytest

import coalitions as co

HOUSE = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 8, "B": 21, "C": 26, "D": 12, "E": 33})
PLACES = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}


# The table is quoted from memory of the book and was worked out by hand: of 100 seats 51 win.
@pytest.mark.parametrize(
    ("theory", "cabinets"),
    [
        ("minimal winning", "ABC ADE BCD BE CE"),
        ("minimum size", "ADE"),
        ("fewest parties", "BE CE"),
        ("minimal range", "ABC BCD CE"),
        ("minimal connected winning", "ABC BCD CDE"),
        ("smallest connected", "ABC"),  # 55 seats; not in the table
    ],
)
def test_five_parties(theory, cabinets):
    places = PLACES if "range" in theory or "connected" in theory else None
    found = co.enumerate_cabinets(HOUSE, theory=theory, positions=places).value
    assert sorted("".join(c) for c in found) == sorted(cabinets.split())


def test_apex_game():
    """The apex game [3; 2, 1, 1, 1]: the minimal winning coalitions, and the apex player dominates."""
    apex = co.WeightedVotingGame.from_weights(quota=3, weights={"1": 2, "2": 1, "3": 1, "4": 1})
    assert sorted("".join(c) for c in co.enumerate_cabinets(apex).value) == ["12", "13", "14", "234"]
    assert co.find_dominant_player(apex).value == "1"


def test_equal_parties_have_no_dominant_one():
    """Peleg (1981): a symmetric majority game has no dominant player."""
    assert co.find_dominant_player(co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1, "C": 1})).value is None
