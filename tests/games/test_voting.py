from fractions import Fraction

import numpy as np
import pytest

import coalitions as co
from tests.literature.councils import security_council


def test_one_rule():
    game = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1})
    assert [game[s] for s in ("A", ("A", "B"), ("A", "C"), ("B", "C"), ("A", "B", "C"))] == [0, 1, 1, 0, 1]
    assert "51; 50, 49, 1" in repr(game)
    assert "quota 51" in game._repr_html_()
    assert "51" in game._repr_latex_()


def test_fractions_are_scaled_and_floats_are_exact():
    game = co.WeightedVotingGame.from_weights(quota="0.5", weights={"A": "0.2", "B": "0.3", "C": "0.5"})
    assert (game.quotas, game.weights) == ((5,), ((2, 3, 5),))
    assert game["A", "B"] == 1
    # 0.1 + 0.2 >= 0.3 holds for the floats' own values only by a hair, and the sum is exact
    floats = co.WeightedVotingGame.from_weights(quota=0.3, weights={"A": 0.1, "B": 0.2})
    assert floats["A", "B"] == int(Fraction(0.1) + Fraction(0.2) >= Fraction(0.3))


def test_security_council_is_one_object():
    council = security_council()
    permanent, elected = council.players.names[:5], council.players.names[5:]
    assert council[permanent + elected[:4]] == 1
    assert council[permanent + elected[:3]] == 0
    assert council[permanent[:4] + elected] == 0
    assert co.tabulate(council).table.sum() == 848


def test_a_second_rule_may_leave_players_out():
    game = co.WeightedVotingGame.from_rules([(2, {"A": 1, "B": 1, "C": 1}), (1, {"A": 1})])
    assert game["A", "B"] == 1
    assert game["B", "C"] == 0
    with pytest.raises(co.UnknownPlayerError):
        co.WeightedVotingGame.from_rules([(2, {"A": 1, "B": 1}), (1, {"Z": 1})])


@pytest.mark.parametrize(
    ("quota", "weights", "message"),
    [
        (1, {"A": -1, "B": 3}, "at least 0, got -1 for A"),
        (0, {"A": 1}, "positive quota"),
        (4, {"A": 1, "B": 2}, "can meet, got 4 for a total weight of 3"),
        (float("nan"), {"A": 1}, "finite"),
        (1, {"A": float("inf")}, "finite"),
        (1, {}, "can meet"),
        (co.parameter("q"), {"A": 1}, "put numbers in"),
    ],
)
def test_bad_rules(quota, weights, message):
    with pytest.raises((co.InvalidGameError, co.InvalidArgumentError), match=message):
        co.WeightedVotingGame.from_weights(quota=quota, weights=weights)


def test_no_rule():
    with pytest.raises(co.InvalidGameError, match="at least one rule"):
        co.WeightedVotingGame.from_rules([])
    for wrong in ([{"A": 1}], None, {"A": 1}, [(1, 2)]):
        with pytest.raises(co.InvalidGameError, match="write from_rules"):
            co.WeightedVotingGame.from_rules(wrong)
    assert co.WeightedVotingGame.from_rules([[1, {"A": 1}]])["A"] == 1
    with pytest.raises(co.InvalidGameError, match="whole numbers"):
        co.WeightedVotingGame(co.Players.from_names(["A"]), (0.5,), ((1,),))


def test_numbers_are_shown_as_they_were_given():
    game = co.WeightedVotingGame.from_weights(quota=0.5, weights={"A": 0.3, "B": 0.3, "C": 0.4})
    assert repr(game) == "WeightedVotingGame of 3 players [0.5; 0.3, 0.3, 0.4]"
    assert "quota 0.5" in game._repr_html_()
    with pytest.raises(co.InvalidGameError, match=r"got 0\.9 for a total weight of 0\.6"):
        co.WeightedVotingGame.from_weights(quota=0.9, weights={"A": 0.3, "B": 0.3})
    thirds = co.WeightedVotingGame.from_weights(quota="2/3", weights={"A": "1/3", "B": "1/3"})
    assert "[2/3; 1/3, 1/3]" in repr(thirds)
    assert thirds == co.WeightedVotingGame.from_weights(quota=4, weights={"A": 2, "B": 2})
    assert hash(thirds) == hash(co.WeightedVotingGame.from_weights(quota=4, weights={"A": 2, "B": 2}))
    assert co.WeightedVotingGame.from_rules(game.to_dict()) == game
    assert thirds.to_frame().loc["A"].tolist() == [Fraction(1, 3)]


def test_blocks_of_masks_agree_with_single_worths():
    game = co.WeightedVotingGame.from_rules([(7, {k: k for k in range(6)}), (3, dict.fromkeys(range(6), 1))])
    assert game.worths(np.arange(64)).tolist() == [game.worth(m) for m in range(64)]
    huge = co.WeightedVotingGame.from_weights(quota=10**30, weights={"A": 10**30, "B": 1})
    assert huge.worths(np.arange(4)).tolist() == [0, 1, 0, 1]
    with pytest.raises(co.LimitExceededError):
        co.WeightedVotingGame.from_weights(quota=2, weights=dict.fromkeys(range(70), 1)).worths(np.arange(4))
