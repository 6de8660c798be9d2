"""Markets: houses, gloves, flows."""

from fractions import Fraction

import pytest

import coalitions as co
from tests.literature.cases import Case, three

HOUSES = "Shapley and Shubik (1972), The assignment game I: three houses"
WIESE = "Wiese, Kooperative Spieltheorie, p. 65, in the tests of CoopGame and the documents of coopgame"
POSTLEWAITE = "Postlewaite and Rosenthal (1974), Disadvantageous syndicates"

houses = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]])
PRIETO = "Prieto, coopProductGame, owenSet and nucleolus: prices 68, 52; 4, 5 and 6, 2 units of two resources"
#: min y(N) with 4 a + 6 b >= 68 and 5 a + 2 b >= 52: prices of 8 and 6 for the resources
production = co.linear_production_game({"A": [4, 33], "B": [6, 39], "C": [60, 0]}, technology=[[4, 5], [6, 2]], prices=[68, 52])
KALAI_ZEMEL = "Kalai and Zemel (1982), Totally balanced games and games of flow: a minimal cut is in the core"
network = co.flow_game([("A", "s", "m", 4), ("B", "m", "t", 5), ("C", "s", "t", 10)], source="s", sink="t")
BIRD = "Bird (1976), On cost allocation for a spanning tree: each pays for his link towards the source (network of cooptrees)"
tree = co.spanning_tree_game({("s", "A"): 6, ("s", "B"): 10, ("s", "C"): 6, ("A", "B"): 4, ("A", "C"): 6, ("B", "C"): 4}, "s")
#: two own a whole left glove each, three own half a right glove each
syndicates = co.TUGame.from_function([1, 2, 3, 4, 5], lambda S: min(Fraction(len(S & {1, 2})), Fraction(len(S & {3, 4, 5}), 2)))

CASES = [
    # buyers in rows: 8 + 6 + 2 = 16; the corners that are best for the one side and for the other
    Case("houses-for-rows", HOUSES, "recalled", houses, co.check_in_core, True, judged=([5, 6, 1, 1, 3, 0],)),
    Case("houses-for-columns", HOUSES, "recalled", houses, co.check_in_core, True, judged=([3, 5, 0, 2, 5, 1],)),
    Case("houses-beyond", HOUSES, "recalled", houses, co.check_in_core, False, judged=([6, 6, 1, 1, 2, 0],)),
    Case("houses-tau", "Núñez and Rafels (2002), The assignment game: the tau-value is half of both corners", "recalled", houses,
         co.tau_value, [4, "11/2", "1/2", "3/2", 4, "1/2"]),
    Case("production-owen", PRIETO, "read", production, co.check_in_core, True, judged=([230, 282, 480],)),
    Case("production-shapley", PRIETO, "read", production, co.shapley_value, [229, 272, 491]),
    Case("production-nucleolus", PRIETO, "read", production, co.nucleolus, [149, 192, 651]),
    Case("flow-cut", KALAI_ZEMEL, "recalled", network, co.check_in_core, True, judged=([4, 0, 10],)),
    # by hand: s-A 6, A-B 4, B-C 4; or s-C 6, B-C 4, A-B 4
    Case("tree-from-A", BIRD, "recalled", co.dual(tree), co.check_in_core, True, judged=([6, 4, 4],)),
    Case("tree-from-C", BIRD, "recalled", co.dual(tree), co.check_in_core, True, judged=([4, 4, 6],)),
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


def test_corners_of_the_core_of_the_houses():
    # Shapley and Shubik (1972): in one corner all buyers get their most at once, in another all sellers
    corners = [tuple(corner.values()) for corner in co.core(houses).value.vertices]
    assert tuple(map(max, zip(*corners, strict=True))) == (5, 6, 1, 2, 5, 1)
    assert tuple(map(min, zip(*corners, strict=True))) == (3, 5, 0, 1, 3, 0)
    assert {(5, 6, 1, 1, 3, 0), (3, 5, 0, 2, 5, 1)} <= set(corners)


def test_what_the_products_are_worth():
    # coopProductGame, nucleolus and shapleyValue, print the worths 68, 102, 0, 170, 710, 762, 992
    assert production == three(68, 102, 0, 170, 710, 762, 992)


def test_what_the_houses_are_worth():
    # Shapley and Shubik (1972): 16, by selling the second house to the first, the third to the second, the first to the third
    assert houses[tuple(houses.players)] == 8 + 6 + 2
    assert houses["R1", "C1"] == 5
    assert houses["R1", "R2", "C1", "C2"] == max(5 + 9, 8 + 7)
