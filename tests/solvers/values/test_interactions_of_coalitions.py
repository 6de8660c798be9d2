"""Interaction indices of coalitions of any size, and the potential."""

import json
import math
import pickle
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, permutations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.interactions import InteractionsByDividends, PotentialOfSubgames
from coalitions.testing import tu_games

NAMES = ["A", "B", "C"]
SOLVERS = {
    "shapley": lambda game, order: co.shapley_interaction(game, order=order),
    "banzhaf": lambda game, order: co.banzhaf_interaction(game, order=order),
    "shapley-taylor": lambda game, order: co.shapley_taylor_interaction(game, order=order),
}
every = pytest.mark.parametrize("which", SOLVERS)


def subsets(things):
    return list(chain.from_iterable(combinations(things, k) for k in range(len(things) + 1)))


def difference(game, members, others):
    """The alternating sum over the parts of S of v(T with that part)."""
    parts = subsets(members)
    return sum((-1) ** (len(members) - len(r)) * Fraction(game[(*others, *r)]) for r in parts)


def by_definition(which, game, order):
    """Orders of arrival, or coin flips, with sets of names."""
    players, out = list(game.players), {}
    for members in (s for s in subsets(players) if 1 <= len(s) <= order):
        others = [p for p in players if p not in members]
        if which == "banzhaf":
            joined = subsets(others)
        elif which == "shapley":  # the members arrive together, as one player
            arrivals = permutations([*others, None])
            joined = [a[: a.index(None)] for a in arrivals]
        elif len(members) < order:
            joined = [()]
        else:  # those who arrive before all members
            arrivals = list(permutations(players))
            joined = [a[: min(a.index(p) for p in members)] for a in arrivals]
        out[frozenset(members)] = sum(difference(game, members, t) for t in joined) / Fraction(len(joined))
    return out


@every
@settings(max_examples=30)
@given(game=tu_games(max_players=4), order=st.integers(1, 5))
def test_definition(which, game, order):
    solution = SOLVERS[which](game, order)
    assert solution.value == by_definition(which, game, order)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.judged == order


@given(tu_games(max_players=5))
def test_one_player_and_pairs(game):
    singles = {frozenset([p]): x for p, x in co.shapley_value(game).value.items()}
    assert co.shapley_interaction(game, order=1).value == singles
    assert co.shapley_taylor_interaction(game, order=1).value == singles
    assert co.banzhaf_interaction(game, order=1).value == {frozenset([p]): x for p, x in co.banzhaf_value(game).value.items()}
    pairs = co.shapley_interaction(game, order=2).value
    assert all(pairs[pair] == x for pair, x in co.shapley_interaction(game).value.items())


@given(tu_games(max_players=5), st.integers(1, 6))
def test_shapley_taylor_is_efficient_and_of_full_order_the_dividends(game, order):
    assert sum(co.shapley_taylor_interaction(game, order=order).value.values()) == game[tuple(game.players)]
    full = co.shapley_taylor_interaction(game, order=len(game.players) + order - 1 or 1).value
    assert full == dict(co.dividends(game))


def test_published():
    # Grabisch and Roubens (1999): on the unanimity game of T, I(S) = 1/(t-s+1) (Shapley) and 2**(s-t) (Banzhaf), S within T
    game = co.unanimity_game(list("ABCD"), list("ABC"))
    for which, share in (("shapley", lambda s: Fraction(1, 4 - s)), ("banzhaf", lambda s: Fraction(1, 2 ** (3 - s)))):
        value = SOLVERS[which](game, 4).value
        assert all(x == (0 if "D" in s else share(len(s))) for s, x in value.items())
        assert len(value) == 15
    # Dhamdhere et al. (2020), interaction distribution: the unanimity game of T of at least k players goes equally to its
    # parts of k players, and that of a smaller T to T alone
    for order, expected in ((2, {2: Fraction(1, 3)}), (3, {3: 1}), (4, {3: 1})):
        value = co.shapley_taylor_interaction(game, order=order).value
        assert all(x == (0 if "D" in s else expected.get(len(s), 0)) for s, x in value.items())
    # the same paper on majority: Shapley interactions of pairs vanish for three votes, those of Shapley–Taylor are 1/3
    majority = co.majority_game(NAMES)
    assert {x for s, x in co.shapley_interaction(majority, order=2).value.items() if len(s) == 2} == {0}
    assert {x for s, x in co.shapley_taylor_interaction(majority).value.items() if len(s) == 2} == {Fraction(1, 3)}


@every
def test_symbolic_floats_scales_many_and_degenerate(which):
    solver, w = SOLVERS[which], co.parameter("w")
    symbolic = solver(co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask"), 3)
    assert symbolic.guarantee is co.Guarantee.CERTIFIED
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = solver(at, 3).value
        assert all(sympy.sympify(symbolic.value[s]).subs(w, number) == value[s] for s in value)
    numbers = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats, exact = (co.TUGame.from_vector(NAMES, v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert solver(floats, 2).value == solver(exact, 2).value
    assert dict(solver(co.TUGame.from_vector([], [0], order="mask"), 2).value) == {}
    assert solver(co.TUGame.from_vector(["A"], [-3], order="mask"), 2).value == {frozenset("A"): -3}
    squares = solver(co.TUGame.from_function(range(13), lambda S: len(S) ** 2), 2)
    assert squares.guarantee is co.Guarantee.EXACT
    assert squares.verify().guarantee is co.Guarantee.CERTIFIED
    assert squares.value[0, 5] == 2  # second differences are 2, third ones 0, so that pairs get 2 by each index
    assert squares.value[3] == (1 if which == "shapley-taylor" else 13)


@every
def test_mutations_and_refusals(which):
    game = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")
    solution = SOLVERS[which](game, 2)
    certificate = solution.certificate
    amounts = certificate.amounts
    forged = [replace(certificate, amounts=(*amounts[:k], amounts[k] + 1, *amounts[k + 1 :])) for k in range(len(amounts))]
    forged += [replace(certificate, amounts=tuple(map(float, amounts))), replace(certificate, amounts=amounts[:-1])]
    forged += [replace(certificate, order=k) for k in (1, 3, True, 2.0, 0, "2")]
    forged += [replace(certificate, value=v) for v in SOLVERS if v != which] + [replace(certificate, value="myerson")]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()
    for order in (0, -1, 2.0, True, "2"):
        with pytest.raises(co.InvalidArgumentError, match="order"):
            SOLVERS[which](game, order)
    with pytest.raises(co.UnsupportedGameError):
        SOLVERS[which]({"A": 1}, 2)
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        co.banzhaf_interaction(game, limit=2)
    plain = json.loads(json.dumps(solution.to_dict()))
    assert plain["certificate"]["amounts"] == [str(a) for a in amounts]
    assert plain["value"][3] == [["A", "B"], str(solution.value["A", "B"])]


def test_a_concept_cannot_be_selected_by_a_field():
    game = co.additive_game({"A": 1, "B": 2})  # on which all indices agree
    solution = co.banzhaf_interaction(game)
    other = InteractionsByDividends("shapley", 2, solution.certificate.amounts)
    assert other.check(game) == solution.value
    with pytest.raises(co.CertificateError, match="expected a certificate of"):
        replace(solution, certificate=other).verify()


def test_the_mapping():
    value = co.banzhaf_interaction(co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")).value
    assert value["B", "A"] == value[["A", "B"]] == value[frozenset("AB")]
    assert ("A", "B") in value
    assert ("A", "B", "C") not in value
    assert "Z" not in value
    assert 3.5 not in value
    assert value.get("Z", 7) == 7
    assert value.get("A") == value["A"]
    assert list(value)[3] == {"A", "B"}
    assert value.to_dict()["A", "B"] == value["A", "B"]
    assert hash(value) == hash(co.CoalitionAmounts(value.players, value.masks, value.amounts))
    assert value != 3
    assert "&lt;" not in value._repr_html_()
    assert r"\toprule" in value.to_latex()
    assert len(value.to_frame()) == 6
    with pytest.raises(co.InvalidArgumentError, match="of 1 to 2 players"):
        value["A", "B", "C"]
    with pytest.raises(co.InvalidArgumentError, match="one amount for each"):
        co.CoalitionAmounts(value.players, (1, 1), (2, 3))
    for masks in ((8,), (-1,), (1.0,)):
        with pytest.raises(co.InvalidArgumentError, match="masks of their coalitions"):
            co.CoalitionAmounts(value.players, masks, (2,))
    assert pickle.loads(pickle.dumps(value)) == value
    squares = co.banzhaf_interaction(co.TUGame.from_function(range(13), lambda S: len(S) ** 2))
    assert repr(squares.value).endswith("… (91 coalitions)")


# -- the potential ---------------------------------------------------------------------------------------------------------


@given(tu_games(max_players=5))
def test_differences_are_the_shapley_values_of_subgames(game):
    value = {frozenset(): 0, **{frozenset(s): x for s, x in co.potential(game).value.items()}}
    for members in (frozenset(s) for s in value if s):
        inside = co.shapley_value(co.restricted(game, members)).value
        assert {p: value[members] - value[members - {p}] for p in members} == inside


def test_potential_published():
    # Hart and Mas-Colell (1989), section 2: P is the expected worth per member of a random coalition, times n
    game = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")
    n, total = 3, Fraction(0)
    for members in subsets(NAMES)[1:]:
        s = len(members)
        total += Fraction(math.factorial(s - 1) * math.factorial(n - s), math.factorial(n)) * game[members]
    assert co.potential(game).value[NAMES] == total
    unanimity = co.potential(co.unanimity_game(NAMES, ["A", "C"])).value
    assert unanimity == {frozenset(s): Fraction(int({"A", "C"} <= set(s)), 2) for s in subsets(NAMES)[1:]}


def test_potential_numbers_and_refusals():
    w = co.parameter("w")
    pair = co.potential(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))
    assert sympy.expand(pair.value["A", "B"] - (1 + w) / 2) == 0
    for scale in (Fraction(1, 10**9), 10**10, 3**60):
        game = co.TUGame.from_vector(NAMES, [scale * x for x in (1, 2, 0, 4, 7, 0, 9)], order="mask")
        value = co.potential(game).value
        assert value[NAMES] - value["A", "B"] == co.shapley_value(game).value["C"]
    assert dict(co.potential(co.TUGame.from_vector([], [0], order="mask")).value) == {}
    many = co.potential(co.TUGame.from_function(range(13), len))
    assert many.guarantee is co.Guarantee.EXACT
    assert many.value == many.verify().value
    assert many.value[range(13)] == 13
    with pytest.raises(co.LimitExceededError):
        co.potential(game, limit=2)
    amounts = co.potential(game).certificate.amounts
    for bad in (
        amounts[:-1],
        tuple(map(float, amounts)),
        *((*amounts[:k], amounts[k] + 1, *amounts[k + 1 :]) for k in range(7)),
    ):
        with pytest.raises(co.CertificateError):
            PotentialOfSubgames(bad).check(game)
