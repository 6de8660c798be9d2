"""Equilibrium processes of coalition formation: published and computed examples, and every process by the bare definition."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import environments

RANKS = {"a": (0, 1), "b": (1, 2), "c": (2, 3), "d": (3, 0)}
MOVES = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
CIRCLE = {"a": (0, 1, 2), "b": (1, 2, 0), "c": (2, 0, 1)}


def chwe(discount):
    return co.DynamicEnvironment.from_moves(["1", "2"], RANKS, MOVES, payoffs=RANKS, discount=discount)


def condorcet(discount):
    moves = [("a", "b", ["1", "2"]), ("b", "c", ["1", "3"]), ("c", "a", ["2", "3"])]
    return co.DynamicEnvironment.from_moves(["1", "2", "3"], CIRCLE, moves, payoffs=CIRCLE, discount=discount)


def as_map(process):
    return {s: next(iter(process[s])) for s in process.states}


def path_values(game, next_):
    """Values by walking: the payoffs up to the circle, and those of the circle as a geometric series."""

    def value(i, x):
        d, seen = game.discounts[i], []
        while x not in seen:
            seen.append(x)
            x = next_[x]
        start = seen.index(x)
        circle = sum(d ** (t - start) * game.payoffs[seen[t]][i] for t in range(start, len(seen)))
        circle /= 1 - d ** (len(seen) - start)
        return (1 - d) * (sum(d**t * game.payoffs[seen[t]][i] for t in range(start)) + d**start * circle)

    return [[value(i, x) for i in range(len(game.players))] for x in range(len(next_))]


def brute_force(game):
    """All deterministic equilibrium processes, by the definition in sets of moves (source, target, movers, consenters)."""
    env, names = game.environment, list(game.players)
    moves = []
    for m in range(len(env.targets)):
        a, b, who, ask = env.move(m)
        moves.append((env.place(a), env.place(b), [names.index(p) for p in who], [names.index(p) for p in ask]))

    def gains(new, old, who):
        change = [new[i] - old[i] for i in who]
        return min(change) > 0 if env.strictly == "all" else min(change) >= 0 and max(change) > 0

    targets = [[x, *sorted({b for a, b, _, _ in moves if a == x})] for x in range(len(env.states))]
    found = []
    for next_ in product(*targets):
        v = path_values(game, next_)
        good = True
        for x, y in enumerate(next_):
            here = [m for m in moves if m[0] == x]
            agreed = [m for m in here if all(v[m[1]][i] >= v[x][i] for i in m[3])]
            strict = [m for m in agreed if gains(v[m[1]], v[x], m[2])]
            weak = [m for m in agreed if all(v[m[1]][i] >= v[x][i] for i in m[2])]
            efficient = [m for m in here if not any(o[2] == m[2] and gains(v[o[1]], v[m[1]], m[2]) for o in agreed)]
            if y != x:
                good &= any(m[1] == y and m in efficient for m in weak)
            if strict:
                good &= y != x and any(m[1] == y and m in efficient for m in strict)
        if good:
            found.append(next_)
    return found


def test_chwe_with_patience_and_without():
    patient = co.enumerate_equilibrium_processes(chwe("0.999"))
    assert [as_map(p) for p in patient.value] == [
        {"a": "b", "b": "c", "c": "c", "d": "a"},
        {"a": "c", "b": "c", "c": "c", "d": "a"},
    ]
    assert all(p.absorbing == {"c"} for p in patient.value)
    assert patient.diagnostics["processes"] == 3 * 2 * 2 * 2
    hasty = co.enumerate_equilibrium_processes(chwe("0.05")).value
    assert [as_map(p) for p in hasty] == [
        {"a": "b", "b": "c", "c": "d", "d": "a"},
        {"a": "c", "b": "c", "c": "d", "d": "a"},
    ]
    assert not any(p.absorbing for p in hasty)


def test_values_are_those_of_the_walk():
    process = co.enumerate_equilibrium_processes(chwe("0.999")).value[0]
    d = Fraction(999, 1000)
    assert process.value_at("c") == {"1": 2, "2": 3}
    assert process.value_at("a")["1"] == (1 - d) * (0 + d) + d**2 * 2


def test_condorcet_goes_round_even_with_patience():
    answer = co.enumerate_equilibrium_processes(condorcet("0.99"))
    assert [as_map(p) for p in answer.value] == [{"a": "b", "b": "c", "c": "a"}]
    assert not co.check_equilibrium_process(condorcet("0.99"), {}).value


def test_two_answers_of_a_coalition():
    """Both 1 and 2 gain by a -> b, and both gain more by a -> c: only the efficient move is justified."""
    payoffs = {"a": (0, 0), "b": (1, 1), "c": (2, 2)}
    moves = [("a", "b", ["1", "2"]), ("a", "c", ["1", "2"])]
    game = co.DynamicEnvironment.from_moves(["1", "2"], payoffs, moves, payoffs=payoffs, discount="1/2")
    assert co.check_equilibrium_process(game, {"a": "c"}).value
    judged = co.check_equilibrium_process(game, {"a": "b"})
    assert "although a -{1, 2}-> c is better for the same movers" in repr(judged)
    alone = co.DynamicEnvironment.from_moves(
        ["1", "2"], payoffs, [("a", "b", ["1", "2"]), ("a", "c", ["1"])], payoffs=payoffs, discount="1/2"
    )
    assert len(co.enumerate_equilibrium_processes(alone).value) == 2
    mixture = {"a": {"b": "1/3", "c": "2/3"}}
    assert co.check_equilibrium_process(alone, mixture).value
    assert not co.check_equilibrium_process(game, mixture).value
    assert "nobody can move from b to c" in repr(co.check_equilibrium_process(alone, {"a": "c", "b": "c"}))
    assert "somebody who must not lose does" in repr(
        co.check_equilibrium_process(
            co.DynamicEnvironment.from_moves(["1"], "xy", [("x", "y", "1")], payoffs=[[1], [0]], discount=0), {"x": "y"}
        )
    )


def test_indifferent_players_may_move_or_stay_or_both():
    game = co.DynamicEnvironment.from_moves(["1"], "xy", [("x", "y", "1"), ("y", "x", "1")], payoffs=[[5], [5]], discount="0.9")
    assert len(co.enumerate_equilibrium_processes(game).value) == 4
    assert co.check_equilibrium_process(game, {"x": {"x": "1/2", "y": "1/2"}}).value


def test_no_deterministic_process():
    """A game found by trying many; the definition rules out each of its 12 deterministic processes."""
    moves = [("a", "c", ["3"]), ("b", "a", ["1"]), ("b", "c", ["1"]), ("c", "b", ["2", "3"])]
    game = co.DynamicEnvironment.from_moves(
        ["1", "2", "3"], "abc", moves, payoffs=[(4, 0, 3), (2, 5, 2), (5, 4, 1)], discount="0.7"
    )
    assert brute_force(game) == []
    answer = co.enumerate_equilibrium_processes(game)
    assert answer.value == ()
    assert "each of the 12 deterministic processes was judged by its values" in repr(answer)


@settings(max_examples=150, deadline=None)
@given(
    env=environments(max_states=4, max_moves=9),
    numbers=st.lists(st.integers(-2, 2), min_size=12, max_size=12),
    discount=st.sampled_from(["0", "1/2", "0.9", "0.999999"]),
)
def test_all_processes_against_the_definition(env, numbers, discount):
    n, z = len(env.players), len(env.states)
    payoffs = [numbers[x * n : (x + 1) * n] for x in range(z)]
    game = co.DynamicEnvironment.from_environment(env, payoffs=payoffs, discount=discount)
    answer = co.enumerate_equilibrium_processes(game)
    expected = brute_force(game)
    assert answer.certificate.maps == tuple(expected)
    for process, next_ in zip(answer.value, expected, strict=True):
        assert [list(row) for row in process.values] == path_values(game, next_)
    for next_ in product(*[[0, z - 1]] * z):
        judged = co.check_equilibrium_process(game, {env.states[x]: env.states[y] for x, y in enumerate(next_)})
        assert judged.value == (next_ in expected)
        assert judged.verify().value == judged.value


@given(
    numbers=st.lists(st.fractions(-3, 3), min_size=4, max_size=4),
    shift=st.integers(-5, 5),
    scale=st.sampled_from([Fraction(1, 10**9), 3, 10**30]),
)
@settings(max_examples=25, deadline=None)
def test_units_do_not_matter(numbers, shift, scale):
    moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
    payoffs = [(u, -u) for u in numbers]
    other = [(scale * a + shift, scale * b - shift) for a, b in payoffs]
    both = [co.DynamicEnvironment.from_moves(["1", "2"], "abcd", moves, payoffs=p, discount="0.8") for p in (payoffs, other)]
    maps = [co.enumerate_equilibrium_processes(game).certificate.maps for game in both]
    assert maps[0] == maps[1]


def test_degenerate_games():
    alone = co.DynamicEnvironment.from_moves([], ["x"], [], payoffs=[[]], discount=0)
    assert len(co.enumerate_equilibrium_processes(alone).value) == 1
    one = co.DynamicEnvironment.from_moves(["1"], ["x"], [], payoffs=[["1/3"]], discount="0.5")
    assert co.check_equilibrium_process(one, {}).value
    own = co.DynamicEnvironment.from_moves(
        ["1", "2"], "ab", [("a", "b", "1")], payoffs=[(0, 0), (1, 0)], discount={"1": 0, "2": 0.5}
    )
    assert own.discounts == (0, Fraction(1, 2))
    assert co.check_equilibrium_process(own, {"a": "b"}).value


@pytest.mark.parametrize("discount", [1, -1, "1", 1.5, "x", {"1": 0.5}])
def test_discounts_that_are_none(discount):
    with pytest.raises(co.CoalitionsError, match="expected"):
        chwe(discount)


def test_refusals():
    game = chwe("0.9")
    with pytest.raises(co.InvalidArgumentError, match="add up to 1"):
        co.check_equilibrium_process(game, {"a": {"b": "1/2"}})
    with pytest.raises(co.InvalidArgumentError, match="expected one of the states"):
        co.check_equilibrium_process(game, {"a": "z"})
    with pytest.raises(co.InvalidArgumentError, match="expected one of the 4 states"):
        co.check_equilibrium_process(game, {"z": "a"})
    with pytest.raises(co.InvalidArgumentError, match="mapping"):
        co.check_equilibrium_process(game, ["a"])
    with pytest.raises(co.LimitExceededError, match=r"limit=3 .* got 24; write limit=24.*check_equilibrium_process"):
        co.enumerate_equilibrium_processes(game, limit=3)
    with pytest.raises(co.UnsupportedGameError, match=r"use DynamicEnvironment\.from"):
        co.enumerate_equilibrium_processes(game.environment)
    with pytest.raises(co.InvalidArgumentError, match="for every state"):
        co.DynamicEnvironment.from_moves(["1"], "ab", [], payoffs={"a": [1]}, discount=0)
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.DynamicEnvironment.from_moves(["1"], "ab", [], payoffs=[[co.parameter("u")], [0]], discount=0)
    with pytest.raises(co.InvalidGameError, match=r"from_environment|from_…"):
        co.DynamicEnvironment(game.environment, game.payoffs[:1], game.discounts)


def rejected(solution, **changes):
    with pytest.raises(co.CertificateError):
        co.certify(solution.concept, solution.game, replace(solution.certificate, **changes))


def test_forged_evidence():
    game = chwe("0.9")
    good = co.check_equilibrium_process(game, {"a": "c", "b": "c", "d": "a"})
    assert good.value
    rows, values = good.certificate.transitions, good.certificate.values
    one = Fraction(1)
    for bad in (
        rows[:3],
        list(rows),
        (((0, one),), *rows[1:]),  # another process, whose values these are not
        (((9, one),), *rows[1:]),
        (((True, one),), *rows[1:]),
        (((2, 1.0),), *rows[1:]),
        (((2, one), (2, Fraction(0))), *rows[1:]),
        (((1, Fraction(3, 2)), (2, Fraction(-1, 2))), *rows[1:]),
    ):
        rejected(good, transitions=bad)
    for bad in (values[:3], list(values), tuple(tuple(map(float, r)) for r in values), (values[1], *values[1:])):
        rejected(good, values=bad)
    broken = co.check_equilibrium_process(game, {"a": "b", "b": "c"})
    assert not broken.value
    for change in (
        {"state": 9},
        {"state": True},
        {"move": -1},
        {"target": 0},
        {"target": 0, "move": -1},
        {"move": 99},
        {"move": None},
    ):
        rejected(broken, **change)
    for move in range(5):
        if move != broken.certificate.move:
            rejected(broken, move=move)
    every = co.enumerate_equilibrium_processes(game)
    maps = every.certificate.maps
    for bad in (
        (),
        maps[:1] if len(maps) > 1 else (*maps, maps[0]),
        maps[::-1] if len(maps) > 1 else (),
        list(maps),
        ((0, 1, 2, 3),),
    ):
        rejected(every, maps=bad)
    booleans = tuple(tuple(bool(y) if y < 2 else y for y in row) for row in maps)
    rejected(every, maps=booleans)


def test_shown():
    process = co.enumerate_equilibrium_processes(chwe("0.5")).value[0]
    assert "<table>" in process._repr_html_()
    assert "toprule" in process.to_latex(digits=3)
    assert list(process.to_frame().index if process.to_frame().index.name else process.to_frame()["state"]) == list("abcd")
    assert "discount 1/2" in repr(chwe("0.5"))
    assert chwe("0.5")._repr_html_().count("<table>") == 2
    with pytest.raises(co.InvalidArgumentError, match="players propose"):
        process.proposal("1", "a")
    with pytest.raises(co.InvalidArgumentError, match="one of the 4 states"):
        process["z"]
