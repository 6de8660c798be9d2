"""Players who are bound to unions, or who can talk along links only."""

import pytest

import coalitions as co
from tests.literature.cases import Case, three, votes

MYERSON = "Myerson (1977), Graphs and cooperation in games: v(12) = v(123) = 12, v(13) = v(23) = 6"
AUMANN_MYERSON = "Aumann and Myerson (1988), Endogenous formation of links: 60 for two and 72 for three"
ENDS = "the unanimity game of the ends of a line of three"
HART_KURZ = "Hart and Kurz (1983), Endogenous formation of coalitions: the apex game of four"
MADRID = "Giménez and Puente (2019), the Madrid Assembly of 2015, table 1 (numbers cut off after four digits)"

myerson = three(0, 0, 0, 12, 6, 6, 12, names="123")
sixty = three(0, 0, 0, 60, 60, 60, 72, names="123")
ends = three(0, 0, 0, 0, 1, 0, 1, names="123")
line = [tuple("12"), tuple("23")]
costs = three(1, 1, 2, 1, 2, 2, 2, names="123")
majority = votes(2, 1, 1, 1)
apex = co.apex_game([1, 2, 3, 4], 1)
#: PP, PSOE, Podemos and C's, and the alliances of the right and of the left
madrid = votes(65, 48, 37, 27, 17)
right, left = ([(1, 4), 2, 3],), ([1, (2, 3, 4)],)


def graph(*pairs):
    return ([tuple(pair) for pair in pairs],)


CASES = [
    # by hand: on a tree of two links nothing is lost but the pair without a link, whose part each of the two misses
    Case("myerson-no-links", MYERSON, "recalled", myerson, co.myerson_value, [0, 0, 0], graph()),
    Case("myerson-12", MYERSON, "recalled", myerson, co.myerson_value, [6, 6, 0], graph("12")),
    Case("myerson-13", MYERSON, "recalled", myerson, co.myerson_value, [3, 0, 3], graph("13")),
    Case("myerson-23", MYERSON, "recalled", myerson, co.myerson_value, [0, 3, 3], graph("23")),
    Case("myerson-12-13", MYERSON, "recalled", myerson, co.myerson_value, [7, 4, 1], graph("12", "13")),
    Case("myerson-12-23", MYERSON, "recalled", myerson, co.myerson_value, [4, 7, 1], graph("12", "23")),
    Case("myerson-13-23", MYERSON, "recalled", myerson, co.myerson_value, [3, 3, 6], graph("13", "23")),
    Case("myerson-all-links", MYERSON, "recalled", myerson, co.myerson_value, [5, 5, 2], graph("12", "13", "23")),
    Case("links-one", AUMANN_MYERSON, "recalled", sixty, co.myerson_value, [30, 30, 0], graph("12")),
    # the one in the middle: 60 / 6 twice and 72 / 3
    Case("links-two", AUMANN_MYERSON, "recalled", sixty, co.myerson_value, [14, 44, 14], graph("12", "23")),
    Case("links-three", AUMANN_MYERSON, "recalled", sixty, co.myerson_value, [24, 24, 24], graph("12", "13", "23")),
    # only 123 is worth anything on the line, to three players, or to its two links, half of each to 2
    Case("ends-myerson", "Myerson (1977): " + ENDS, "recalled", ends, co.myerson_value, ["1/3"] * 3, (line,)),
    Case("ends-position", "Borm, Owen and Tijs (1992), On the position value: " + ENDS, "recalled", ends, co.position_value,
         ["1/4", "1/2", "1/4"], (line,)),
    # each of the three is once the root, and the root is the last to join
    Case("ends-average-tree", "Herings, van der Laan and Talman (2008): " + ENDS, "recalled", ends, co.average_tree_value,
         ["1/3"] * 3, (line,)),
    Case("majority-owen", "Owen (1977), Values of games with a priori unions", "recalled", majority, co.owen_value,
         ["1/2", "1/2", 0], ([(1, 2), 3],)),
    Case("costs-owen", "Saavedra-Nieves, GameTheoryAllocation, Owen_value: costs 1, 1, 2, 1, 2, 2, 2", "read", costs,
         co.owen_value, ["1/4", "1/4", "3/2"], ([tuple("12"), "3"],)),
    Case("costs-shapley", "Saavedra-Nieves, GameTheoryAllocation, Owen_value: costs 1, 1, 2, 1, 2, 2, 2", "read", costs,
         co.shapley_value, ["1/3", "1/3", "4/3"]),
    Case("majority-aumann-dreze", "Aumann and Drèze (1974), Cooperative games with coalition structures", "recalled", majority,
         co.aumann_dreze_value, ["1/2", "1/2", 0], ([(1, 2), 3],)),
    Case("majority-banzhaf-owen", "Owen (1982), Modification of the Banzhaf-Coleman index", "recalled", majority,
         co.banzhaf_owen_value, ["1/2", "1/2", 0], ([(1, 2), 3],)),
    # the two decide together. Without the other, 1 would have 2/3 among 1, 3, 4, and 2 would have 1/3 among 2, 3, 4
    Case("apex-with-one", HART_KURZ, "recalled", apex, co.owen_value, ["2/3", "1/3", 0, 0], ([(1, 2), 3, 4],)),
    Case("apex-against-all", HART_KURZ, "recalled", apex, co.owen_value, [0, "1/3", "1/3", "1/3"], ([1, (2, 3, 4)],)),
    Case("apex-aumann-dreze", "Aumann and Drèze (1974): of two who win together, each has half", "recalled", apex,
         co.aumann_dreze_value, ["1/2", "1/2", 0, 0], ([(1, 2), 3, 4],)),
    Case("madrid-shapley", MADRID, "read", madrid, co.shapley_shubik_index, ["0.5000", "1/6", "1/6", "1/6"]),
    Case("madrid-banzhaf", MADRID, "read", madrid, co.banzhaf_value, ["0.7500", "0.2500", "0.2500", "0.2500"]),
    Case("madrid-owen-right", MADRID, "read", madrid, co.owen_value, ["2/3", 0, 0, "0.3333"], right),
    Case("madrid-owen-left", MADRID, "read", madrid, co.owen_value, [0, "0.3333", "0.3333", "0.3333"], left),
    Case("madrid-banzhaf-owen-right", MADRID, "read", madrid, co.banzhaf_owen_value, ["0.7500", 0, 0, "0.2500"], right),
    Case("madrid-banzhaf-owen-left", MADRID, "read", madrid, co.banzhaf_owen_value, [0, "0.2500", "0.2500", "0.2500"], left),
    Case("madrid-symmetric-right", MADRID, "read", madrid, co.symmetric_coalitional_banzhaf_value, ["0.7500", 0, 0, "0.2500"],
         right),
    Case("madrid-symmetric-left", MADRID, "read", madrid, co.symmetric_coalitional_banzhaf_value,
         [0, "0.3333", "0.3333", "0.3333"], left),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()
