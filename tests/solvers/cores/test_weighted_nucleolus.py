from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games
from tests.literature.lexicographic import brute_force, kohlberg

BOTH = [co.weighted_prenucleolus, co.weighted_nucleolus]


def worths(game):
    return [Fraction(game.worth(mask)) for mask in range(1 << len(game.players))]


@given(tu_games(max_players=4), st.lists(st.integers(1, 9), min_size=16, max_size=16))
@settings(max_examples=60)
def test_against_two_other_ways(game, numbers):
    grand = game.players.grand
    weights = {game.players.coalition(mask): Fraction(1, numbers[mask]) for mask in range(1, grand)}
    size = numbers.__getitem__
    x = co.weighted_prenucleolus(game, weights).value
    assert tuple(x.values()) == brute_force(worths(game), size=size)
    y = co.weighted_nucleolus(game, weights).value
    if y is not None:
        assert kohlberg(worths(game), tuple(y.values()), bounded=True, size=size)


@given(tu_games(max_players=4))
def test_known_weights(game):
    n = len(game.players)
    assert (
        co.weighted_prenucleolus(game, [Fraction(1, k) for k in range(1, n + 1)]).value
        == co.per_capita_prenucleolus(game).value
    )
    assert co.weighted_prenucleolus(game, [Fraction(7, 3)] * n).value == co.prenucleolus(game).value
    assert co.weighted_nucleolus(game, lambda S: 3).value == co.nucleolus(game).value


def test_by_hand():
    # e(A) = 0 - x, e(B) = 0 - (6 - x): 2 x = 6 - x
    game = co.TUGame.from_worths(["A", "B"], {("A", "B"): 6}, missing=0)
    for solver in BOTH:
        assert solver(game, {"A": 2, "B": 1}).value == {"A": 2, "B": 4}
        assert solver(game, {"A": "1/2", "B": "0.25"}).value == {"A": 2, "B": 4}
    # the bound: v(B) = 5, x_B = 5 and more only if 2 (x_B - 5) <= x_A
    game = co.TUGame.from_worths(["A", "B"], {"A": 0, "B": 5, ("A", "B"): 6}, missing=0)
    assert co.weighted_nucleolus(game, {"A": 1, "B": 2}).value == {"A": Fraction(2, 3), "B": Fraction(16, 3)}
    nobody = co.weighted_nucleolus(co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 1}), [1, 1])
    assert nobody.value is None
    assert nobody.verify().guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("solver", BOTH)
def test_degenerate_and_scales(solver):
    assert solver(co.TUGame.from_vector([], [0], order="mask"), []).value == {}
    assert solver(co.TUGame.from_vector(["A"], [-5], order="mask"), [1]).value == {"A": -5}
    zero = co.TUGame.from_function(range(4), lambda S: 0)
    assert set(solver(zero, [1, 2, 3, 4]).value.values()) == {0}
    tiny, huge = Fraction(1, 10**9), 10**9
    game = co.TUGame.from_worths(["A", "B"], {("A", "B"): tiny}, missing=0)
    assert solver(game, {"A": huge, "B": tiny}).value == {"A": tiny / (1 + 10**18), "B": tiny * 10**18 / (1 + 10**18)}


@pytest.mark.parametrize("solver", BOTH)
def test_refusals(solver):
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
    for wrong in ([1, 1], [1, 1, 1, 1], "abc", 3, None, [0, 1, 1], [1, -1, 1], {"A": 1}, lambda S: None, ["x", 1, 1]):
        with pytest.raises(co.CoalitionsError):
            solver(game, wrong)
    with pytest.raises(co.InvalidArgumentError, match=r"none came for \{B\}, \{A, B\}"):
        solver(game, {"A": 1, "C": 1, ("A", "C"): 1})
    with pytest.raises(co.UnknownPlayerError):
        solver(game, {"D": 1})
    with pytest.raises(co.LimitExceededError, match="write limit=3"):
        solver(game, [1, 1, 1], limit=2)


def test_forged_evidence():
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 1}, missing=0)
    for solver, concept in ((co.weighted_prenucleolus, "weighted prenucleolus"), (co.weighted_nucleolus, "weighted nucleolus")):
        solution = solver(game, [2, 1, 1])
        good = solution.certificate
        (weights, bounds), *rest = good.levels
        (mask, w), *others = weights
        for change in (
            {"amounts": (Fraction(1), Fraction(0), Fraction(0))},
            {"amounts": tuple(map(float, good.amounts))},
            {"factors": good.factors[:-1]},
            {"factors": (1,) * 8},
            {"factors": (Fraction(2), *good.factors[1:])},
            {"factors": (*good.factors[:3], Fraction(0), *good.factors[4:])},
            {"factors": (*good.factors[:1], -good.factors[1], *good.factors[2:])},
            {"factors": (*good.factors[:-1], Fraction(2))},
            {"factors": tuple(map(float, good.factors))},
            {"concept": "prenucleolus"},
            {"levels": ()},
            {"levels": good.levels[1:]},
            {"levels": ((((mask, -w), *others), bounds), *rest)},
            {"levels": ((((mask, float(w)), *others), bounds), *rest)},
            {"levels": ((((mask + 8, w), *others), bounds), *rest)},
            {"levels": ((weights, ((7, Fraction(1)),)), *rest)},
        ):
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(good, **change)).verify()
        with pytest.raises(co.CertificateError, match="about what was asked"):
            replace(solution, judged=(1,) * 8).verify()
        assert solution.to_dict()["certificate"]["concept"] == concept
        assert "weighted excesses are balanced" in repr(solution)
    assert co.weighted_nucleolus(game, [1, 1, 1]).value == {"A": Fraction(1, 2), "B": Fraction(1, 2), "C": 0}
    bounded = co.weighted_nucleolus(game, [1, 1, 1]).certificate
    with pytest.raises(co.CertificateError):
        co.certify("weighted prenucleolus", game, replace(bounded, concept="weighted prenucleolus"))


def test_peleg_representations():
    # Peleg (1968): the nucleolus of a constant-sum weighted majority game is a representation of it
    for weights in ((5, 4, 3, 2, 1), (3, 3, 2, 2, 1), (4, 3, 3, 2, 1), (1, 1, 1, 1, 1), (7, 5, 4, 2, 1)):
        quota = sum(weights) // 2 + 1
        game = co.WeightedVotingGame.from_weights(quota=quota, weights=dict(zip("ABCDE", weights, strict=True)))
        if not co.check_constant_sum(game).value:
            continue
        x = co.nucleolus(game).value
        coalitions = [game.players.coalition(mask) for mask in range(32)]
        assert min(x.total(S) for S in coalitions if game[S]) > max(x.total(S) for S in coalitions if not game[S])


@pytest.mark.parametrize("solver", BOTH)
def test_weights_far_apart(solver):
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 1, 0, 7, 2, 5, 8], order="size")
    for weight in ("1e400", "1e-400", Fraction(1, 170 * 10**306)):
        factor = Fraction(weight)
        sizes = [1, 1, 1, 1 / factor, 1, 1 / factor, 1 / factor, 1]
        x = tuple(solver(game, [1, factor, 1]).verify().value.values())
        assert kohlberg(worths(game), x, bounded=solver is co.weighted_nucleolus, size=sizes.__getitem__)


def test_any_floats_as_weights():
    # common multiples of their numerators are far beyond floats; convex and anonymous, with equal weights by size
    game = co.TUGame.from_function(list("ABCDE"), lambda S: len(S) ** 2)
    generator = Random(1)
    weights = {S: 0.5 + generator.random() for S in map(game.players.coalition, range(1, 31))}
    x = tuple(co.weighted_prenucleolus(game, weights).verify().value.values())
    sizes = [1] + [1 / Fraction(weights[game.players.coalition(mask)]) for mask in range(1, 31)] + [1]
    assert kohlberg(worths(game), x, size=sizes.__getitem__)


def test_a_weight_that_would_be_dropped_is_refused():
    game = co.TUGame.from_worths(["A", "B"], {("A", "B"): 1}, missing=0)
    for more in ({("A",): 5}, {("A", "B"): -5}, {(): 1}):
        with pytest.raises(co.InvalidArgumentError, match="leave it out"):
            co.weighted_prenucleolus(game, {"A": 1, "B": 1} | more)
