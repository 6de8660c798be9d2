"""Stable alignments against their definition, hedonic games and environments."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co


@st.composite
def landscapes(draw, max_players=5, equal=False):
    n = draw(st.integers(0, max_players))
    names = list("ABCDE"[:n])
    pairs = [(a, b) for k, a in enumerate(names) for b in names[k + 1 :]]
    values = draw(st.lists(st.integers(-3, 3), min_size=len(pairs), max_size=len(pairs)))
    sizes = [1] * n if equal else draw(st.lists(st.sampled_from([1, 2, "1/2", 5]), min_size=n, max_size=n))
    return co.Landscape.from_propensities(dict(zip(pairs, values, strict=True)), sizes=sizes, players=names)


def divisions(names, blocs):
    """All partitions into at most so many blocs, by putting each player into each bloc or a new one."""
    out = [[]]
    for name in names:
        grown = []
        for parts in out:
            grown += [[*parts[:k], [*parts[k], name], *parts[k + 1 :]] for k in range(len(parts))]
            grown += [[*parts, [name]]] * (len(parts) < blocs)
        out = grown
    return out


def energy(game, parts):
    """The sum over ordered pairs in different blocs of s_i s_j p_ij, read off the data."""
    place = {p: k for k, part in enumerate(parts) for p in part}
    names = list(game.players)
    n = range(len(names))
    s, p = game.sizes, game.propensities
    return sum(s[i] * s[j] * p[i][j] for i in n for j in n if place[names[i]] != place[names[j]])


def neighbors(parts, blocs):
    for k, part in enumerate(parts):
        for name in part:
            rest = [[q for q in other if q != name] for other in parts]
            left = [r for r in rest if r]
            yield from (
                [*(r for r in rest[:j] if r), [*rest[j], name], *(r for r in rest[j + 1 :] if r)]
                for j in range(len(parts))
                if j != k
            )
            if len(left) < blocs:
                yield [*left, [name]]


@settings(max_examples=60)
@given(landscapes(), st.integers(1, 4))
def test_local_minima(game, blocs):
    expected = []
    for parts in divisions(list(game.players), blocs):
        lowest = all(energy(game, parts) <= energy(game, other) for other in neighbors(parts, blocs))
        assert game.energy(parts) == energy(game, parts)
        assert co.check_stable_alignment(game, parts, blocs=blocs).verify().value is lowest
        if lowest:
            expected.append(game.alignment(parts))
    solution = co.enumerate_stable_alignments(game, blocs=blocs)
    assert set(solution.value) == set(expected)
    assert len(solution.value) == len(expected) > 0
    energies = [game.energy(m) for m in solution.value]
    assert energies == sorted(energies)
    assert energies[0] == min(energy(game, parts) for parts in divisions(list(game.players), blocs))
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


@settings(max_examples=25)
@given(landscapes(max_players=4), st.integers(1, 4))
def test_as_environment(game, blocs):
    env = co.environment(game, blocs=blocs)
    stable = co.enumerate_stable_alignments(game, blocs=blocs).value
    assert set(co.enumerate_unblocked(env).value) == set(stable)
    assert set(co.myopic_stable_set(env).value) == set(stable), "no cycles: the energy falls with each improving move"


@settings(max_examples=25)
@given(landscapes(equal=True))
def test_any_number_of_blocs_is_a_hedonic_game(game):
    """With as many blocs as players: the Nash stable partitions of the symmetric additively separable game."""
    n = len(game.players)
    if not n:
        return
    hedonic = co.additively_separable_game([list(row) for row in game.propensities], players=list(game.players))
    stable = co.enumerate_stable_alignments(game, blocs=n + 7).value
    assert set(stable) == set(co.enumerate_nash_stable(hedonic).value)


def test_seventeen_players():
    """Two camps of friends who are enemies of each other: one deep minimum; and sizes are no matter there."""
    names = [f"c{k}" for k in range(17)]
    pairs = {(a, b): 1 if (i < 9) == (j < 9) else -1 for i, a in enumerate(names) for j, b in enumerate(names) if i < j}
    game = co.Landscape.from_propensities(pairs, sizes=range(1, 18))
    solution = co.enumerate_stable_alignments(game)
    assert [sorted(map(len, m)) for m in solution.value] == [[8, 9]]
    assert solution.diagnostics["alignments"] == 2**16
    assert game.energy(solution.value[0]) == -2 * sum(range(1, 10)) * sum(range(10, 18))


def test_numbers():
    tiny = co.Landscape.from_propensities({("A", "B"): Fraction(1, 10**9), ("B", "C"): 10**30, ("A", "C"): "-1/3"})
    assert co.enumerate_stable_alignments(tiny).value == (tiny.alignment([["A"], ["B", "C"]]),)
    floats = co.Landscape.from_propensities({("A", "B"): 0.1})
    assert floats.energy([["A"], ["B"]]) == 2 * Fraction(0.1)
    assert floats.frustration("A", [["A"]]) == Fraction(0.1)


def test_display():
    game = co.Landscape.from_propensities({("A", "B"): 1, ("B", "C"): "1/2"}, sizes={"A": 1, "B": 2, "C": 3})
    assert repr(game) == "Landscape of 3 players: A-B 1, B-C 1/2"
    assert "<table>" in game._repr_html_()
    assert "toprule" in game.to_latex()
    assert "no single player lowers" in repr(co.check_stable_alignment(game, []))
    assert "A changes to {B, C}: frustration from 2 to 0, energy 4 to 0" in repr(co.check_stable_alignment(game, [["A"]]))
    apart = co.Landscape.from_propensities({("A", "B"): -1})
    assert "A changes to a bloc of its own" in repr(co.check_stable_alignment(apart, []))


GAME = co.Landscape.from_propensities({("A", "B"): 1})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: co.Landscape.from_propensities([("A", "B")]), co.InvalidGameError, "mapping"),
        (lambda: co.Landscape.from_propensities({"AB": 1}), co.InvalidGameError, "pairs"),
        (lambda: co.Landscape.from_propensities({("A", "A"): 1}), co.InvalidGameError, "different"),
        (lambda: co.Landscape.from_propensities({("A", "B"): 1, ("B", "A"): 1}), co.DuplicatePlayerError, "one propensity"),
        (
            lambda: co.Landscape.from_propensities({("A", "B"): 1}, sizes={"A": 1, "B": 0}),
            co.InvalidGameError,
            "positive sizes",
        ),
        (lambda: co.Landscape.from_propensities({("A", "B"): 1}, players=["A"]), co.UnknownPlayerError, "A; got 'B'"),
        (lambda: co.Landscape.from_propensities({("A", "B"): co.parameter("p")}), co.UndecidedError, "put numbers in"),
        (lambda: co.Landscape(GAME.players, (1, 1), GAME.propensities), co.InvalidGameError, "fractions"),
        (lambda: co.enumerate_stable_alignments(GAME, limit=1), co.LimitExceededError, "check_stable_alignment"),
        (lambda: co.enumerate_stable_alignments(GAME, blocs=0), co.InvalidArgumentError, "blocs"),
        (lambda: co.enumerate_stable_alignments(3), co.UnsupportedGameError, "Landscape"),
        (lambda: co.check_stable_alignment(GAME, [["A"], ["B"]], blocs=1), co.InvalidArgumentError, "at most 1 blocs"),
        (lambda: co.check_stable_alignment(GAME, "A"), co.InvalidGameError, "lists of names"),
        (lambda: co.environment(GAME, blocs=True), co.InvalidArgumentError, "blocs"),
        (lambda: co.environment(GAME, limit=1), co.LimitExceededError, "enumerate_stable_alignments"),
    ],
)
def test_refusals(call, error, message):
    with pytest.raises(error, match=message):
        call()
