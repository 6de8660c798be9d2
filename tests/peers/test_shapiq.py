"""shapiq 1.4 (MIT): values, dividends (Möbius) and interactions of pairs by its exact computer."""

import numpy as np
import pytest

import coalitions as co
from tests.peers.games import GAMES, worths

shapiq = pytest.importorskip("shapiq", reason="needs the extra 'peers'")


def theirs(game):
    """Its exact computer, from a function of rows of memberships."""
    table, bits = np.array(worths(game)), 1 << np.arange(len(game.players))
    return shapiq.ExactComputer(lambda rows: table[np.atleast_2d(rows) @ bits], len(game.players))


@pytest.fixture(params=GAMES)
def game(request):
    return GAMES[request.param]


def scale(game):
    return max(1.0, *map(abs, worths(game)))


def test_values(game):
    for index, solver in (("SV", co.shapley_value), ("BV", co.banzhaf_value)):
        found, ours = theirs(game)(index, order=1), solver(game).value
        for i, amount in enumerate(ours.values()):
            assert found[(i,)] == pytest.approx(float(amount), abs=1e-9 * scale(game))


def test_interactions_of_pairs(game):
    found, ours, names = theirs(game)("SII", order=2), co.shapley_interaction(game).value, game.players.names
    for i in range(len(names)):
        for j in range(i):
            assert found[(j, i)] == pytest.approx(float(ours[names[j], names[i]]), abs=1e-9 * scale(game))


@pytest.mark.parametrize("order", [2, 3])
def test_interactions_of_coalitions(game, order):
    names = game.players.names
    for index, solver in (("BII", co.banzhaf_interaction), ("STII", co.shapley_taylor_interaction)):
        found, ours = theirs(game)(index, order=order), solver(game, order=order).value
        assert len(ours) > len(names)
        for coalition, amount in ours.items():
            key = tuple(sorted(names.index(p) for p in coalition))
            assert found[key] == pytest.approx(float(amount), abs=1e-9 * scale(game))


def test_dividends(game):
    found, ours, names = theirs(game)("Moebius", order=len(game.players)), co.dividends(game), game.players.names
    for coalition, dividend in ours.items():
        key = tuple(sorted(names.index(p) for p in coalition))
        assert found[key] == pytest.approx(float(dividend), abs=1e-9 * scale(game))
