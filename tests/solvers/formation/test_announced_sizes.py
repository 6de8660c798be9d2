"""Announcing sizes: Bloch's Cournot cartels, the examples of Ray and Vohra, and a search over all strategies."""

from dataclasses import replace
from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.games.size_partition import partitions_of

F = Fraction
Game = co.SizePartitionGame


def cournot(n):
    return Game.from_function(n, lambda size, sizes: F(1, (len(sizes) + 1) ** 2))


def first_cartel(n):
    """The first integer k >= (2n + 3 - sqrt(4n + 5)) / 2, in whole numbers."""
    return next(k for k in range(1, n + 1) if 2 * k >= 2 * n + 3 - isqrt(4 * n + 5) and (2 * n + 3 - 2 * k) ** 2 <= 4 * n + 5)


@pytest.mark.parametrize("n", range(3, 15))
def test_cartels_in_a_cournot_market(n):
    # Bloch (1996), section 4: k* outsiders-first, where n = 5 is an exact tie
    k = first_cartel(n)
    assert co.announced_sizes(cournot(n)).value == (1,) * (n - k) + (k,)


def test_the_tie_of_five_firms():
    assert co.announced_sizes(cournot(5)).value == (1, 4)
    # if the four others prefer to stay alone (1/36 each, as in a cartel of four), the first does better with everybody: 1/20
    assert co.announced_sizes(cournot(5), ties="smaller").value == (5,)
    assert not co.announced_sizes(cournot(5)).diagnostics["shares rise in the order of formation"]


def test_the_partition_function_form_gives_the_same():
    game = co.cournot_partition_game(["A", "B", "C", "D"], intercept=1)
    assert co.announced_sizes(game).value == co.announced_sizes(cournot(4)).value == (4,)
    assert Game.from_game(game) == cournot(4)


def test_examples_of_ray():
    # Ray (2007), A Game-Theoretic Perspective on Coalition Formation, example 5.2
    w = {(3, 1): [22, 0], (2, 1, 1): [16, 1, 1]}
    assert co.announced_sizes(Game.from_worths(4, w, missing=0)).value == (2, 1, 1)
    # the data of example 5.1 there
    w = {(4, 1): [6, 2], (3, 2): [3, 8], (2, 1, 1, 1): ["0.1", 3, 3, 3], (3, 1, 1): [10, 0, 0]}
    assert co.announced_sizes(Game.from_worths(5, w, missing=0)).value == (4, 1)


def brute_force(game, ties):
    """The path of announcements by plain recursion over ordered histories."""

    def play(order):
        left = game.n - sum(order)
        if not left:
            return order
        options = [(play((*order, t)), t) for t in range(1, left + 1)]
        best = max(game.share(t, end) for end, t in options)
        tied = [end for end, t in options if game.share(t, end) == best]
        return tied[-1] if ties == "larger" else tied[0]

    return play(())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5), st.sampled_from(["larger", "smaller"]), st.data())
def test_by_brute_force(n, ties, data):
    worths = {}
    for sizes in partitions_of(n):
        numbers = {s: data.draw(st.integers(-2, 6)) for s in dict.fromkeys(sizes)}
        worths[sizes] = [numbers[s] for s in sizes]
    game = Game.from_worths(n, worths)
    assert co.announced_sizes(game, ties=ties).value == brute_force(game, ties)


@pytest.mark.parametrize("n", range(1, 7))
def test_without_externalities_the_best_share_forms_first(n):
    game = Game.from_function(n, lambda size, sizes: F(size * size, 1 + size**3))
    left, expected = n, []
    while left:
        expected.append(max(range(1, left + 1), key=lambda s: (F(s, 1 + s**3), s)))
        left -= expected[-1]
    assert co.announced_sizes(game).value == tuple(expected)


def test_symbols_whose_signs_are_known():
    a = co.parameter("a")
    game = Game.from_function(3, lambda size, sizes: (a * a + 1) * {1: 36, 2: 16, 3: 9}[len(sizes)])
    assert game.kind == "symbolic"
    assert co.announced_sizes(game).value == (3,)
    with pytest.raises(co.UndecidedError, match="numbers in"):
        co.announced_sizes(Game.from_function(3, lambda size, sizes: a * len(sizes)))


def test_degenerate():
    assert co.announced_sizes(Game.from_function(0, lambda s, p: 1)).value == ()
    assert co.announced_sizes(Game.from_function(1, lambda s, p: -1)).value == (1,)
    assert co.announced_sizes(Game.from_function(4, lambda s, p: 0)).value == (4,)
    assert co.announced_sizes(Game.from_function(4, lambda s, p: 0), ties="smaller").value == (1, 1, 1, 1)
    assert co.announced_sizes(Game.from_function(2, lambda s, p: 10**30 if s == 2 else 0.1)).value == (2,)


def test_refusals():
    with pytest.raises(co.InvalidArgumentError, match="ties"):
        co.announced_sizes(cournot(3), ties="both")
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.announced_sizes(cournot(4), limit=3)
    with pytest.raises(co.LimitExceededError, match="limit=40"):
        cournot(41)
    with pytest.raises(co.UnsupportedGameError, match="symmetric"):
        co.announced_sizes(co.PartitionFunctionGame.from_function(["A", "B"], lambda S, P: int("A" in S)))
    with pytest.raises(co.UnsupportedGameError, match="use SizePartitionGame"):
        co.announced_sizes("x")
    for wrong in ({(2, 2): [1, 1]}, {(3,): [1, 2]}, {(0, 3): [1, 1]}, {(2, 1): "ab"}, {(3,): [1]}, {"3": [1]}):
        with pytest.raises(co.InvalidGameError, match="expected"):
            Game.from_worths(3, wrong)
    with pytest.raises(co.DuplicatePlayerError, match="twice"):
        Game.from_worths(3, {(2, 1): [1, 1], (1, 2): [1, 1]}, missing=0)
    for n in (-1, "3", True, 2.0):
        with pytest.raises(co.InvalidGameError, match="number of players"):
            Game.from_function(n, lambda s, p: 1)
    with pytest.raises(co.InvalidGameError, match="same worth"):
        Game(2, (((2,), (1,)), ((1, 1), (1, 2))))
    with pytest.raises(co.InvalidGameError, match="sizes that add up"):
        cournot(3).worth(2, (2, 2))
    assert "sizes" in cournot(3)._repr_html_()
    assert r"\toprule" in cournot(3).to_latex()


def test_forged_plans_are_refused():
    solution = co.announced_sizes(cournot(5))
    plan = solution.certificate.plan
    forged = [(*plan[:k], (h, t), *plan[k + 1 :]) for k, (h, s) in enumerate(plan) for t in range(-1, 6) if t != s]
    forged += [(*plan[:k], (h, wrong), *plan[k + 1 :]) for k, (h, _) in enumerate(plan) for wrong in (True, 1.0, "1")]
    forged += [plan[1:], plan[::-1], (), (*plan, plan[-1])]
    for wrong in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(solution.certificate, plan=wrong)).verify()
    for ties in ("smaller", None, "both"):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(solution.certificate, ties=ties)).verify()
    for game in (cournot(6), Game.from_function(5, lambda s, p: s), "x"):
        with pytest.raises(co.CertificateError):
            replace(solution, game=game).verify()
