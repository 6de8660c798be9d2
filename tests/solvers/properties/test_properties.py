from itertools import product

import pytest
from hypothesis import given
from sympy import Symbol

import coalitions as co
from coalitions.certificates.properties import HoldsEverywhere, Violation
from coalitions.solution import certify
from coalitions.testing import tu_games

CHECKS = [co.check_superadditive, co.check_convex]


def violates(game, which):
    """The definition, over all pairs of coalitions."""
    w = game.worth
    pairs = product(range(1 << len(game.players)), repeat=2)
    return any(w(s) + w(t) > w(s | t) + w(s & t) for s, t in pairs if which == "convex" or not s & t)


@given(tu_games(max_players=5))
def test_definition(game):
    for check, which in zip(CHECKS, ("superadditive", "convex"), strict=True):
        solution = check(game)
        assert solution.value == (not violates(game, which))
        assert solution.guarantee is co.Guarantee.CERTIFIED


def test_published():
    # Shapley (1971): bankruptcy and airport savings games are convex; the glove game is superadditive but not convex
    glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
    assert co.check_superadditive(glove).value
    assert not co.check_convex(glove).value
    claims = {"A": 100, "B": 200, "C": 300}
    estate = co.TUGame.from_function(list(claims), lambda S: max(0, 200 - sum(c for p, c in claims.items() if p not in S)))
    assert co.check_convex(estate).value


def test_a_no_names_the_coalitions():
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 3, ("B", "C"): 2, ("A", "B", "C"): 2}, missing=0)
    assert "v({C}) + v({A, B}) exceeds v({A, B, C}) by 1" in repr(co.check_superadditive(game))


def test_mutations():
    game = co.TUGame.from_function(range(4), lambda S: len(S) ** 2)
    for which in ("superadditive", "convex"):
        assert HoldsEverywhere(which).check(game) is True
        with pytest.raises(co.CertificateError):
            Violation(which, 1, 2).check(game)
    bad = co.TUGame.from_function(range(4), lambda S: len(S) if len(S) != 3 else 0)
    for which in ("superadditive", "convex"):
        with pytest.raises(co.CertificateError, match="violate"):
            HoldsEverywhere(which).check(bad)
    overlapping = co.check_convex(bad).certificate
    with pytest.raises(co.CertificateError, match="common member"):
        Violation("superadditive", 3, 6).check(bad)
    assert overlapping.check(bad) is False


def test_numbers_at_the_edge_of_int64():
    for top in (2**59, 2**61, 2**62, 2**63 - 1, 2**70):
        game = co.TUGame.from_vector(["A", "B"], [top, top, top], order="mask")
        assert not co.check_superadditive(game).value
        assert not co.check_convex(game).value
        assert co.check_convex(co.TUGame.from_vector(["A", "B"], [-top, -top, -top], order="mask")).value


def test_floats_are_what_they_are():
    assert co.check_superadditive(co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.3], order="mask")).value is False
    assert co.check_superadditive(co.TUGame.from_vector(["A", "B"], ["0.1", "0.2", "0.3"], order="mask")).value is True


@pytest.mark.parametrize("check", CHECKS)
def test_symbolic(check):
    w, p = co.parameter("w"), Symbol("p", positive=True)
    assert check(co.TUGame.from_vector(["A", "B"], [-p, -p, p], order="mask")).value is True
    assert check(co.TUGame.from_vector(["A", "B"], [p, p, p], order="mask")).value is False
    with pytest.raises(co.UndecidedError, match=r"1 - w >= 0 is open.*claims\."):
        check(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))


@pytest.mark.parametrize("check", CHECKS)
def test_degenerate_and_limits(check):
    assert check(co.TUGame.from_vector([], [0], order="mask")).value
    assert check(co.TUGame.from_vector(["A"], [-1], order="mask")).value
    with pytest.raises(co.LimitExceededError):
        check(co.TUGame.from_function(range(4), len), limit=3)
    p = Symbol("p", positive=True)
    with pytest.raises(co.LimitExceededError, match="at most 7 players to compare expressions"):
        check(co.TUGame.from_function(range(8), lambda S: p * len(S)))
    with pytest.raises(co.LimitExceededError):
        check(co.WeightedVotingGame.from_weights(quota=2, weights=dict.fromkeys(range(6), 1)), limit=5)


def test_beyond_the_size_that_is_compared_twice():
    game = co.TUGame.from_function(range(13), lambda S: len(S) ** 2)
    solution = co.check_superadditive(game)
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


def test_evidence_for_one_property_proves_no_other():
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))  # not convex, but monotone and superadditive
    for concept in ("monotone", "core point", "core", "simple", "Shapley value", "", "superadditive game"):
        for evidence in (Violation(concept, 3, 6), HoldsEverywhere(concept)):
            with pytest.raises(co.CertificateError):
                certify(concept, game, evidence)
    with pytest.raises(co.CertificateError):
        certify("superadditive", game, co.check_convex(game).certificate)
    with pytest.raises(co.CertificateError):
        certify("convex", game, co.check_superadditive(game).certificate)
