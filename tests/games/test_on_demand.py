"""Games on demand: what the function may return, and what is refused."""

import pickle

import numpy as np
import pytest

import coalitions as co

NAMES = ["A", "B", "C"]


def squares(masks):
    return np.bitwise_count(masks).astype(np.int64) ** 2


def members(rows):
    return rows.sum(axis=1) ** 2


def test_worths_by_masks_and_by_members():
    table = co.TUGame.from_function(NAMES, lambda S: len(S) ** 2)
    for game in (
        co.OnDemandGame.from_function(NAMES, squares),
        co.OnDemandGame.from_function(NAMES, members, reads="members"),
        pickle.loads(pickle.dumps(co.OnDemandGame.from_function(NAMES, squares))),
    ):
        assert co.tabulate(game) == table
        assert game["A", "C"] == 4
        assert game.worth(7) == 9
        assert game.rows(np.array([[True, False, True]])).tolist() == [4]


def test_kinds_of_numbers():
    assert co.OnDemandGame.from_function(NAMES, squares, denominator=2)["A"] * 2 == 1
    assert co.OnDemandGame.from_function(NAMES, lambda m: m > 3)["C"] == 1  # truth values count as 0 and 1
    assert co.OnDemandGame.from_function(NAMES, lambda m: m.astype(np.uint8))["A", "B"] == 3
    huge = co.OnDemandGame.from_function(NAMES, lambda m: m.astype(object) * 10**30)
    assert huge["A", "B"] == 3 * 10**30
    assert huge.worth(0) == 0
    above = co.OnDemandGame.from_function(NAMES, lambda m: np.where(m, np.uint64(2**64 - 1), np.uint64(0)))
    assert above["A"] == 2**64 - 1
    half = co.OnDemandGame.from_function(NAMES, lambda m: m / 2, kind="float")
    assert half["A"] == 0.5
    assert type(half["A", "B", "C"]) is float
    assert co.OnDemandGame.from_function(NAMES, lambda m: m, kind="float")["A"] == 1.0  # whole numbers in a float game


def test_many_masks_at_once_are_asked_for_in_blocks():
    lengths = []

    def counted(masks):
        lengths.append(len(masks))
        return masks

    game = co.OnDemandGame.from_function(range(18), counted)
    assert game.worths(np.arange(1 << 18)).tolist() == list(range(1 << 18))
    assert max(lengths) <= 1 << 16


def test_a_thousand_players_by_members():
    game = co.OnDemandGame.from_function(range(1000), members, reads="members")
    assert game.worth((1 << 1000) - 1) == 10**6
    assert repr(game) == "OnDemandGame of 1000 players (0, 1, 2, 3, 4, 5, 6, 7, …), exact, by members"


def test_no_players():
    game = co.OnDemandGame.from_function([], squares)
    assert game.worth(0) == 0
    assert repr(game) == "OnDemandGame of 0 players (), exact, by masks"


@pytest.mark.parametrize(
    ("function", "options", "message"),
    [
        (lambda m: m + 1, {}, "worth 0 for the empty coalition, got 1"),
        (lambda m: m / 2, {}, "whole numbers in an exact game, got floats; write kind='float'"),
        (lambda m: m[:0], {}, r"array of 1 worths for 1 coalitions, got \(0,\)"),
        (lambda m: 3, {}, "array of 1 worths"),
        (lambda m: m * 1j, {}, "int64 or float64 .* got complex128"),
        (lambda m: np.full(len(m), None), {}, "got object; multiply fractions by their common denominator"),
        (lambda m: m * np.nan, {"kind": "float"}, "not finite"),
        (lambda m: m + np.inf, {"kind": "float"}, "not finite"),
        (squares, {"denominator": 0}, "positive whole denominator"),
        (squares, {"denominator": True}, "positive whole denominator"),
        (squares, {"denominator": 2, "kind": "float"}, "1 for floats"),
        (squares, {"kind": "symbolic"}, "for symbols use TUGame.from_function"),
        (squares, {"reads": "sets"}, 'reads "masks" or "members"'),
        (7, {}, "a function of a block of coalitions, got 7"),
    ],
)
def test_refusals(function, options, message):
    with pytest.raises(co.InvalidGameError, match=message):
        co.OnDemandGame.from_function(NAMES, function, **options)


def test_too_many_players_for_masks():
    with pytest.raises(co.LimitExceededError, match="at most 62 players for masks in int64, got 63; write reads='members'"):
        co.OnDemandGame.from_function(range(63), squares)
    assert co.OnDemandGame.from_function(range(62), squares).worth((1 << 62) - 1) == 62**2


def test_a_missing_array_library():
    with pytest.raises(co.MissingExtraError, match="array library 'no_such_arrays', but it is not installed"):
        co.OnDemandGame.from_function(NAMES, squares, arrays="no_such_arrays")
