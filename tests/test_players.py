import pickle

import numpy as np
import pytest

from coalitions import (
    Coalition,
    DuplicatePlayerError,
    InvalidArgumentError,
    Partition,
    Payoffs,
    Players,
    UnknownPlayerError,
)

PLAYERS = Players.from_names(["A", "B", "C"])


def test_masks_and_names_go_back_and_forth():
    for mask in range(8):
        assert PLAYERS.mask(PLAYERS.coalition(mask)) == mask
    assert PLAYERS.mask(("C", "A")) == PLAYERS.mask(["A", "C"]) == 5
    assert PLAYERS.mask("B") == 2
    assert Players.from_names([1, 2]).mask(2) == 2


def test_unknown_player_lists_the_known_ones():
    with pytest.raises(UnknownPlayerError, match="expected one of the players A, B, C; got 'D'"):
        PLAYERS.mask(["A", "D"])
    with pytest.raises(KeyError):
        PLAYERS.index("D")
    with pytest.raises(UnknownPlayerError):
        PLAYERS.index(1.0)  # type: ignore[arg-type]
    with pytest.raises(UnknownPlayerError, match=r"write \('A', 'B'\)"):
        PLAYERS.mask("AB")
    with pytest.raises(UnknownPlayerError):
        Players.from_names([1, 2]).index(True)


def test_repeated_player():
    with pytest.raises(DuplicatePlayerError, match="A more than once"):
        Players.from_names(["A", "B", "A"])
    with pytest.raises(DuplicatePlayerError, match="'A' twice"):
        PLAYERS.mask(["A", "A"])


def test_names_from_numpy_and_dictionaries():
    assert Players.from_names(np.arange(3)).mask([0, np.int64(2)]) == 5
    assert Players.from_names({"B": 1, "A": 2}.keys()).names == ("B", "A")
    with pytest.raises(InvalidArgumentError):
        Players(["A", "B"])  # type: ignore[arg-type]
    with pytest.raises(InvalidArgumentError):
        Payoffs(["A"], (1,))  # type: ignore[arg-type]


@pytest.mark.parametrize("names", ["ABC", 3, {"A", "B"}, [("A",)], [True], [None]])
def test_names_that_are_none(names):
    with pytest.raises(InvalidArgumentError, match="expected"):
        Players.from_names(names)


def test_coalition_is_a_set_of_names():
    both = PLAYERS.coalition(5)
    assert both == {"A", "C"}
    assert hash(both) == hash(frozenset({"A", "C"}))
    assert "A" in both
    assert "B" not in both
    assert 7.5 not in both
    assert both | {"B"} == {"A", "B", "C"}
    assert repr(both) == "{A, C}"
    assert isinstance(both, Coalition)
    for wrong in (8, -1, "A"):
        with pytest.raises(InvalidArgumentError):
            PLAYERS.coalition(wrong)


def test_partition():
    partition = Partition.from_coalitions(PLAYERS, [["C"], ["A", "B"]])
    assert repr(partition) == "{A, B} | {C}"
    assert len(partition) == 2
    for wrong in ([["A"]], [["A", "B"], ["B", "C"]], [["A", "B", "C"], []]):
        with pytest.raises(InvalidArgumentError):
            Partition.from_coalitions(PLAYERS, wrong)


def test_payoffs():
    x = Payoffs.from_mapping(PLAYERS, {"C": 3, "A": 1, "B": 2})
    assert x == {"A": 1, "B": 2, "C": 3}
    assert x.total(["A", "C"]) == 4
    assert list(x) == ["A", "B", "C"]
    other = Payoffs(Players.from_names(["C", "A", "B"]), (3, 1, 2))
    assert other == x
    assert hash(other) == hash(x)
    assert pickle.loads(pickle.dumps(x)) == x
    with pytest.raises(InvalidArgumentError, match="none came for C"):
        Payoffs.from_mapping(PLAYERS, {"A": 1, "B": 2})
    with pytest.raises(UnknownPlayerError):
        Payoffs.from_mapping(PLAYERS, {"A": 1, "B": 2, "C": 3, "D": 4})
    with pytest.raises(InvalidArgumentError, match="one amount for each"):
        Payoffs(PLAYERS, (1, 2))


def test_everything_is_frozen():
    with pytest.raises(AttributeError):
        PLAYERS.names = ()  # type: ignore[misc]
