import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import boolean_voting_games

ONE = dict.fromkeys("ABCD", 1)
PEOPLE = {"A": 50, "B": 30, "C": 15, "D": 5}


def council():
    return co.BooleanVotingGame.from_alternatives([[(2, ONE), (60, PEOPLE)], [(3, ONE)]])


def test_alternatives():
    game = council()
    assert [game[tuple(S)] for S in ("AB", "AC", "AD", "BC", "BCD", "A")] == [1, 1, 0, 0, 1, 0]
    assert "or [3; 1, 1, 1, 1]" in repr(game)
    assert r"\vee" in game._repr_latex_()
    assert "alternative 2" in game._repr_html_()
    assert game.to_frame().shape == (4, 3)
    assert "toprule" in game.to_latex()
    assert co.BooleanVotingGame.from_alternatives(game.to_dict()) == game
    assert hash(pickle.loads(pickle.dumps(game))) == hash(game)
    assert game != co.BooleanVotingGame.from_alternatives([[(3, ONE)]])
    assert co.tabulate(game).table.sum() == 7  # AB, AC, and all of three or four


def test_a_later_rule_may_leave_players_out_and_a_game_may_stand_for_rules():
    veto = co.WeightedVotingGame.from_weights(quota=1, weights={"A": 1, "B": 0, "C": 0})
    game = co.BooleanVotingGame.from_alternatives([veto, [(2, {"B": 1, "C": 1})]])
    assert [game[tuple(S)] for S in ("A", "B", "BC")] == [1, 0, 1]
    half = co.BooleanVotingGame.from_alternatives([[("0.5", {"A": "0.25", "B": "0.25"})], [(1, {"B": 1})]])
    assert half.to_dict()[0] == [(Fraction(1, 2), {"A": Fraction(1, 4), "B": Fraction(1, 4)})]
    assert (half["A"], half["B"]) == (0, 1)


@given(boolean_voting_games())
def test_the_worths_are_those_of_the_alternatives(game):
    masks = np.arange(1 << len(game.players))
    expected = [max(a.worth(int(m)) for a in game.alternatives) for m in masks]
    assert game.worths(masks).tolist() == expected == [game.worth(int(m)) for m in masks]


@pytest.mark.parametrize(
    ("alternatives", "message"),
    [
        ([], "at least one alternative"),
        ({"A": 1}, "a list of alternatives"),
        ("AB", "a list of alternatives"),
        ([[]], "as a list of rules"),
        ([(2, ONE)], "as a list of rules"),
        ([[(5, ONE)]], "can meet"),
        ([[(0, ONE)]], "positive quota"),
        ([[(3, ONE)]] * 9, "at most 8 alternatives"),
    ],
)
def test_what_is_no_game(alternatives, message):
    with pytest.raises(co.InvalidGameError, match=message):
        co.BooleanVotingGame.from_alternatives(alternatives)


def test_more_that_is_no_game():
    with pytest.raises(co.UnknownPlayerError):
        co.BooleanVotingGame.from_alternatives([[(3, ONE)], [(1, {"Z": 1})]])
    one, other = (co.majority_game(list(names)) for names in ("AB", "AC"))
    with pytest.raises(co.InvalidGameError, match="the same players"):
        co.BooleanVotingGame(one.players, (one, other))
    with pytest.raises(co.InvalidGameError, match="from_alternatives"):
        co.BooleanVotingGame(one.players, ())
    with pytest.raises(co.LimitExceededError, match="worth"):
        co.BooleanVotingGame(*(lambda g: (g.players, (g,)))(co.majority_game(range(63)))).worths(np.arange(2))
