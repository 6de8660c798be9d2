import pickle
from fractions import Fraction

import pytest

import coalitions as co

Bargaining = co.ProposerBargaining
RULE = co.WeightedVotingGame.from_weights(quota=4, weights={"A": 2, "B": 2, "C": 2})


def test_who_proposes_and_what_becomes_of_the_others():
    game = Bargaining.from_game(RULE, recognition={"A": 2, "B": 1, "C": 1}, discount={"A": 1, "B": "1/2", "C": 0})
    assert game.recognition == (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    assert game.discounts == (1, Fraction(1, 2), 0)
    assert game.rest == "nothing"
    assert game.votes_needed() == 2
    assert Bargaining.from_game(co.TUGame.from_vector(["A", "B"], [0, 1, 4], order="mask")).rest == "continue"
    assert Bargaining.from_game(co.tabulate(RULE)).rest == "nothing"
    assert Bargaining.from_game(co.tabulate(RULE)).votes_needed() is None
    assert pickle.loads(pickle.dumps(game)) == game


def test_floats_stand_for_their_own_binary_values():
    assert Bargaining.from_game(RULE, discount=0.9).discounts[0] == Fraction(0.9)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"discount": 2}, co.InvalidGameError, "from 0 to 1"),
        ({"discount": -1}, co.InvalidGameError, "from 0 to 1"),
        ({"discount": [1, 1]}, co.InvalidArgumentError, "discount factor"),
        ({"recognition": [1, 1, -1]}, co.InvalidArgumentError, "at least 0"),
        ({"recognition": [0, 0, 0]}, co.InvalidArgumentError, "not all 0"),
        ({"recognition": {"A": 1}}, co.InvalidArgumentError, "recognition"),
        ({"recognition": [1, 1, 0], "rest": "continue"}, co.InvalidGameError, "positive"),
        ({"rest": "leave"}, co.InvalidArgumentError, "rest="),
    ],
)
def test_misuse(options, error, words):
    with pytest.raises(error, match=words):
        Bargaining.from_game(RULE, **options)


def test_what_is_no_game():
    with pytest.raises(co.UnsupportedGameError, match="TUGame"):
        Bargaining.from_game("ABC")
    with pytest.raises(co.InvalidGameError, match="exact"):
        Bargaining(RULE, (0.5, 0.25, 0.25), (1, 1, 1), "nothing")
    with pytest.raises(co.InvalidGameError, match="add up to 1"):
        Bargaining(RULE, (1, 1, 1), (1, 1, 1), "nothing")


def test_shown():
    game = Bargaining.from_game(RULE)
    assert "the others get nothing" in repr(game)
    assert "recognition" in game._repr_html_()
    assert r"\frac{1}{3}" in game.to_latex()
