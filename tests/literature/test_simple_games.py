"""Simple games: which are weighted, and which trades show that they are not."""

import pytest

import coalitions as co
from tests.literature.cases import Case

TAYLOR_ZWICKER = "Taylor and Zwicker (1999), Simple games"
GABELMAN = "Gabelman (1961); Taylor and Zwicker (1999), section 2.7: the magic square, whose columns lose"
SQUARE = [(4, 9, 2), (3, 5, 7), (8, 1, 6)]
COLUMNS = [set(column) for column in zip(*SQUARE, strict=True)]


def winning(players, minimal):
    """The simple game of these minimal winning coalitions."""
    return co.TUGame.from_function(list(players), lambda S: int(any(set(T) <= set(S) for T in minimal)))


couples = winning("1234", ["12", "34"])
square = co.TUGame.from_function(list(range(1, 10)), lambda S: int(sum(S) > 15 or (sum(S) == 15 and set(S) not in COLUMNS)))
fano = winning("1234567", ["124", "235", "346", "457", "561", "672", "713"])
#: a majority in each of two chambers of three
chambers = co.WeightedVotingGame.from_rules([(2, {p: int(p in "abc") for p in "abcdef"}), (2, dict.fromkeys("def", 1))])

CASES = [
    # 12 and 34 win, 13 and 24 lose, and have the same members
    Case("couples", TAYLOR_ZWICKER, "recalled", couples, co.check_weighted, False),
    # the three rows win with 15, the three columns lose with 15
    Case("magic-square", GABELMAN, "recalled", square, co.check_weighted, False),
    # ab de and bc ef win; abc e and b def have their members and lose, each in one of the chambers
    Case("two-chambers", TAYLOR_ZWICKER + ": the United States Congress is not swap robust", "recalled", chambers,
         co.check_weighted, False),
    Case("two-chambers-complete", TAYLOR_ZWICKER + ": members of different chambers cannot be compared", "recalled", chambers,
         co.check_complete, False),
    Case("projective-plane", "von Neumann and Morgenstern (1944), section 53; Richardson (1956): the seven-person game",
         "recalled", fano, co.check_weighted, False),
    Case("projective-plane-constant-sum", "Richardson (1956): no two lines are disjoint, and what meets all lines has one",
         "recalled", fano, co.check_constant_sum, True),
    Case("security-council-weighted", "Taylor and Zwicker (1999): 39 of 7 × 5 + 10", "recalled",
         co.WeightedVotingGame.from_rules([(9, dict.fromkeys("PQRSTabcdefghij", 1)), (5, dict.fromkeys("PQRST", 1))]),
         co.check_weighted, True),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()


def test_the_rows_and_columns_of_the_magic_square():
    # by hand: three trades from rows that win to columns that lose; two coalitions do not do (Taylor and Zwicker)
    assert [square[row] for row in SQUARE] == [1, 1, 1]
    assert [square[tuple(column)] for column in COLUMNS] == [0, 0, 0]


def test_minimal_winning_coalitions_of_the_projective_plane():
    # von Neumann and Morgenstern (1944): seven lines, each player in three of them; a coalition blocks if it wins
    lines = co.enumerate_minimal_winning(fano).value
    assert sorted(len(line) for line in lines) == [3] * 7
    assert all(sum(p in line for line in lines) == 3 for p in "1234567")
    assert co.enumerate_minimal_blocking(fano).value == lines


def test_representation_of_the_security_council():
    # Taylor and Zwicker (1999), section 1.1: weights 7 and 1, quota 39
    council = next(case.game for case in CASES if case.name == "security-council-weighted")
    found = co.find_weighted_representation(council).value
    assert (found.quotas, found.weights) == ((39,), ((7,) * 5 + (1,) * 10,))
