"""Parliaments, shareholders, boards and electoral colleges."""

from fractions import Fraction

import pytest

import coalitions as co
from tests.literature.cases import Case, as_printed, votes

HOLLER_ILLING = "Holler and Illing (2006), Einführung in die Spieltheorie, 6.3.3 (CoopGame, deeganPackelIndex)"
HOLLER = "Holler (1982, 2011), Public goods index: who has 20 has less than who has 15 (CoopGame, publicGoodIndex)"
ALESKEROV = "Aleskerov (2009), Power indices taking into account agents' preferences: 50, 49 and 1 of 100 seats"
BRAMS = "Brams and Affuso (1976), Power and size: a new paradox: a fourth member joins"
COOPGAME = "Anwander and Staudacher, CoopGame, test 28"
NASSAU = "Banzhaf (1965), Weighted voting doesn't work"
STRAFFIN = "Straffin (1977), Homogeneity, independence, and power indices: amending the constitution of Canada (1971)"
SCOTLAND = "Lippman, Math in society: the Scottish Parliament of 2007"
PERCENT = Fraction(1, 100)

holler = votes(51, 35, 20, 15, 15, 15)
scotland = votes(65, 47, 46, 17, 16, 2)
shareholders = votes(51, 40, 30, 20, 10)
provinces = ["Ontario", "Quebec", "British Columbia", "Alberta", "Saskatchewan", "Manitoba"]
provinces += ["New Brunswick", "Nova Scotia", "Prince Edward Island", "Newfoundland"]
#: Ontario, Quebec, two of the four on the Atlantic, and British Columbia with one, or else all three, of the prairie
canada = co.WeightedVotingGame.from_rules(
    [
        (2, {p: int(p in provinces[:2]) for p in provinces}),
        (2, dict.fromkeys(provinces[6:], 1)),
        (3, {"British Columbia": 2} | dict.fromkeys(provinces[3:6], 1)),
    ]
)

CASES = [
    Case("holler-deegan-packel", HOLLER_ILLING, "read", holler, co.deegan_packel_index,
         ["18/60", "9/60", "11/60", "11/60", "11/60"]),
    Case("holler-public-good", HOLLER, "read", holler, co.holler_packel_index, ["4/15", "2/15", "1/5", "1/5", "1/5"]),
    Case("johnston-321", "Chakravarty, Mitra and Sarkar (2015), p. 124 (CoopGame, johnstonIndex)", "read", votes(4, 3, 2, 1),
         co.johnston_index, ["2/3", "1/6", "1/6"]),
    Case("johnston-531", COOPGAME, "read", votes(8, 5, 3, 1), co.johnston_index, ["1/2", "1/2", 0]),
    Case("johnston-881", COOPGAME, "read", votes(9, 8, 8, 1), co.johnston_index, ["1/3"] * 3),
    Case("johnston-5111", COOPGAME, "read", votes(6, 5, 1, 1, 1), co.johnston_index, ["11/14", "1/14", "1/14", "1/14"]),
    Case("johnston-2111", COOPGAME, "read", votes(5, 2, 1, 1, 1), co.johnston_index, ["1/4"] * 4),
    Case("johnston-7432", COOPGAME, "read", votes(12, 7, 4, 3, 2), co.johnston_index, ["1/2", "1/6", "1/6", "1/6"]),
    Case("seats-50-49-1", ALESKEROV, "read", votes(51, 50, 49, 1), co.banzhaf_index, ["3/5", "1/5", "1/5"]),
    Case("seats-50-49-1-of-52", "the coopgame documents: CoopGame, test 07.1", "read", votes(52, 50, 49, 1), co.banzhaf_index,
         ["1/2", "1/2", 0]),
    Case("seats-8642", "Chakravarty, Mitra and Sarkar (2015), p. 119 (CoopGame, nonNormalizedBanzhafIndex)", "read",
         votes(12, 8, 6, 4, 2), co.banzhaf_value, ["5/8", "3/8", "3/8", "1/8"]),
    Case("seats-50-30-20", "Chakravarty, Mitra and Sarkar (2015), p. 119 (CoopGame, nonNormalizedBanzhafIndex)", "read",
         votes(67, 50, 30, 20), co.banzhaf_value, ["3/4", "1/4", "1/4"]),
    # 1 wins with 2 or 3, 4 never matters: half the time by luck, and half of 3/4, 1/4, 1/4, 0
    Case("rae-of-four", "Staudacher and Anwander (2021), CoopGame, raeIndex", "read",
         co.TUGame.from_function([1, 2, 3, 4], lambda S: int(1 in S and bool(S & {2, 3}))), co.rae_index,
         ["0.875", "0.625", "0.625", "0.500"]),
    Case("nassau-1958", "For all practical purposes (COMAP), chapter 11, example 3; " + NASSAU, "read",
         votes(16, 9, 9, 7, 3, 1, 1), co.banzhaf_index, ["1/3", "1/3", "1/3", 0, 0, 0]),
    Case("nassau-1964", "milefoot.com, Nassau County; " + NASSAU, "read", votes(58, 31, 31, 28, 21, 2, 2), co.banzhaf_index,
         ["1/3", "1/3", "1/3", 0, 0, 0]),
    Case("three-members", BRAMS, "recalled", votes(4, 3, 2, 2), co.banzhaf_index, ["1/3", "1/3", "1/3"]),
    # by hand: 3 swings in 32, 32', 321, 32'1, 322'; 2 in 32, 321, 22'1; 1 in 22'1
    Case("four-members", BRAMS, "recalled", votes(5, 3, 2, 2, 1), co.banzhaf_index, ["5/12", "3/12", "3/12", "1/12"]),
    Case("shareholders", "Owen (1995), Game theory: 10, 20, 30, 40 percent of the shares", "recalled", shareholders,
         co.shapley_shubik_index, ["5/12", "3/12", "3/12", "1/12"]),
    Case("scotland-2007", SCOTLAND, "recalled", scotland, co.banzhaf_index, ["9/27", "7/27", "5/27", "3/27", "3/27"]),
    Case("canada-shapley", STRAFFIN, "recalled", canada, co.shapley_shubik_index,
         ["31.55"] * 2 + ["12.50"] + ["4.17"] * 3 + ["2.98"] * 4, unit=PERCENT),
    Case("canada-banzhaf", STRAFFIN, "recalled", canada, co.banzhaf_index,
         ["21.78"] * 2 + ["16.34"] + ["5.45"] * 3 + ["5.94"] * 4, unit=PERCENT),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()


def test_one_large_shareholder():
    # Shapley and Shubik (1954): 40 percent in one hand and 600 holders of 0.1 percent: 66.6 percent of the power. By hand: he
    # turns the tide in places 102 to 501 of 601
    game = co.WeightedVotingGame.from_weights(quota=501, weights={"large": 400} | dict.fromkeys(range(600), 1))
    index = co.shapley_shubik_index(game).value
    assert index["large"] == Fraction(400, 601)
    assert as_printed(100 * index["large"], "66.6")
    assert index[0] == index[599] == Fraction(201, 601 * 600)


#: The Electoral College of 1972 to 1980: votes, how many states have them, and the index printed for each
COLLEGE = [
    (45, 1, "0.08831"), (41, 1, "0.07973"), (27, 1, "0.05096"), (26, 2, "0.04898"), (25, 1, "0.04700"), (21, 1, "0.03917"),
    (17, 2, "0.03147"), (14, 1, "0.02577"), (13, 2, "0.02388"), (12, 3, "0.02200"), (11, 1, "0.02013"), (10, 4, "0.01827"),
    (9, 3, "0.01641"), (8, 4, "0.01456"), (7, 3, "0.01272"), (6, 4, "0.01088"), (5, 1, "0.00905"), (4, 9, "0.00723"),
    (3, 7, "0.00541"),
]  # fmt: skip


def test_electoral_college_of_the_1970s():
    # Owen (1975), Evaluation of a presidential election game, and Owen (1995), Game theory: 51 members, 270 of 538 votes.
    # Recalled, 19 numbers of five decimals
    states = {(votes, k): votes for votes, count, _ in COLLEGE for k in range(count)}
    assert (len(states), sum(states.values())) == (51, 538)
    names = {f"{v} votes, {k}": v for v, k in states}
    found = co.shapley_shubik_index(co.WeightedVotingGame.from_weights(quota=270, weights=names))
    assert found.guarantee is co.Guarantee.CERTIFIED
    assert [as_printed(found.value[f"{v} votes, 0"], printed) for v, _, printed in COLLEGE] == [True] * len(COLLEGE)
    assert sum(count * found.value[f"{v} votes, 0"] for v, count, _ in COLLEGE) == 1
