"""Blocs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games, weighted_voting_games


@given(st.one_of(tu_games(max_players=5), weighted_voting_games(max_players=5)), st.data())
def test_by_definition(game, data):
    bloc = data.draw(st.lists(st.sampled_from(game.players.names), min_size=1, unique=True))
    merged = co.with_bloc(game, bloc, name="bloc")
    assert type(merged) is type(game)
    first = min(bloc, key=game.players.index)
    assert list(merged.players) == ["bloc" if p == first else p for p in game.players if p == first or p not in bloc]
    for mask in range(1 << len(merged.players)):
        members = merged.players.coalition(mask)
        assert merged.worth(mask) == game[[*(set(members) - {"bloc"}), *(bloc if "bloc" in members else [])]]


def test_names_symbols_and_refusals():
    w = co.parameter("w")
    game = co.TUGame.from_vector(["A", "B", "C"], [w, 0, 1, 2, w, 0, 3 * w], order="mask")
    assert list(co.with_bloc(game, ["A", "C"]).players) == ["{A, C}", "B"]
    assert co.with_bloc(game, ["A", "C"])["{A, C}"] == w
    assert co.with_bloc(game, "B") == game
    assert list(co.with_bloc(game, ["A", "C"], name="C").players) == ["C", "B"]
    with pytest.raises(co.DuplicatePlayerError, match="name of its own"):
        co.with_bloc(game, ["A", "C"], name="B")
    with pytest.raises(co.InvalidArgumentError, match="members"):
        co.with_bloc(game, [])
    with pytest.raises(co.UnknownPlayerError):
        co.with_bloc(game, ["Z"])
    with pytest.raises(co.LimitExceededError):
        co.with_bloc(game, ["A", "C"], limit=1)
    with pytest.raises(co.UnsupportedGameError):
        co.with_bloc({"A": 1}, ["A"])
