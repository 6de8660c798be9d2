import copy
import pickle
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

import coalitions as co

PAIRS = {("A", "B"): 1, ("A", "C"): 1, ("B", "C"): 1, ("A", "B", "C"): 1}


def test_from_worths():
    game = co.TUGame.from_worths(["A", "B", "C"], PAIRS, missing=0)
    assert game["B", "A"] == game[{"A", "B"}] == 1
    assert game["A"] == game[()] == 0
    assert game.kind == "exact"
    assert co.TUGame.from_worths(game.players, game.to_dict()) == game
    assert pickle.loads(pickle.dumps(game)) == game


def test_gaps_are_not_filled_silently():
    with pytest.raises(co.InvalidGameError, match=r"none came for 3 of them: \{A\}, \{B\}, \{C\}; .* missing=0"):
        co.TUGame.from_worths(["A", "B", "C"], PAIRS)


@pytest.mark.parametrize(
    ("worths", "error"),
    [
        ({**PAIRS, ("A", "D"): 1}, co.UnknownPlayerError),
        ({**PAIRS, ("B", "A"): 1}, co.DuplicatePlayerError),
        ({**PAIRS, ("A", "A"): 1}, co.DuplicatePlayerError),
        ({**PAIRS, (): 1}, co.InvalidGameError),
        ({**PAIRS, "A": float("nan")}, co.InvalidArgumentError),
        ({**PAIRS, "A": float("inf")}, co.InvalidArgumentError),
        ({**PAIRS, "A": None}, co.InvalidArgumentError),
        ({**PAIRS, "A": "one"}, co.InvalidArgumentError),
    ],
)
def test_bad_worths(worths, error):
    before = dict(worths)
    with pytest.raises(error, match="expected"):
        co.TUGame.from_worths(["A", "B", "C"], worths, missing=0)
    assert list(map(str, worths.items())) == list(map(str, before.items()))


def test_the_two_orders():
    by_mask = co.TUGame.from_vector(["A", "B", "C"], [0, 1, 2, 12, 3, 13, 23, 123], order="mask")
    by_size = co.TUGame.from_vector(["A", "B", "C"], [1, 2, 3, 12, 13, 23, 123], order="size", empty=False)
    assert by_mask == by_size
    for size in range(1, 4):
        for names in combinations("ABC", size):
            assert by_mask[names] == int("".join(str("ABC".index(c) + 1) for c in names))
    # four players: the sizes interleave differently from the masks
    four = co.TUGame.from_vector(["A", "B", "C", "D"], np.arange(16), order="size")
    assert [four[c] for c in ("A", "D", ("A", "B"), ("A", "D"), ("B", "C"), ("C", "D"))] == [1, 4, 5, 7, 8, 10]


@pytest.mark.parametrize(
    ("values", "arguments"),
    [
        ([0, 1], {"order": "mask"}),
        ([0, 1, 2, 3], {"order": "mask", "empty": False}),
        ([1, 2, 3], {"order": "size", "empty": True}),
        ([[0, 1], [2, 3]], {"order": "size"}),
        ([1, 1, 2, 3], {"order": "mask"}),
        (np.array([0, 1, np.nan, 2]), {"order": "mask"}),
        ([0, 1, 2, 3], {"order": "lex"}),
    ],
)
def test_bad_vectors(values, arguments):
    with pytest.raises(ValueError, match="expected"):
        co.TUGame.from_vector(["A", "B"], values, **arguments)


def test_order_has_no_default():
    with pytest.raises(TypeError):
        co.TUGame.from_vector(["A", "B"], [0, 1, 2, 3])  # type: ignore[call-arg]


def test_arrays_are_copied_and_frozen():
    values = np.array([0, 1, 2, 3])
    game = co.TUGame.from_vector(["A", "B"], values, order="mask")
    values[1] = 99
    assert game["A"] == 1
    with pytest.raises(ValueError, match="read-only"):
        game.table[1] = 5


def test_numbers():
    exact = co.TUGame.from_vector(["A", "B"], ["1/2", "0.25", 2], order="mask")
    assert (exact.denominator, exact.table.tolist()) == (4, [0, 2, 1, 8])
    assert exact["A"] == Fraction(1, 2)
    assert type(exact["A", "B"]) is int
    assert co.TUGame.from_vector(["A", "B"], [0.5, 1, 2], order="mask").kind == "float"
    w = co.parameter("w")
    assert co.TUGame.from_vector(["A", "B"], [w, 1, 2], order="mask").kind == "symbolic"
    huge = co.TUGame.from_vector(["A"], [10**30], order="mask")
    assert huge["A"] == 10**30
    edge = co.TUGame.from_vector(["A"], np.array([0, 2**63 - 1]), order="mask")
    assert edge["A"] == 2**63 - 1
    assert edge == co.TUGame.from_vector(["A"], [2**63 - 1], order="mask")
    assert co.TUGame.from_vector(["A"], np.array([0, 2**64 - 1], dtype=np.uint64), order="mask")["A"] == 2**64 - 1
    assert co.TUGame.from_vector(["A"], np.array([0, 2**53 + 1]), order="mask")["A"] == 2**53 + 1


def test_from_function():
    game = co.TUGame.from_function(["L", "R"], lambda S: int({"L", "R"} <= S))
    assert game["L", "R"] == 1
    with pytest.raises(co.LimitExceededError, match="write limit=22"):
        co.TUGame.from_function(range(22), len)
    with pytest.raises(co.LimitExceededError, match="at most 24 players"):
        co.TUGame.from_function(range(31), len, limit=31)
    with pytest.raises(co.InvalidGameError, match="expected a function"):
        co.TUGame.from_function(["L"], 3)
    with pytest.raises(co.InvalidArgumentError):
        co.TUGame.from_function(["L"], lambda S: None)


def test_one_game_one_table():
    players = co.Players.from_names(["A"])
    assert co.TUGame(players, np.array([0, 2]), 2) == co.TUGame(players, np.array([0, 1]))
    for copied in (pickle.loads(pickle.dumps(game := co.TUGame.from_function(["A"], len))), copy.deepcopy(game)):
        assert not copied.table.flags.writeable
    with pytest.raises(co.InvalidArgumentError):
        game.worth(-1)


def test_the_constructor_validates():
    players = co.Players.from_names(["A", "B"])
    for table, kind, denominator in [
        (np.zeros(3, dtype=np.int64), "exact", 1),
        (np.array([1, 0, 0, 0]), "exact", 1),
        (np.zeros(4), "exact", 1),
        (np.zeros(4, dtype=np.int64), "fuzzy", 1),
        (np.zeros(4, dtype=np.int64), "exact", 0),
        (np.array([0, 1, np.inf, 1]), "float", 1),
    ]:
        with pytest.raises(co.InvalidGameError, match="expected"):
            co.TUGame(players, table, denominator, kind)
    with pytest.raises(co.LimitExceededError):
        co.TUGame.from_worths(range(40), {}, missing=0)
    with pytest.raises(co.InvalidGameError, match="from_worths"):
        co.TUGame(["A"], np.zeros(2, dtype=np.int64))
    with pytest.raises(co.InvalidGameError, match="from_vector"):
        co.TUGame.from_worths(["A"], [0, 1])
    with pytest.raises(co.InvalidArgumentError, match="Fraction or string"):
        co.TUGame.from_vector(["A", "B"], [0.5, 1, 10**400], order="mask")


def test_not_a_sequence():
    with pytest.raises(TypeError):
        iter(co.TUGame.from_function(["A"], len))
    with pytest.raises(co.UnsupportedGameError):
        co.tabulate("game")
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        co.tabulate(co.TUGame.from_function(range(3), len), limit=2)
    with pytest.raises(co.LimitExceededError, match="at most 30 players"):
        co.tabulate(co.WeightedVotingGame.from_weights(quota=2, weights=dict.fromkeys(range(40), 1)), limit=40)
    with pytest.raises(co.LimitExceededError, match="limit=30"):
        co.tabulate(co.WeightedVotingGame.from_weights(quota=2, weights=dict.fromkeys(range(30), 1)))


def test_no_players_and_one():
    nobody = co.TUGame.from_vector([], [0], order="mask")
    assert nobody[()] == 0
    assert "0 players" in repr(nobody)
    assert nobody._repr_html_()
    assert "1 player " in repr(co.TUGame.from_vector(["A"], [3], order="size"))


def test_nothing_over_a_denominator_beyond_int64():
    names = co.Players.from_names(["A"])
    game = co.TUGame(names, np.zeros(2, dtype=np.int64), 2**70)
    assert game == co.TUGame(names, np.zeros(2, dtype=np.int64))
    assert game.denominator == 1
    assert co.check_essential(co.TUGame.from_worths(["A"], {"A": 1e-9})).value is False  # alone: v(N) is the own worth
    tiny = Fraction(1, 10**25)
    additive = co.TUGame.from_worths(["A", "B"], {"A": tiny, "B": 0, ("A", "B"): tiny})
    assert [co.zero_normalized(additive).worth(m) for m in range(4)] == [0, 0, 0, 0]


def test_a_stored_object_is_a_whole_number_of_python():
    names = co.Players.from_names(["A"])
    for wrong in (1.5, Fraction(1, 2), True, "1", None, np.int64(3)):
        table = np.empty(2, dtype=object)
        table[:] = [0, wrong]
        with pytest.raises(co.InvalidGameError, match="whole numbers"):
            co.TUGame(names, table)
    for denominator in ("x", 2.0, True, None, 0, -1):
        with pytest.raises(co.InvalidGameError, match="positive denominator"):
            co.TUGame(names, np.array([0, 1]), denominator)


def test_nobody_else_writes_to_the_table():
    numbers = np.array([0, 1.0])
    game = co.TUGame(co.Players.from_names(["A"]), numbers[:], 1, "float")
    numbers[1] = 7
    assert game["A"] == 1
    whole = np.array([0, 1, 0])
    game = co.TUGame(co.Players.from_names(["A"]), whole[:2])
    whole[1] = 7
    assert game["A"] == 1
