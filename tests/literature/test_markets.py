"""Markets: houses, gloves, flows."""

from fractions import Fraction

import pytest

import coalitions as co
from tests.literature.cases import Case

HOUSES = "Shapley and Shubik (1972), The assignment game I: three houses"
WIESE = "Wiese, Kooperative Spieltheorie, p. 65, in the tests of CoopGame and the documents of coopgame"
POSTLEWAITE = "Postlewaite and Rosenthal (1974), Disadvantageous syndicates"

houses = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]])
#: two own a whole left glove each, three own half a right glove each
syndicates = co.TUGame.from_function([1, 2, 3, 4, 5], lambda S: min(Fraction(len(S & {1, 2})), Fraction(len(S & {3, 4, 5}), 2)))

CASES = [
    # buyers in rows: 8 + 6 + 2 = 16; the corners that are best for the one side and for the other
    Case("houses-for-rows", HOUSES, "recalled", houses, co.check_in_core, True, judged=([5, 6, 1, 1, 3, 0],)),
    Case("houses-for-columns", HOUSES, "recalled", houses, co.check_in_core, True, judged=([3, 5, 0, 2, 5, 1],)),
    Case("houses-beyond", HOUSES, "recalled", houses, co.check_in_core, False, judged=([6, 6, 1, 1, 2, 0],)),
    Case("houses-tau", "Núñez and Rafels (2002), The assignment game: the tau-value is half of both corners", "recalled", houses,
         co.tau_value, [4, "11/2", "1/2", "3/2", 4, "1/2"]),
    Case("gloves-1-2", WIESE, "read", co.glove_game(["L"], ["R1", "R2"]), co.shapley_value, ["2/3", "1/6", "1/6"]),
    Case("gloves-1-9", WIESE, "read", co.glove_game(["L"], [f"R{k}" for k in range(9)]), co.shapley_value,
         ["9/10"] + ["1/90"] * 9),
    Case("gloves-3-1", WIESE, "read", co.glove_game(["A", "B", "D"], ["C"]), co.shapley_value,
         ["1/12", "1/12", "1/12", "3/4"]),
    # a left with two rights makes 1 and the other two make 1/2, 3/2 in all, so that both get just that; all rights get as much
    # as each other then, r, and all lefts 1/2 - r; 1/2 - r + 2 r = 1 gives r = 1/2
    Case("syndicates-core", POSTLEWAITE, "recalled", syndicates, co.find_core_point, [0, 0, "1/2", "1/2", "1/2"]),
    Case("syndicates-nucleolus", POSTLEWAITE, "recalled", syndicates, co.nucleolus, [0, 0, "1/2", "1/2", "1/2"]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()


def test_what_the_houses_are_worth():
    # Shapley and Shubik (1972): 16, by selling the second house to the first, the third to the second, the first to the third
    assert houses[tuple(houses.players)] == 8 + 6 + 2
    assert houses["R1", "C1"] == 5
    assert houses["R1", "R2", "C1", "C2"] == max(5 + 9, 8 + 7)
