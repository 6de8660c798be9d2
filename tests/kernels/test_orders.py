from itertools import permutations

import numpy as np
from hypothesis import given

import coalitions as co
from coalitions.games.tu import exact_table
from coalitions.kernels.orders import marginal_vectors
from coalitions.testing import tu_games


@given(tu_games(max_players=4))
def test_against_one_order_at_a_time(game):
    names = list(game.players)
    expected = set()
    for order in permutations(names):
        gains = {p: game[order[: k + 1]] - game[order[:k]] for k, p in enumerate(order)}
        expected.add(tuple(gains[p] for p in names))
    found = marginal_vectors(exact_table(game)[0])
    assert list(map(tuple, found.tolist())) == sorted(expected)


def test_nobody_and_large_numbers():
    assert marginal_vectors(np.array([0])).shape == (1, 0)
    game = co.TUGame.from_function(["A", "B"], lambda S: 10**30 * len(S) ** 2)
    assert marginal_vectors(exact_table(game)[0]).tolist() == [[10**30, 3 * 10**30], [3 * 10**30, 10**30]]
