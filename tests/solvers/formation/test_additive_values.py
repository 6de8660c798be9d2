from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.additive_values import AdditiveValues, ContradictingComparisons
from coalitions.testing import hedonic_games
from tests.literature.hedonic import COMPANY, GUEST
from tests.solvers.formation.test_hedonic import random_game

NUMBERS = st.integers(-3, 3)


@settings(max_examples=30)
@given(n=st.integers(0, 4), data=st.data())
def test_values_are_found_where_there_are_some(n, data):
    rows = [[0 if i == j else data.draw(NUMBERS) for j in range(n)] for i in range(n)]
    game = co.additively_separable_game(rows)
    solution = co.find_additive_values(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert co.additively_separable_game(solution.value) == game
    half = co.additively_separable_game([[rows[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)])
    found = co.find_additive_values(half, symmetric=True).value
    assert all(found[i][j] == found[j][i] for i in range(n) for j in range(n))
    assert co.additively_separable_game(found) == half
    assert co.enumerate_nash_stable(half).value


@settings(max_examples=40)
@given(hedonic_games(min_players=3, max_players=3, levels=4))
def test_three_players_by_all_small_values(game):
    """Every order that two numbers and their sum can have with 0 is had by whole numbers from −3 to 3."""
    rows = []
    for i in range(3):
        others = [j for j in range(3) if j != i]
        for values in product(range(-3, 4), repeat=2):
            row = [0] * 3
            row[others[0]], row[others[1]] = values
            alone = [[0] * 3 for _ in range(3)]
            alone[i] = row
            if (co.additively_separable_game(alone).ranks[i] == game.ranks[i]).all():
                rows.append(row)
                break
    assert (co.find_additive_values(game).value is not None) is (len(rows) == 3)


def test_symmetry_is_more():
    """Nobody can like somebody who does not like him back: love without return, in two."""
    game = co.additively_separable_game({("A", "B"): 1, ("B", "A"): -1})
    assert co.find_additive_values(game).value == ((0, 1), (-1, 0))
    none = co.find_additive_values(game, symmetric=True)
    assert none.value is None
    assert "for A" in repr(none)
    assert "for B" in repr(none)


def test_company_and_guest():
    assert co.find_additive_values(COMPANY).value is None  # two are better than none, one of them less than both apart
    assert co.find_additive_values(GUEST).value is not None
    assert co.find_additive_values(random_game(6, 1)).value is None
    assert co.find_additive_values(random_game(7, 2, "additive")).value is not None


def test_mutations():
    values = co.find_additive_values(GUEST)
    rows = values.certificate.rows
    wrong = [
        rows[:2],
        [*rows],
        (rows[1], rows[0], rows[2]),
        tuple(tuple(-v for v in row) for row in rows),
        ((Fraction(1), *rows[0][1:]), *rows[1:]),
        (tuple(map(float, rows[0])), *rows[1:]),
        (rows[0][:2], *rows[1:]),
        None,
    ]
    for bad in wrong:
        with pytest.raises(co.CertificateError):
            replace(values, certificate=AdditiveValues(False, bad)).verify()
    for asked in (True, 1, None):
        with pytest.raises(co.CertificateError):
            replace(values, certificate=replace(values.certificate, symmetric=asked)).verify()
        with pytest.raises(co.CertificateError):
            co.certify("symmetric additive values", GUEST, replace(values.certificate, symmetric=asked))
    none = co.find_additive_values(COMPANY)
    weighted = none.certificate.weighted
    first, weight = weighted[0]
    for bad in (
        weighted[1:],
        (),
        None,
        ((first, -weight), *weighted[1:]),
        ((first, float(weight)), *weighted[1:]),
        ((first[:1] + first[:0:-1], weight), *weighted[1:]),
        (((9, *first[1:]), weight), *weighted[1:]),
        (((True, *first[1:]), weight), *weighted[1:]),
        (((0, 1, 1), Fraction(1)),),
    ):
        with pytest.raises(co.CertificateError):
            replace(none, certificate=ContradictingComparisons(False, bad)).verify()
    with pytest.raises(co.CertificateError):
        co.certify("additive values", GUEST, none.certificate)
    for certificate in (values.certificate, none.certificate):
        with pytest.raises(co.CertificateError, match="hedonic"):
            co.certify("additive values", co.TUGame.from_function(["A"], len), certificate)


def test_refusals():
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        co.find_additive_values(COMPANY, limit=2)
    with pytest.raises(co.UnsupportedGameError, match="hedonic"):
        co.find_additive_values(co.TUGame.from_function(["A"], len))
