import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import tu_games, weighted_voting_games


@given(tu_games(max_players=4))
def test_dual(game):
    grand = game.players.grand
    star = co.dual(game)
    assert all(star.worth(m) == game.worth(grand) - game.worth(grand ^ m) for m in range(grand + 1))
    assert co.dual(star) == game


@given(weighted_voting_games())
def test_dual_of_a_voting_game_is_blocking(game):
    star = co.tabulate(co.dual(game))
    grand = game.players.grand
    assert all(star.worth(m) == 1 - game.worth(grand ^ m) for m in range(grand + 1))


@given(tu_games(min_players=2, max_players=4))
def test_restricted(game):
    names = game.players.names[1:]
    sub = co.restricted(game, names)
    assert sub.players.names == names
    assert all(sub[sub.players.coalition(m)] == game[tuple(sub.players.coalition(m))] for m in range(1 << len(names)))
    assert co.restricted(game, game.players.names) == game


def test_restricted_voting():
    game = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1})
    assert isinstance(co.restricted(game, ["A", "B"]), co.WeightedVotingGame)
    losing = co.restricted(game, ["B", "C"])
    assert losing["B", "C"] == 0
    with pytest.raises(co.UnknownPlayerError):
        co.restricted(game, ["A", "Z"])
    assembly = co.WeightedVotingGame.from_weights(quota=60, weights=dict.fromkeys(range(100), 1))
    assert co.restricted(assembly, [1, 2, 3])[1, 2, 3] == 0
    with pytest.raises(co.LimitExceededError):
        co.restricted(assembly, range(40))
    with pytest.raises(co.UnsupportedGameError):
        co.restricted({}, "A")


def test_symbolic_and_float():
    w = co.parameter("w")
    game = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
    assert co.dual(game)["B"] == 1 - w
    assert co.restricted(game, "A")["A"] == w
    floats = co.TUGame.from_vector(["A", "B"], [0.5, 0, 1], order="mask")
    assert co.dual(floats)["B"] == 0.5
    assert co.restricted(floats, ["A"])["A"] == 0.5
    assert co.restricted(game, [])[()] == 0
