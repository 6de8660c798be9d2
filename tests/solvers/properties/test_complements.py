"""Monotone, simple, proper, strong and constant-sum games."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Symbol

import coalitions as co
from coalitions.certificates.complements import Breach, HoldsForAll
from coalitions.testing import monotone_games, tu_games, weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

LAWS = {
    "monotone": co.check_monotone,
    "simple": co.check_simple,
    "proper": co.check_proper,
    "strong": co.check_strong,
    "constant-sum": co.check_constant_sum,
}


def game_of(quota, *weights):
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(zip("ABCDEFGHIJ", weights, strict=False)))


def by_definition(game, law):
    grand = game.players.grand
    v = [Fraction(game.worth(m)) for m in range(grand + 1)]
    masks = range(grand + 1)
    monotone = all(v[s] <= v[t] for t in masks for s in masks if s & t == s)
    return {
        "monotone": monotone,
        "simple": monotone and set(v) <= {0, 1} and v[grand] == 1,
        "proper": all(s & t for s in masks for t in masks if v[s] == 1 == v[t]),
        "strong": all(v[s] + v[grand ^ s] >= 1 for s in masks),
        "constant-sum": all(v[s] + v[grand ^ s] == v[grand] for s in masks),
    }[law]


@given(st.one_of(tu_games(low=0, high=1), tu_games(max_players=2, low=0, high=2), monotone_games(max_players=3)))
def test_any_game(game):
    for law in ("monotone", "simple", "constant-sum"):
        solution = LAWS[law](game)
        assert solution.value == by_definition(game, law)
        assert solution.guarantee is co.Guarantee.CERTIFIED


@given(weighted_voting_games(max_players=5))
def test_simple_games_and_their_duals(game):
    table = co.tabulate(game)
    for law, check in LAWS.items():
        assert check(game).value == check(table).value == by_definition(table, law)
    # Shapley (1962): duality exchanges proper and strong; constant-sum is both
    assert co.check_proper(game).value == co.check_strong(co.dual(game)).value
    assert co.check_strong(game).value == co.check_proper(co.dual(game)).value
    assert co.check_constant_sum(game).value == (co.check_proper(game).value and co.check_strong(game).value)


def test_published():
    # the Security Council is proper and not strong: the five permanent members and the ten others block each other
    council = security_council()
    assert co.check_proper(council).value
    stalemate = co.check_strong(council)
    assert stalemate.value is False
    assert "both lose" in repr(stalemate)
    # three-person majority is constant-sum; the majority of four is not
    assert co.check_constant_sum(game_of(2, 1, 1, 1)).value
    assert not co.check_constant_sum(game_of(3, 1, 1, 1, 1)).value


def test_the_electoral_college_may_tie():
    states = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    assert co.check_proper(states).value
    tie = co.check_strong(states)
    assert tie.value is False
    assert sum(w for k, w in enumerate(ELECTORAL_COLLEGE) if tie.certificate.first >> k & 1) == 269
    assert co.check_strong(co.dual(states)).value
    assert not co.check_proper(co.dual(states)).value
    with pytest.raises(co.LimitExceededError, match="limit=500"):
        co.check_proper(states, limit=500)
    with pytest.raises(co.CertificateError):
        HoldsForAll("strong").check(states)
    odd = co.WeightedVotingGame.from_weights(quota=13 * 10**12, weights=dict.fromkeys(range(25), 10**12))
    assert co.check_proper(odd).value
    assert co.check_strong(odd).value
    two = co.WeightedVotingGame.from_rules([(13, dict.fromkeys(range(25), 1)), (20, dict.fromkeys(range(25), 1))])
    with pytest.raises(co.LimitExceededError, match="24 players, or a voting game of one rule"):
        co.check_strong(two)
    assert "weights are not negative" in repr(co.check_simple(two))
    assert co.check_monotone(states).value


def test_a_no_names_the_coalitions():
    assert "{A} and {B, C} both win" in repr(co.check_proper(game_of(1, 1, 1, 1)))
    assert "v({}) = 0 > v({B}) = -1" in repr(co.check_monotone(co.TUGame.from_vector(["A", "B"], [0, -1, 1], order="mask")))
    assert "v({A, B}) = 0" in repr(co.check_simple(co.TUGame.from_vector(["A", "B"], [0, 0, 0], order="mask")))
    half = co.TUGame.from_vector(["A", "B"], ["1/2", 1, 1], order="mask")
    assert "v({A}) = 1/2" in repr(co.check_simple(half))
    assert "do not add up to v(N) = 1" in repr(co.check_constant_sum(half))
    shrinks = co.TUGame.from_worths(["A", "B", "C"], {"A": 1, ("A", "B", "C"): 1}, missing=0)
    assert "v({A}) = 1 > v({A, B}) = 0" in repr(co.check_simple(shrinks))


@pytest.mark.parametrize("law", LAWS)
def test_mutations(law):
    yes, no = game_of(2, 1, 1, 1), co.TUGame.from_vector(["A", "B"], [2, 0, 1], order="mask")
    if law in ("proper", "strong"):
        no = game_of(1 if law == "proper" else 3, 1, 1, 1)
    good, bad = LAWS[law](yes), LAWS[law](no)
    assert (good.value, bad.value) == (True, False)
    for first in range(8):
        for second in (0, 3, 7):
            with pytest.raises(co.CertificateError):
                Breach(law, first, second).check(yes)
    with pytest.raises(co.CertificateError):
        HoldsForAll(law).check(no)
    with pytest.raises(co.CertificateError):
        replace(good, certificate=bad.certificate).verify()
    other = next(name for name in LAWS if name != law)
    with pytest.raises(co.CertificateError, match="expected a certificate of"):
        replace(good, certificate=HoldsForAll(other)).verify()


def test_numbers_of_all_kinds():
    assert co.check_constant_sum(co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.3], order="mask")).value is False
    assert co.check_constant_sum(co.TUGame.from_vector(["A", "B"], ["0.1", "0.2", "0.3"], order="mask")).value is True
    for top in (2**59, 2**61, 2**63 - 1, 2**70):
        assert co.check_constant_sum(co.TUGame.from_vector(["A", "B"], [top, top, 2 * top], order="mask")).value
        assert not co.check_monotone(co.TUGame.from_vector(["A", "B"], [top, 0, -top], order="mask")).value
    tiny = co.TUGame.from_vector(["A", "B"], ["1e-9", "1e-9", "1.999999999e-9"], order="mask")
    assert not co.check_constant_sum(tiny).value
    assert co.check_monotone(tiny).value


def test_symbolic():
    w, p = co.parameter("w"), Symbol("p", positive=True)
    assert co.check_monotone(co.TUGame.from_vector(["A", "B"], [p, 0, p + 1], order="mask")).value
    assert co.check_monotone(co.TUGame.from_vector(["A", "B"], [p, w, -p], order="mask")).value is False
    assert co.check_constant_sum(co.TUGame.from_vector(["A", "B"], [w, 1 - w, 1], order="mask")).value
    assert co.check_constant_sum(co.TUGame.from_vector(["A", "B"], [p, -1 - p, 1], order="mask")).value is False
    with pytest.raises(co.UndecidedError, match=r"w >= 0 is open.*claims"):
        co.check_monotone(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))
    with pytest.raises(co.UndecidedError, match=r"== 0 is open.*claims"):
        co.check_constant_sum(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))
    with pytest.raises(co.LimitExceededError, match="at most 10 players to compare expressions"):
        co.check_monotone(co.TUGame.from_function(range(11), lambda S: p * len(S)))


def test_degenerate_and_refusals():
    nobody, alone = co.TUGame.from_vector([], [0], order="mask"), game_of(1, 1)
    assert co.check_monotone(nobody).value
    assert co.check_constant_sum(nobody).value
    assert co.check_simple(nobody).value is False
    assert all(check(alone).value for check in LAWS.values())
    for check in (co.check_proper, co.check_strong):
        with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
            check(co.TUGame.from_function(["A", "B"], len))
    for check in (co.check_monotone, co.check_simple, co.check_constant_sum):
        with pytest.raises(co.LimitExceededError):
            check(co.TUGame.from_function(range(4), len), limit=3)
