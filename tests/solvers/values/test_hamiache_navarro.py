"""The value of Hamiache and Navarro."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

NAMES = ["A", "B", "C"]
GAME = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")
LINE = [("A", "B"), ("B", "C")]


@st.composite
def graphs(draw, names):
    pairs = list(combinations(names, 2))
    return draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []


def parts(members, links):
    """The components of a set of names."""
    left, out = set(members), []
    while left:
        part = {left.pop()}
        while more := {q for q in left if any((p, q) in links or (q, p) in links for p in part)}:
            part |= more
            left -= more
        out.append(frozenset(part))
    return out


def restricted(worth, links):
    return {s: sum(worth[p] for p in parts(s, links)) for s in worth}


def associated(worth, players, t):
    """Hamiache's associated game, with all players as neighbors (2001)."""
    one = {j: frozenset([j]) for j in players}
    return {s: worth[s] + t * sum(worth[s | one[j]] - worth[s] - worth[one[j]] for j in players if j not in s) for s in worth}


def table(game):
    return {frozenset(game.players.coalition(m)): game.worth(m) for m in range(1 << len(game.players))}


@settings(max_examples=40)
@given(tu_games(max_players=4), st.data())
def test_the_limit_of_restricted_associated_games(game, data):
    # the matrix P M P of Hamiache and Navarro (2020): restrict, associate, restrict, and so on
    links, players = data.draw(graphs(game.players.names)), list(game.players)
    value = co.hamiache_navarro_value(game, links).value
    now = restricted({s: float(v) for s, v in table(game).items()}, links)
    for _ in range(400):
        now = restricted(associated(now, players, 1 / (len(players) + 1)), links)
    assert all(now[frozenset([p])] == pytest.approx(float(value[p]), abs=1e-6) for p in players)
    assert all(now[s] == pytest.approx(sum(now[frozenset([p])] for p in s), abs=1e-5) for s in now)


@given(tu_games(max_players=4), st.fractions(-2, 2, max_denominator=5), st.data())
def test_axioms(game, t, data):
    links, players = data.draw(graphs(game.players.names)), list(game.players)
    solution = co.hamiache_navarro_value(game, links)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    for part in parts(players, links):  # each component shares its worth
        assert solution.value.total(part) == game[part]
    changed = restricted(associated(restricted(table(game), links), players, t), links)
    again = co.TUGame.from_worths(players, {tuple(s): v for s, v in changed.items() if s})
    assert co.hamiache_navarro_value(again, links).value == solution.value  # associated consistency
    additive = {p: game[p] for p in players}  # inessential game, on the connected coalitions only
    inessential = {s: sum(additive[p] for p in s) if len(parts(s, links)) == 1 else 7 for s in table(game) if s}
    given_worths = co.TUGame.from_worths(players, {tuple(s): v for s, v in inessential.items()})
    assert co.hamiache_navarro_value(given_worths, links).value == additive
    assert co.hamiache_navarro_value(game, combinations(players, 2)).value == co.shapley_value(game).value


def test_by_hand():
    # u_{AC} on the line A-B-C: only {A, B, C} is worth 1. Weights w(AB) = w(A) + w(B), w(BC) = w(B) + w(C) and w(A) + 2 w(B) +
    # w(C) = 0; for B the sums 2 w(A) + w(B) + x = 0, w(A) + 3 w(B) + w(C) + x = 1, w(B) + 2 w(C) + x = 0 give x = 1/2
    value = co.hamiache_navarro_value(co.unanimity_game(NAMES, ["A", "C"]), LINE).value
    assert value == {"A": Fraction(1, 4), "B": Fraction(1, 2), "C": Fraction(1, 4)}
    # two players share the surplus equally; a player without links keeps its own
    assert co.hamiache_navarro_value(GAME, [("A", "C")]).value == {"A": 2, "B": 2, "C": 5}
    assert co.hamiache_navarro_value(GAME, []).value == {"A": 1, "B": 2, "C": 4}


def test_numbers():
    w = co.parameter("w")
    symbolic = co.hamiache_navarro_value(co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask"), LINE)
    assert symbolic.guarantee is co.Guarantee.CERTIFIED
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = co.hamiache_navarro_value(at, LINE).value
        assert all(sympy.sympify(symbolic.value[p]).subs(w, number) == value[p] for p in NAMES)
    numbers = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats, exact = (co.TUGame.from_vector(NAMES, v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert co.hamiache_navarro_value(floats, LINE).value == co.hamiache_navarro_value(exact, LINE).value
    assert dict(co.hamiache_navarro_value(co.TUGame.from_vector([], [0], order="mask"), []).value) == {}
    assert co.hamiache_navarro_value(co.TUGame.from_vector(["A"], [-3], order="mask"), []).value == {"A": -3}
    many = co.hamiache_navarro_value(co.TUGame.from_function(range(10), lambda S: len(S) ** 2), combinations(range(10), 2))
    assert many.guarantee is co.Guarantee.EXACT
    assert set(many.value.values()) == {10}
    assert many.verify().guarantee is co.Guarantee.CERTIFIED


def test_mutations_and_refusals():
    solution = co.hamiache_navarro_value(GAME, LINE)
    certificate, weights = solution.certificate, solution.certificate.weights
    forged = []
    for i in range(3):
        for k in range(len(certificate.connected)):
            for wrong in (weights[i][k] + 1, float(weights[i][k]), None):
                row = (*weights[i][:k], wrong, *weights[i][k + 1 :])
                forged.append(replace(certificate, weights=(*weights[:i], row, *weights[i + 1 :])))
    forged += [replace(certificate, weights=x) for x in (weights[:2], weights[::-1], (*weights, weights[0]), ())]
    lists = [(1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 6), (6, 1, 2, 3, 4, 7), (1, 2, 3, 4, 6, 7, 7), (True, 2, 3, 4, 6, 7), ()]
    forged += [replace(certificate, connected=x) for x in lists]
    forged += [
        replace(certificate, links=x) for x in ((), (3,), (3, 5, 6), (6, 3), (3, 6, 6), (3, 7), (3, 12), (3.0, 6), (True, 6))
    ]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()
    with pytest.raises(co.InvalidArgumentError):
        co.hamiache_navarro_value(GAME, ["A"])
    with pytest.raises(co.UnknownPlayerError):
        co.hamiache_navarro_value(GAME, [("A", "Z")])
    with pytest.raises(co.LimitExceededError):
        co.hamiache_navarro_value(GAME, LINE, limit=2)
    with pytest.raises(co.UnsupportedGameError):
        co.hamiache_navarro_value({"A": 1}, [])
