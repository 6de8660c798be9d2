"""Stable and efficient networks, against the environment of their moves, and against definitions written differently."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co

SOLVERS = {
    "pairwise": (co.check_pairwise_stable, co.enumerate_pairwise_stable),
    "pairwise Nash": (co.check_pairwise_nash_stable, co.enumerate_pairwise_nash_stable),
    "strong": (co.check_strongly_stable, co.enumerate_strongly_stable),
}


@st.composite
def network_games(draw, max_players=4, low=-2, high=2):
    n = draw(st.integers(0, max_players))
    count = 1 << n * (n - 1) // 2
    table = draw(st.lists(st.lists(st.integers(low, high), min_size=n, max_size=n), min_size=count, max_size=count))
    return co.NetworkGame.from_function(list("ABCD"[:n]), lambda g: table[g.mask])


def links_of(network):
    return frozenset(map(frozenset, network))


def improves(game, who, before, after, strictly):
    gains = [game.payoffs(after.mask)[p] - game.payoffs(before.mask)[p] for p in who]
    return min(gains) > 0 if strictly == "all" else min(gains) >= 0 and max(gains) > 0


def may_change(game, who, before, after, kind):
    """Whether a set of players may make one network of another, in sets of names."""
    added, cut = links_of(after) - links_of(before), links_of(before) - links_of(after)
    who = frozenset(who)
    if kind == "strong":
        return all(link <= who for link in added) and all(link & who for link in cut)
    if len(who) == 2:
        return added == {who} and not cut
    return len(who) == 1 and not added and all(link & who for link in cut) and (kind != "pairwise" or len(cut) == 1)


def stable(game, network, kind, strictly):
    names = list(game.players)
    others = [co.Network(game.players, m) for m in range(game.table.shape[1]) if m != network.mask]
    coalitions = [c for r in range(1, len(names) + 1) for c in combinations(names, r)]
    return not any(
        may_change(game, who, network, after, kind) and improves(game, who, network, after, strictly)
        for who, after in product(coalitions, others)
    )


@pytest.mark.parametrize("kind", SOLVERS)
@pytest.mark.parametrize("strictly", ["one", "all"])
@settings(max_examples=25)
@given(network_games(max_players=3))
def test_stable_networks_by_definition_and_by_their_environment(kind, strictly, game):
    check, enumerate_ = SOLVERS[kind]
    expected = [g for m in range(game.table.shape[1]) if stable(game, g := co.Network(game.players, m), kind, strictly)]
    solution = enumerate_(game, strictly=strictly)
    assert list(solution.value) == expected
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    assert set(co.enumerate_unblocked(co.environment(game, moves=kind, strictly=strictly)).value) == set(expected)
    for m in range(game.table.shape[1]):
        g = co.Network(game.players, m)
        assert check(game, g, strictly=strictly).verify().value is (g in expected)


@settings(max_examples=15)
@given(network_games(), st.sampled_from(["one", "all"]))
def test_notions_of_four_players(game, strictly):
    """The environment as another algorithm; strong within pairwise Nash within pairwise; bilateral between them."""
    found = {kind: set(enumerate_(game, strictly=strictly).value) for kind, (_, enumerate_) in SOLVERS.items()}
    for kind, networks in found.items():
        assert set(co.enumerate_unblocked(co.environment(game, moves=kind, strictly=strictly)).value) == networks
    bilateral = set(co.enumerate_unblocked(co.environment(game, moves="bilateral", strictly=strictly)).value)
    assert found["strong"] <= bilateral <= found["pairwise Nash"] <= found["pairwise"]


@settings(max_examples=25)
@given(network_games())
def test_efficient_networks(game):
    count = game.table.shape[1]
    rows = [tuple(game.payoffs(m).amounts) for m in range(count)]
    best = [m for m in range(count) if sum(rows[m]) == max(map(sum, rows))]
    assert [g.mask for g in co.enumerate_efficient_networks(game).value] == best
    undominated = [
        m for m in range(count) if not any(r != rows[m] and all(a >= b for a, b in zip(r, rows[m], strict=True)) for r in rows)
    ]
    pareto = co.enumerate_pareto_efficient_networks(game)
    assert [g.mask for g in pareto.value] == undominated
    assert set(best) <= set(undominated)


def test_totals_of_floats_are_exact():
    """0.1 + 0.2 is more than 0.3 by rounding alone; the exact total of the first is below that of the second by 2**-54 · 3."""
    pays = [(0.1, 0.2), (0.3, 0.0)]
    game = co.NetworkGame.from_function(["A", "B"], lambda g: pays[g.mask])
    exact = [sum(map(co.scalars.to_fraction, p)) for p in pays]
    assert exact[0] != exact[1]
    expected = exact.index(max(exact))
    assert [g.mask for g in co.enumerate_efficient_networks(game).value] == [expected]


def outcome(game, order, ties, g=frozenset(), refused=(), turn=0):
    """The end of play by recursion over what has been refused since the last link was formed."""
    m = len(order)
    open_ = [k for k in range(m) if order[k] not in g]
    if len(refused) == len(open_):
        return g
    while order[turn % m] in g or turn % m in refused:
        turn += 1
    link = order[turn % m]
    no = outcome(game, order, ties, g, (*refused, turn % m), turn + 1)
    yes = outcome(game, order, ties, g | {link}, (), turn + 1)
    gains = [game[list(yes)][p] - game[list(no)][p] for p in link]
    accept = all(v >= 0 for v in gains) if ties == "form" else all(v > 0 for v in gains)
    return yes if accept else no


@settings(max_examples=40)
@given(network_games(max_players=3), st.sampled_from(["refuse", "form"]), st.randoms())
def test_link_formation_by_recursion(game, ties, random):
    order = list(combinations(game.players, 2))
    random.shuffle(order)
    solution = co.aumann_myerson_network(game, order=order, ties=ties)
    assert links_of(solution.value) == frozenset(map(frozenset, outcome(game, order, ties)))
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


def test_symbols():
    w = co.parameter("w")
    game = co.connections_game(["A", "B", "C"], decay=w, cost=1)
    for solver in (co.enumerate_pairwise_stable, co.enumerate_efficient_networks, co.aumann_myerson_network):
        with pytest.raises(co.UndecidedError):
            solver(game)
    import sympy

    positive = sympy.Symbol("p", positive=True)
    decided = co.NetworkGame.from_function(["A", "B"], lambda g: [positive * len(g)] * 2)
    assert [g.mask for g in co.enumerate_pairwise_stable(decided).value] == [1]
    assert co.aumann_myerson_network(decided).value.mask == 1


def test_huge_and_tiny_numbers_together():
    tiny = co.scalars.Fraction(1, 10**9)
    game = co.NetworkGame.from_function(["A", "B"], lambda g: [10**30 + tiny * len(g), 10**9])
    assert [g.mask for g in co.enumerate_pairwise_stable(game).value] == [1]
    assert [g.mask for g in co.enumerate_efficient_networks(game).value] == [1]
    assert [g.mask for g in co.enumerate_pareto_efficient_networks(game).value] == [1]


def test_words():
    game = co.connections_game(["A", "B", "C"], decay="1/2", cost="1/5")
    assert "A and C add A-C: A from 11/20 to 3/5; C from 11/20 to 3/5" in repr(
        co.check_pairwise_stable(game, [("A", "B"), ("B", "C")])
    )
    assert "nobody adds or cuts a link where one who does must gain" in repr(
        co.check_pairwise_stable(game, [("A", "B"), ("B", "C"), ("A", "C")])
    )
    assert "all who do must gain" in repr(co.check_strongly_stable(game, [], strictly="all"))
    assert "each of 8 networks decided" in repr(co.enumerate_pairwise_nash_stable(game))
    assert "no link formed" in repr(co.aumann_myerson_network(co.connections_game(["A", "B"], decay=1, cost=2)))


GAME = co.connections_game(["A", "B", "C"], decay="1/2", cost="1/5")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: co.check_pairwise_stable(3, []), co.UnsupportedGameError, "network_game"),
        (lambda: co.check_pairwise_stable(GAME, [("A", "Z")]), co.UnknownPlayerError, "A, B, C"),
        (lambda: co.check_pairwise_stable(GAME, [], strictly="both"), co.InvalidArgumentError, "strictly"),
        (lambda: co.enumerate_pairwise_stable(GAME, limit=2), co.LimitExceededError, "limit=2.*check_pairwise_stable"),
        (lambda: co.enumerate_strongly_stable(GAME, limit=2), co.LimitExceededError, "enumerate_pairwise_stable"),
        (lambda: co.enumerate_pareto_efficient_networks(GAME, limit=2), co.LimitExceededError, "enumerate_efficient"),
        (lambda: co.aumann_myerson_network(GAME, limit=2), co.LimitExceededError, "limit=2"),
        (lambda: co.aumann_myerson_network(GAME, ties="x"), co.InvalidArgumentError, "ties"),
        (lambda: co.aumann_myerson_network(GAME, order=[("A", "B")]), co.InvalidArgumentError, "all 3 links"),
        (lambda: co.environment(GAME, moves="x"), co.InvalidArgumentError, "bilateral"),
        (lambda: co.environment(GAME, moves="strong", limit=5), co.LimitExceededError, "enumerate_pairwise_stable"),
    ],
)
def test_refusals(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_most():
    flat = co.NetworkGame.from_function(["A", "B", "C"], lambda g: [0, 0, 0])
    for solver in (co.enumerate_pairwise_stable, co.enumerate_efficient_networks, co.enumerate_pareto_efficient_networks):
        assert len(solver(flat).value) == 8
        with pytest.raises(co.LimitExceededError, match="most=7"):
            solver(flat, most=7)


def test_totals_beyond_64_bits_do_not_wrap_around():
    table = np.array([[6 * 10**18, 1], [6 * 10**18, 1]])
    game = co.NetworkGame(co.Players.from_names(["A", "B"]), table)
    assert [g.mask for g in co.enumerate_efficient_networks(game).value] == [0]


def test_float_totals_beyond_the_largest_float():
    game = co.NetworkGame.from_function(["A", "B"], lambda g: [1.7e308] * 2 if len(g) == 0 else [1.0, 1.0])
    assert [g.mask for g in co.enumerate_efficient_networks(game).value] == [0]
    game = co.NetworkGame.from_function(["A", "B"], lambda g: [-1.7e308] * 2 if len(g) == 0 else [1.0, 1.0])
    assert [g.mask for g in co.enumerate_efficient_networks(game).value] == [1]
