"""Values of games on demand, against the same games in a table and closed forms; with executors whose workers die."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

VALUES = {"Shapley": co.shapley_value, "Banzhaf": co.banzhaf_value}


def on_demand(game):
    return co.OnDemandGame.from_function(game.players, game.table.__getitem__, kind=game.kind, denominator=game.denominator)


@given(tu_games(max_players=5))
def test_the_same_as_of_the_table(table):
    game = on_demand(table)
    for value in VALUES.values():
        solution = value(game)
        assert solution.value == value(table).value
        assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    n = len(table.players)
    dictator = [1] + [0] * (n - 1) if n else []
    assert co.semivalue(game, dictator).value == co.semivalue(table, dictator).value


def test_published_games():
    # Aumann (2010), as in the docstring of shapley_value; Gambarelli (2011), as in that of banzhaf_value
    game = on_demand(co.tabulate(co.airport_game({"Reuben": 120, "Simeon": 60, "Levi": 40, "Judah": 30})))
    assert co.shapley_value(game).value == {
        "Reuben": Fraction(485, 6),
        "Simeon": Fraction(125, 6),
        "Levi": Fraction(65, 6),
        "Judah": Fraction(15, 2),
    }
    game = on_demand(co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size"))
    assert co.banzhaf_value(game).value == {"A": Fraction(5, 4), "B": Fraction(3, 4), "C": Fraction(5, 4)}
    assert co.semivalue(game, ["1/4"] * 3).value == {"A": Fraction(5, 4), "B": Fraction(3, 4), "C": Fraction(5, 4)}


def additive_square(masks, weights, scale):
    total = np.zeros(len(masks), dtype=np.int64)
    for i, w in enumerate(weights):
        total += (masks >> i & 1) * w
    return total.astype(object) ** 2 * scale if scale > 1 else total * total


@pytest.mark.parametrize("scale", [1, 10**25])
def test_a_closed_form_in_several_chunks(scale):
    # v(S) = w(S)**2 is a sum of pairs: the Shapley and the Banzhaf value are both w_i w(N)
    weights = [(7 * i) % 23 + 1 for i in range(18 if scale == 1 else 17)]
    game = co.OnDemandGame.from_function(range(len(weights)), partial(additive_square, weights=weights, scale=scale))
    expected = {i: w * sum(weights) * scale for i, w in enumerate(weights)}
    for value in VALUES.values():
        solution = value(game)
        assert solution.value == expected
        assert solution.diagnostics["chunks"] > 1
        assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


def test_floats_come_with_a_bound_that_holds():
    table = co.TUGame.from_vector(range(17), np.random.default_rng(0).normal(size=(1 << 17)) * np.arange(1 << 17), order="mask")
    exact = co.TUGame.from_vector(range(17), [Fraction(v) for v in table.table.tolist()], order="mask")
    for value in VALUES.values():
        solution = value(on_demand(table))
        assert solution.guarantee is co.Guarantee.APPROXIMATE
        error = max(abs(Fraction(a) - b) for a, b in zip(solution.value.values(), value(exact).value.values(), strict=True))
        assert error <= solution.diagnostics["error_bound"] < 1e-4


def test_more_than_a_table_has_room_for_is_done_when_the_limit_allows():
    game = co.OnDemandGame.from_function(range(25), partial(np.bitwise_and, 1 << 24))  # one player has all, and 24 nothing
    with pytest.raises(co.LimitExceededError, match=r"limit=24 players .* got 25; write limit=25 .* estimate_shapley_value"):
        co.shapley_value(game)
    with pytest.raises(co.LimitExceededError, match="limit=22 players"):
        co.semivalue(game, [Fraction(1, 1 << 24)] * 25)
    solution = co.shapley_value(game, limit=25)
    assert solution.value == {i: (1 << 24) * (i == 24) for i in range(25)}
    with pytest.raises(co.CertificateError, match="came without one"):
        solution.verify()


# -- executors ----------------------------------------------------------------------------------------------------------


def killing(masks, path, weights):
    """A game whose function kills its process in the middle, once: when a file is there, it is taken away."""
    if masks[-1] >> 17 == 1 and os.path.exists(path):
        os.remove(path)
        os.kill(os.getpid(), signal.SIGKILL)
    return additive_square(masks, weights, 1)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no signals to kill a process with")
def test_a_killed_worker_in_the_middle_and_the_same_digits(tmp_path):
    weights = [(5 * i) % 17 for i in range(18)]
    path = tmp_path / "alive"
    game = co.OnDemandGame.from_function(range(18), partial(killing, path=str(path), weights=weights))
    calm = co.shapley_value(game)
    path.write_text("")
    checkpoint = {}
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with pool, pytest.raises(co.IncompleteRunError, match=r"expected 4 chunks, [0-3] are done"):
        co.shapley_value(game, executor=pool, checkpoint=checkpoint)
    assert not path.exists()
    seen = []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        again = co.shapley_value(game, executor=pool, checkpoint=checkpoint, progress=lambda *now: seen.append(now))
    assert again.value == calm.value == {i: w * sum(weights) for i, w in enumerate(weights)}
    assert seen[-1] == (4, 4, None)


def test_floats_have_the_same_bits_on_every_executor():
    game = on_demand(
        co.TUGame.from_vector(
            range(18), np.random.default_rng(1).normal(size=1 << 18) * 1.0 * (np.arange(1 << 18) > 0), order="mask"
        )
    )
    with ThreadPoolExecutor(3) as pool:
        assert co.shapley_value(game, executor=pool).value == co.shapley_value(game).value


def test_one_checkpoint_serves_every_semivalue():
    calls, checkpoint = [], {}

    def counted(masks):
        calls.append(1)
        return masks

    game = co.OnDemandGame.from_function(range(17), counted)
    first = co.shapley_value(game, checkpoint=checkpoint).value
    made = len(calls)
    assert co.banzhaf_value(game, checkpoint=checkpoint).value == first == {i: 1 << i for i in range(17)}  # additive
    assert len(calls) == made
    other = co.OnDemandGame.from_function(range(18), counted)
    with pytest.raises(co.InvalidArgumentError, match="a checkpoint of this work"):
        co.shapley_value(other, checkpoint=checkpoint)


# -- array libraries ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", ["array_api_strict", "torch", "cupy", "jax.numpy"])
@pytest.mark.parametrize("n", [0, 1, 6, 17])
def test_arrays_of_other_libraries(library, n):
    xp = pytest.importorskip(library)

    def lowest(masks):  # the sum of a mask and of the square of its lowest three bits
        assert type(masks) is type(xp.asarray([1]))
        return masks + (masks & 7) * (masks & 7)

    game = co.OnDemandGame.from_function(range(n), lowest, arrays=xp)
    plain = co.OnDemandGame.from_function(range(n), lambda m: m + (m & 7) ** 2)
    assert co.shapley_value(game).value == co.shapley_value(plain).value
    half = co.OnDemandGame.from_function(
        range(n), lambda m: xp.asarray(lowest(m) * 1, dtype=xp.float64) / 2, arrays=xp, kind="float"
    )
    assert list(co.banzhaf_value(half).value.values()) == pytest.approx(
        [float(v) / 2 for v in co.banzhaf_value(plain).value.values()]
    )


@given(st.integers(0, 6), st.integers(0, 2**62))
def test_worths_of_62_bits(n, top):
    game = co.OnDemandGame.from_function(range(n), lambda m: np.where(m > 0, top, 0))
    expected = Fraction(top, n) if n else None
    assert list(co.shapley_value(game).value.values()) == [expected] * n
