import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy.utilities.iterables import multiset_partitions

import coalitions as co

Game = co.PartitionFunctionGame


@st.composite
def partition_function_games(draw):
    n = draw(st.integers(1, 4))
    worths = {}
    for partition in multiset_partitions(list(range(n))):
        worths[tuple(map(tuple, partition))] = [draw(st.integers(-3, 3)) for _ in partition]
    return Game.from_worths(range(n), worths)


@given(partition_function_games())
def test_round_trips(game):
    assert Game.from_worths(game.players, game.to_dict()) == game
    assert pickle.loads(pickle.dumps(game)) == game
    assert hash(pickle.loads(pickle.dumps(game))) == hash(game)
    assert Game.from_function(game.players, lambda S, P: game[S, P]) == game


@given(partition_function_games(), st.randoms())
def test_the_order_of_a_partition_does_not_matter(game, random):
    for partition, worths in game.to_dict().items():
        pairs = list(zip(partition, worths, strict=True))
        random.shuffle(pairs)
        shuffled = [s for s, _ in pairs]
        for coalition, worth in pairs:
            assert game[coalition, shuffled] == worth
            assert game[tuple(reversed(coalition)), co.Partition.from_coalitions(game.players, shuffled)] == worth


def test_numbers():
    keys = [(("A", "B"),), ("A", "B")]
    exact = Game.from_worths(["A", "B"], dict(zip(keys, [["1/3"], [1, Fraction(1, 2)]], strict=True)))
    assert (exact.kind, exact.denominator) == ("exact", 6)
    assert exact["A", ["A", "B"]] == 1
    assert exact["B", ["B", "A"]] == Fraction(1, 2)
    assert exact[["A", "B"], [["A", "B"]]] == Fraction(1, 3)
    huge = Game.from_worths(["A", "B"], dict(zip(keys, [[10**30], [1, "0.000000001"]], strict=True)))
    assert huge[["A", "B"], [["B", "A"]]] == 10**30
    assert huge["B", ["A", "B"]] == Fraction(1, 10**9)
    floats = Game.from_worths(["A", "B"], {keys[0]: [0.5]}, missing=1)
    assert floats.kind == "float"
    w = co.parameter("w")
    symbolic = Game.from_function(["A", "B"], lambda S, P: w * len(P))
    assert symbolic.kind == "symbolic"
    assert symbolic["A", ["A", "B"]] == 2 * w
    same = Game.from_worths(["A", "B"], {keys[0]: [2], keys[1]: ["4/2", 6]})
    assert same == Game(same.players, same.table * 5, 5)


def test_display():
    game = Game.from_function(["A", "B", "C"], lambda S, P: {1: 36, 2: 16, 3: 9}[len(P)])
    assert repr(game) == (
        "PartitionFunctionGame of 3 players (A, B, C), exact: {A, B, C} 36; {A, B} | {C} 16, 16; {A, C} | {B} 16, 16; "
        "{A} | {B, C} 16, 16; {A} | {B} | {C} 9, 9, 9"
    )
    assert "{A, B} | {C}" in game._repr_html_()
    assert r"v(\{\text{A}, \text{B}, \text{C}\};\ " in game._repr_latex_()
    assert r"\toprule" in game.to_latex(digits=2)
    assert len(game.to_frame()) == 10
    assert "…" in repr(Game.from_function(range(4), lambda S, P: 1))


def test_degenerate():
    nobody = Game.from_function([], lambda S, P: 1)
    assert nobody.table.shape == (1, 0)
    assert Game.from_worths([], {(): []}) == nobody
    alone = Game.from_worths(["A"], {("A",): [-1]})
    assert alone["A", ["A"]] == -1
    # 17007 embedded coalitions of 8 players: Bell(9) - Bell(8)
    eight = Game.from_function(range(8), lambda S, P: len(S) * len(P))
    assert int((eight.blocks() > 0).sum()) == 17007
    assert eight[[0, 7], [[0, 7], [1, 2, 3], [4], [5, 6]]] == 8


def test_refused():
    one = {(("A", "B"),): [1]}
    full = {**one, ("A", "B"): [0, 0]}
    for worths, error, match in (
        (one, co.InvalidGameError, r"each of the 2 partitions, got 1; add \{A\} \| \{B\}"),
        ({**full, ("B", "A"): [0, 0]}, co.DuplicatePlayerError, "twice"),
        ({**one, ("A", "B"): [0]}, co.InvalidGameError, "each of the 2 coalitions"),
        ({**one, ("A", "B"): 7}, co.InvalidGameError, "each of the 2 coalitions"),
        ({("A",): [1]}, co.InvalidArgumentError, "none has"),
        ({("A", ("A", "B")): [1, 1]}, co.InvalidArgumentError, "twice"),
        ({("A", "C"): [1, 1]}, co.UnknownPlayerError, "'C'"),
        ({**one, ("A", "B"): [0, "x"]}, co.InvalidArgumentError, "a worth in"),
        ([1, 2], co.InvalidGameError, "mapping"),
    ):
        with pytest.raises(error, match=match):
            Game.from_worths(["A", "B"], worths)
    game = Game.from_worths(["A", "B"], full)
    for key in ("A", ("A", "A"), ("A", [["A", "B"]]), (["A", "B"], ["A", "B"]), ("A", ["A"])):
        with pytest.raises(co.InvalidArgumentError):
            game[key]
    with pytest.raises(co.LimitExceededError, match="limit=8"):
        Game.from_function(range(9), lambda S, P: 0)
    with pytest.raises(co.LimitExceededError, match="at most 10"):
        Game.from_worths(range(11), {}, missing=0)
    for table in (np.zeros((2, 3), dtype=np.int64), np.ones((2, 2), dtype=np.int64), np.zeros((2, 2), dtype=np.int32)):
        with pytest.raises(co.InvalidGameError):
            Game(game.players, table)
    with pytest.raises(co.InvalidGameError, match="finite"):
        Game(game.players, np.array([[np.inf, 0], [0, 0]]), 1, "float")
    with pytest.raises(co.InvalidGameError, match="denominator"):
        Game(game.players, np.zeros((2, 2), dtype=np.int64), 0)
    with pytest.raises(TypeError):
        iter(game)
    assert not game.table.flags.writeable


def test_nothing_over_a_denominator_beyond_int64():
    names = co.Players.from_names(["A"])
    assert Game(names, np.zeros((1, 1), dtype=np.int64), 2**70) == Game(names, np.zeros((1, 1), dtype=np.int64))


def test_a_stored_object_is_a_whole_number_of_python():
    names = co.Players.from_names(["A"])
    for wrong in (1.5, Fraction(1, 2), True, "x", None):
        with pytest.raises(co.InvalidGameError, match="whole numbers"):
            Game(names, np.array([[wrong]], dtype=object))
    for denominator in ("x", 2.0, True, None, 0):
        with pytest.raises(co.InvalidGameError, match="positive denominator"):
            Game(names, np.array([[1]]), denominator)


def test_nobody_else_writes_to_the_table():
    numbers = np.array([[1.0]])
    game = Game(co.Players.from_names(["A"]), numbers[:], 1, "float")
    numbers[0, 0] = 7
    assert game["A", [["A"]]] == 1


def test_a_coalition_in_no_partition():
    game = Game.from_worths(["A"], {("A",): [1]})
    for masks in (None, 1, 1.5):
        with pytest.raises(co.InvalidArgumentError, match="partition"):
            game.worth(1, masks)
