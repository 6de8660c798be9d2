"""Games as environments: moves against their definition, profile by profile."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co


@st.composite
def small_games(draw):
    shape = draw(st.sampled_from([(2,), (1, 1), (2, 2), (3, 2), (2, 2, 2), (1, 3, 2)]))
    cells = st.lists(st.integers(0, 2), min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))
    arrays = [np.array(draw(cells)).reshape(shape) for _ in shape]
    return co.NormalFormGame.from_arrays(*arrays)


def subsets(players):
    return [c for mask in range(1, players.grand + 1) for c in [players.coalition(mask)]]


def listed(env):
    return {(a, b, frozenset(who)) for a, b, who, ask in map(env.move, range(len(env.targets))) if not ask}


@given(small_games())
def test_individual_moves(game):
    env = co.environment(game, moves="individual")
    pairs = list(product(env.states, repeat=2))
    expected = set()
    for a, b in pairs:
        changed = [p for p, x, y in zip(game.players, a, b, strict=True) if x != y]
        if len(changed) == 1:
            expected.add((a, b, frozenset(changed)))
    assert listed(env) == expected
    assert env.options == {"form": "normal form", "moves": "individual"}


@given(small_games(), st.sampled_from(["all", "one"]))
def test_coalitional_moves(game, strictly):
    env = co.environment(game, moves="coalitional", strictly=strictly)
    expected = set()
    for a, b in product(env.states, repeat=2):
        changed = {p for p, x, y in zip(game.players, a, b, strict=True) if x != y}
        if strictly == "all" and changed:
            expected.add((a, b, frozenset(changed)))
        if strictly == "one" and changed:
            expected |= {(a, b, frozenset(c)) for c in subsets(game.players) if changed <= set(c)}
    assert listed(env) == expected


@settings(max_examples=30)
@given(small_games())
def test_nested_moves(game):
    env = co.environment(game, moves="nested")
    profiles = list(product(*game.strategies))
    names = [tuple(c) for c in subsets(game.players)]
    assert set(env.states) == set(product(profiles, names))
    expected = set()
    for (a, whole), (b, part) in product(env.states, repeat=2):
        changed = {p for p, x, y in zip(game.players, a, b, strict=True) if x != y}
        if set(part) <= set(whole) and changed <= set(part) and (a, whole) != (b, part):
            expected.add(((a, whole), (b, part), frozenset(part)))
    assert listed(env) == expected
    for (a, whole), player in product(env.states, game.players):
        for b, part in env.states:
            assert env.prefers(player, (a, whole), (b, part)) == (game[a][player] > game[b][player])


def test_ranks_are_exact_and_tolerance_is_in_the_unit_of_the_payoffs():
    game = co.NormalFormGame.from_arrays([["1/3", "1/2"], ["5/6", 2]], [[0, 0], [0, 0]])
    assert co.environment(game).ranks.tolist() == [[0, 1, 2, 3], [0, 0, 0, 0]]
    tied = co.environment(game, tolerance="1/6")
    assert tied.ranks.tolist() == [[0, 0, 1, 2], [0, 0, 0, 0]]
    assert tied.options["tolerance"] == "1/6"
    near = co.NormalFormGame.from_arrays([[0.1 + 0.2, 0.3]], [[0, 0]])
    assert co.environment(near).ranks.tolist()[0] == [1, 0]
    assert co.environment(near, tolerance=1e-9).ranks.tolist()[0] == [0, 0]


def test_symbols_are_ranked_where_their_order_is_known():
    w = co.parameter("w")
    game = co.NormalFormGame.from_arrays([[w, w + 1]], [[0, 0]])
    assert co.environment(game).ranks.tolist() == [[0, 1], [0, 0]]
    with pytest.raises(co.UndecidedError, match="claims"):
        co.environment(co.NormalFormGame.from_arrays([[w, 1]], [[0, 0]]))


def test_refusals():
    game = co.NormalFormGame.from_arrays([[1, 2]], [[0, 0]])
    with pytest.raises(co.InvalidArgumentError, match="'individual', 'coalitional', 'nested', got 'pairs'"):
        co.environment(game, moves="pairs")
    with pytest.raises(co.InvalidArgumentError, match="moves, strictly, tolerance, limit; got rule"):
        co.environment(game, rule="gamma")
    with pytest.raises(co.UnsupportedGameError, match=r"Environment\.from_moves"):
        co.environment("game")
    with pytest.raises(co.LimitExceededError, match=r"limit=1 .* got about 2"):
        co.environment(game, limit=1)
    with pytest.raises(co.InvalidArgumentError, match="drop them"):
        co.environment(co.environment(game), moves="individual")
    assert co.environment(env := co.environment(game)) is env
