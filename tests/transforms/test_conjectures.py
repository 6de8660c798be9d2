from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy.utilities.iterables import multiset_partitions

import coalitions as co

Game = co.PartitionFunctionGame
RULES = ["pessimistic", "optimistic", "gamma", "delta"]


def partitions(of):
    return list(multiset_partitions(list(of))) if of else [[]]


@st.composite
def partition_function_games(draw, max_players=4):
    n = draw(st.integers(1, max_players))
    worths = {tuple(map(tuple, p)): [draw(st.integers(-3, 3)) for _ in p] for p in partitions(range(n))}
    return Game.from_worths(range(n), worths)


@given(partition_function_games(), st.data())
def test_definitions(game, data):
    names = list(game.players)
    before = data.draw(st.sampled_from(partitions(names)))
    found = {rule: co.conjectured_game(game, rule=rule) for rule in RULES}
    found["projection"] = co.conjectured_game(game, rule="projection", partition=before)
    for mask in range(1, 1 << len(names)):
        S = [p for i, p in enumerate(names) if mask >> i & 1]
        others = [p for p in names if p not in S]
        possible = [game[S, [S, *rest]] for rest in partitions(others)]
        assert found["pessimistic"].worth(mask) == min(possible)
        assert found["optimistic"].worth(mask) == max(possible)
        assert found["gamma"].worth(mask) == game[S, [S, *others]]
        assert found["delta"].worth(mask) == game[S, [S, others] if others else [S]]
        left = [[p for p in block if p not in S] for block in before]
        assert found["projection"].worth(mask) == game[S, [S, *(block for block in left if block)]]


@given(partition_function_games())
def test_projection_of_the_extreme_partitions(game):
    names = list(game.players)
    alone, together = [[p] for p in names], [names]
    assert co.conjectured_game(game, rule="projection", partition=alone) == co.conjectured_game(game, rule="gamma")
    assert co.conjectured_game(game, rule="projection", partition=together) == co.conjectured_game(game, rule="delta")


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_published_cournot(n):
    # Yi (1997), Ray and Vohra (1999): k coalitions that act as one firm each get (a / (k + 1))**2; externalities are positive,
    # so gamma is pessimistic and delta optimistic; Funaki and Yamato (1999): the first core is not empty, the second is
    a = 60
    game = Game.from_function(range(n), lambda S, P: Fraction(a, len(P) + 1) ** 2)
    gamma, delta = (co.conjectured_game(game, rule=rule) for rule in ("gamma", "delta"))
    assert gamma == co.conjectured_game(game, rule="pessimistic")
    assert delta == co.conjectured_game(game, rule="optimistic")
    assert gamma[[0]] == Fraction(a, n + 1) ** 2
    assert delta[[0]] == Fraction(a, 3) ** 2
    assert co.find_core_point(gamma).value is not None
    assert (co.find_core_point(delta).value is not None) is (n * Fraction(a, 3) ** 2 <= Fraction(a, 2) ** 2)
    assert co.find_core_point(delta).value is not None if n == 2 else co.find_core_point(delta).value is None


@given(st.integers(1, 5), st.data())
def test_without_externalities_all_rules_agree(n, data):
    worths = [0] + [data.draw(st.integers(-9, 9)) for _ in range((1 << n) - 1)]
    plain = co.TUGame.from_vector(range(n), worths, order="mask")
    game = Game.from_function(range(n), lambda S, P: plain[S])
    assert all(co.conjectured_game(game, rule=rule) == plain for rule in RULES)


def test_kinds_and_degenerate():
    w = co.parameter("w")
    symbolic = Game.from_function(["A", "B", "C"], lambda S, P: w * len(P))
    assert co.conjectured_game(symbolic, rule="gamma")["A"] == 3 * w
    for rule in ("pessimistic", "optimistic"):
        with pytest.raises(co.UndecidedError, match='use rule="gamma"'):
            co.conjectured_game(symbolic, rule=rule)
        huge = Game.from_function(["A", "B", "C"], lambda S, P: 10 ** (30 * len(P)))
        assert co.conjectured_game(huge, rule=rule)["A"] == 10 ** (60 if rule == "pessimistic" else 90)
        floats = co.conjectured_game(Game.from_function(["A", "B", "C"], lambda S, P: len(P) / 7), rule=rule)
        assert floats["A"] == (2 / 7 if rule == "pessimistic" else 3 / 7)
    for rule in RULES:
        nobody = co.conjectured_game(Game.from_function([], lambda S, P: 1), rule=rule)
        assert nobody == co.TUGame.from_vector([], [0], order="mask")
        assert co.conjectured_game(Game.from_worths(["A"], {("A",): [-2]}), rule=rule)["A"] == -2


def test_refused():
    game = Game.from_function(["A", "B"], lambda S, P: 1)
    for arguments in ({"rule": "alpha"}, {"rule": "projection"}, {"rule": "gamma", "partition": [["A"], ["B"]]}):
        with pytest.raises(co.InvalidArgumentError):
            co.conjectured_game(game, **arguments)
    for partition in ([["A"]], [["A"], ["A", "B"]], "AB"):
        with pytest.raises(co.InvalidArgumentError):
            co.conjectured_game(game, rule="projection", partition=partition)
    with pytest.raises(co.UnsupportedGameError, match="partition function form"):
        co.conjectured_game(co.TUGame.from_function(["A"], len), rule="gamma")
