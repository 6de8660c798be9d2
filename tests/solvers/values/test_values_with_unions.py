"""Values of games with a partition of the players: Owen, Banzhaf–Owen, Aumann–Drèze."""

from fractions import Fraction
from itertools import chain, combinations, permutations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

VALUES = [co.owen_value, co.banzhaf_owen_value, co.symmetric_coalitional_banzhaf_value, co.aumann_dreze_value]
every = pytest.mark.parametrize("solver", VALUES)


def worths(game):
    return [Fraction(game.worth(m)) for m in range(1 << len(game.players))]


@st.composite
def partitions(draw, names):
    """A coalition number for each player; every partition can come."""
    labels = [draw(st.integers(0, k)) for k in range(len(names))]
    return [[p for p, label in zip(names, labels, strict=True) if label == k] for k in sorted(set(labels))]


def by_orders(game, partition):
    """The Owen value by its definition: the orders in which no union is interrupted."""
    v, total, count = worths(game), dict.fromkeys(game.players, Fraction(0)), 0
    for order in permutations(partition):
        inner = [[]]
        for union in order:
            inner = [done + list(p) for done in inner for p in permutations(union)]
        for arrivals in inner:
            mask, count = 0, count + 1
            for p in arrivals:
                after = mask | game.players.mask(p)
                total[p] += v[after] - v[mask]
                mask = after
    return {p: t / count for p, t in total.items()}


def by_coins(game, partition, fellows_in_order=False):
    """The Banzhaf–Owen value by its definition, with sets of names; or fellows arrive in random order."""

    def subsets(things):
        return list(chain.from_iterable(combinations(things, k) for k in range(len(things) + 1)))

    out = {}
    for union in partition:
        others = [u for u in partition if u is not union]
        for p in union:
            fellows = subsets([q for q in union if q != p])
            if fellows_in_order:
                orders = list(permutations(union))
                fellows = [o[: o.index(p)] for o in orders]
            sets = [[*chain(*r), *t] for r in subsets(others) for t in fellows]
            out[p] = sum(Fraction(game[(*s, p)]) - Fraction(game[tuple(s)]) for s in sets) / len(sets)
    return out


@given(st.data(), tu_games(max_players=5))
def test_definitions(data, game):
    partition = data.draw(partitions(game.players.names))
    assert co.owen_value(game, partition).value == by_orders(game, partition)
    assert co.banzhaf_owen_value(game, partition).value == by_coins(game, partition)
    assert co.symmetric_coalitional_banzhaf_value(game, partition).value == by_coins(game, partition, fellows_in_order=True)
    dreze = co.aumann_dreze_value(game, partition).value
    for union in partition:
        inside = co.shapley_value(co.restricted(game, union)).value
        assert {p: dreze[p] for p in union} == inside


@given(st.data(), tu_games(max_players=5))
def test_efficiency_of_the_whole_of_unions_and_quotient_game(data, game):
    partition = data.draw(partitions(game.players.names))
    value = co.owen_value(game, partition).value
    assert value.total(game.players) == game[tuple(game.players)]
    quotient = co.TUGame.from_function(range(len(partition)), lambda S: game[tuple(chain(*(partition[k] for k in S)))])
    among = co.shapley_value(quotient).value
    symmetric, banzhaf = co.symmetric_coalitional_banzhaf_value(game, partition).value, co.banzhaf_value(quotient).value
    assert all(symmetric.total(union) == banzhaf[k] for k, union in enumerate(partition))
    assert all(value.total(union) == among[k] for k, union in enumerate(partition))
    dreze = co.aumann_dreze_value(game, partition).value
    assert all(dreze.total(union) == game[tuple(union)] for union in partition)


@given(tu_games(max_players=4))
def test_trivial_partitions(game):
    singles, together = [[p] for p in game.players], [list(game.players)]
    for trivial in (singles, together):
        assert co.owen_value(game, trivial).value == co.shapley_value(game).value
        assert co.banzhaf_owen_value(game, trivial).value == co.banzhaf_value(game).value
    assert co.aumann_dreze_value(game, together).value == co.shapley_value(game).value
    assert co.aumann_dreze_value(game, singles).value == {p: game[p] for p in game.players}


@every
@given(data=st.data(), game=tu_games(max_players=4), k=st.integers(-3, 3))
def test_null_player_and_linearity(solver, data, game, k):
    n, v = len(game.players), worths(game)
    partition = data.draw(partitions(game.players.names))
    other = [0, *data.draw(st.lists(st.integers(-4, 4), min_size=2**n - 1, max_size=2**n - 1))]
    mixed = co.TUGame.from_vector(game.players, [a + k * b for a, b in zip(v, other, strict=True)], order="mask")
    x, y = solver(game, partition).value, solver(co.TUGame.from_vector(game.players, other, order="mask"), partition).value
    z = solver(mixed, partition).value
    assert all(z[p] == x[p] + k * y[p] for p in game.players)
    larger = co.TUGame.from_vector([*game.players, "null"], v * 2, order="mask")
    assert solver(larger, [*partition[:-1], [*partition[-1], "null"]]).value["null"] == 0


def test_published_and_by_hand():
    # the standard example of the literature after Owen (1977): of three equal votes, two who unite take everything
    majority = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
    half = Fraction(1, 2)
    for solver in VALUES:
        assert solver(majority, [["A", "B"], ["C"]]).value == {"A": half, "B": half, "C": 0}
    # by hand: an apex game in which the big player unites with a small one
    apex = co.WeightedVotingGame.from_weights(quota=4, weights={"A": 3, "B": 1, "C": 1, "D": 1, "E": 1})
    unions = [["A", "B"], ["C"], ["D"], ["E"]]
    nothing = dict.fromkeys("CDE", 0)
    assert co.owen_value(apex, unions).value == {"A": Fraction(3, 4), "B": Fraction(1, 4), **nothing}
    assert co.banzhaf_owen_value(apex, unions).value == {"A": Fraction(7, 8), "B": Fraction(1, 8), **nothing}
    assert co.aumann_dreze_value(apex, unions).value == {"A": half, "B": half, **nothing}


@every
def test_symbolic_floats_and_scales(solver):
    w = co.parameter("w")
    partition = [["A", "B"], ["C"]]
    symbolic = co.TUGame.from_vector(["A", "B", "C"], [w, 0, 1, 2, w, 0, 3 * w], order="mask")
    solution = solver(symbolic, partition)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(["A", "B", "C"], [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = solver(at, partition).value
        assert all(sympy.sympify(solution.value[p]).subs(w, number) == value[p] for p in at.players)
    numbers = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats, exact = (co.TUGame.from_vector(["A", "B", "C"], v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert solver(floats, partition).value == solver(exact, partition).value


@every
def test_degenerate_and_many(solver):
    assert dict(solver(co.TUGame.from_vector([], [0], order="mask"), []).value) == {}
    assert solver(co.TUGame.from_vector(["A"], [-3], order="mask"), [["A"]]).value == {"A": -3}
    n = 13
    many = co.TUGame.from_function(range(n), lambda S: len(S) ** 2)
    halves = [range(6), range(6, n)]
    solution = solver(many, halves)
    expected = {i: (6 if i < 6 else 7) if solver is co.aumann_dreze_value else n for i in range(n)}
    assert solution.value == expected
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


@every
def test_partitions_in_other_forms_and_refusals(solver):
    game = co.TUGame.from_vector(["A", "B", "C"], [1, 2, 0, 4, 7, 0, 9], order="mask")
    value = solver(game, [["C"], ["B", "A"]]).value
    for same in (
        co.Partition.from_coalitions(game.players, [["A", "B"], "C"]),
        co.Partition.from_coalitions(co.Players.from_names(["C", "B", "A"]), [["A", "B"], "C"]),
        (frozenset(["A", "B"]), "C"),
        iter([("A", "B"), ("C",)]),
    ):
        assert solver(game, same).value == value
    for bad, error in (
        ([["A", "B"]], co.InvalidArgumentError),
        ([["A", "B"], ["B", "C"]], co.InvalidArgumentError),
        ([["A", "B"], ["C"], []], co.InvalidArgumentError),
        ([["A", "A", "B"], ["C"]], co.DuplicatePlayerError),
        ([["A", "B"], ["Z"]], co.UnknownPlayerError),
        ("ABC", co.InvalidArgumentError),
        ({"A": 1, "B": 1, "C": 2}, co.InvalidArgumentError),
        (3, co.InvalidArgumentError),
    ):
        with pytest.raises(error, match="expected"):
            solver(game, bad)
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        solver(game, [["A", "B", "C"]], limit=2)
    with pytest.raises(co.UnsupportedGameError):
        solver({"A": 1}, [["A"]])
