"""Vetoes, dictators, null and symmetric players."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from sympy import Symbol

import coalitions as co
from coalitions.certificates.roles import Dictator, NullPlayers, SymmetricPlayers, VetoPlayers
from coalitions.testing import tu_games, weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council


def game_of(quota, *weights):
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(zip("ABCDEFGHIJ", weights, strict=False)))


@given(weighted_voting_games(max_players=5))
def test_veto_and_dictator_by_definition(game):
    wins = [c for m in range(1 << len(game.players)) if game[c := game.players.coalition(m)]]
    veto = {p for p in game.players if all(p in c for c in wins)}
    rules = [
        p
        for p in game.players
        if all((p in c) == bool(game[c]) for m in range(1 << len(game.players)) for c in [game.players.coalition(m)])
    ]
    for form in (game, co.tabulate(game)):
        assert co.find_veto_players(form).value == veto
        assert co.find_dictator(form).value == (rules[0] if rules else None)
        assert co.find_dictator(form).guarantee is co.find_veto_players(form).guarantee is co.Guarantee.CERTIFIED
    # a player has a veto iff its power to prevent is 1, and is null iff its Banzhaf index is 0
    assert veto == {p for p, a in co.coleman_power_to_prevent(game).value.items() if a == 1}
    assert co.find_null_players(game).value == {p for p, a in co.banzhaf_index(game).value.items() if a == 0}
    # somebody has a veto iff the core is not empty (Peleg and Sudhölter 2007)
    assert bool(veto) == (co.find_core_point(game).value is not None)


@given(tu_games(low=0, high=1))
def test_null_and_symmetric_by_definition(game):
    names, n = list(game.players), len(game.players)
    masks = range(1 << n)
    null = {p for i, p in enumerate(names) if all(game.worth(m | 1 << i) == game.worth(m) for m in masks)}
    assert co.find_null_players(game).value == null
    found = co.find_symmetric_players(game).value
    for i, j in combinations(range(n), 2):
        same = all(game.worth(m | 1 << i) == game.worth(m | 1 << j) for m in masks if not m >> i & 1 and not m >> j & 1)
        assert same == any(names[i] in c and names[j] in c for c in found)
    # equal treatment (Shapley 1953)
    shares = co.shapley_value(game).value
    assert all(len({shares[p] for p in c}) == 1 for c in found)


def test_published():
    six = game_of(12, 4, 4, 4, 2, 2, 1)
    assert co.find_null_players(six).value == {"F"}
    assert [set(c) for c in co.find_symmetric_players(six).value] == [{"A", "B", "C"}, {"D", "E"}, {"F"}]
    council = security_council()
    assert co.find_veto_players(council).value == set(list(council.players)[:5])
    assert [len(c) for c in co.find_symmetric_players(council).value] == [5, 10]
    assert co.find_dictator(council).value is None
    # Brams and Affuso (1976): with a new member Luxembourg comes to count; 1973 the quota was 41 of 58
    nine = game_of(41, 10, 10, 10, 10, 5, 5, 3, 3, 2)
    assert co.find_null_players(nine).value == set()


def test_large_bodies_need_no_table():
    states = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    assert co.find_veto_players(states).value == set()
    assert co.find_dictator(states).value is None
    assert (
        co.find_dictator(co.WeightedVotingGame.from_weights(quota=99, weights={**dict.fromkeys(range(70), 1), 99: 99})).value
        == 99
    )
    unanimity = co.WeightedVotingGame.from_weights(quota=70, weights=dict.fromkeys(range(70), 1))
    assert len(co.find_veto_players(unanimity).value) == 70


def test_mutations():
    six, council = game_of(12, 4, 4, 4, 2, 2, 1), game_of(51, 50, 49, 1)
    for form in (council, co.tabulate(council)):
        for mask in (0, 2, 3, 7, True):
            with pytest.raises(co.CertificateError):
                VetoPlayers(mask).check(form)
        for place in (0, 1, 2, 5):
            with pytest.raises(co.CertificateError):
                Dictator(place).check(form)
    with pytest.raises(co.CertificateError):
        Dictator(None).check(game_of(3, 3, 1, 1))
    null = co.find_null_players(six)
    matters = null.certificate.matters
    for wrong in (matters[:5], (None, *matters[1:]), (*matters[:5], 0), (1, *matters[1:]), (32, *matters[1:])):
        with pytest.raises(co.CertificateError):
            replace(null, certificate=NullPlayers(wrong)).verify()
    same = co.find_symmetric_players(six)
    classes, apart = same.certificate.classes, same.certificate.apart
    a, b, mask = apart[0]
    for wrong in (
        (classes[:2], apart),
        ((7 | 8, 16, 32), apart),
        ((3, 4, 24, 32), apart),
        (classes, apart[1:]),
        (classes, ((a, b, 0), *apart[1:])),
        (classes, ((a, b, mask | 1 << a), *apart[1:])),
    ):
        with pytest.raises(co.CertificateError):
            replace(same, certificate=SymmetricPlayers(*wrong)).verify()


def test_symbolic():
    w, p = co.parameter("w"), Symbol("p", positive=True)
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: p * len(S & {"A", "B"}))
    assert co.find_null_players(game).value == {"C"}
    assert [set(c) for c in co.find_symmetric_players(game).value] == [{"A", "B"}, {"C"}]
    for find in (co.find_null_players, co.find_symmetric_players):
        with pytest.raises(co.UndecidedError, match=r"== 0 is open.*claims"):
            find(co.TUGame.from_vector(["A", "B"], [w, 0, w], order="mask"))
        with pytest.raises(co.LimitExceededError, match="at most 10 players to compare expressions"):
            find(co.TUGame.from_function(range(11), lambda S: p * len(S)))
    for find in (co.find_veto_players, co.find_dictator):
        with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
            find(game)


def test_numbers_of_all_kinds_and_degenerate_games():
    tiny = co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.1 + 0.2], order="mask")
    assert co.find_null_players(tiny).value == set()
    nobody = co.TUGame.from_vector([], [0], order="mask")
    assert co.find_null_players(nobody).value == set()
    assert len(co.find_symmetric_players(nobody).value) == 0
    zero = co.TUGame.from_vector(["A", "B"], [0, 0, 0], order="mask")
    assert co.find_null_players(zero).value == {"A", "B"}
    assert [set(c) for c in co.find_symmetric_players(zero).value] == [{"A", "B"}]
    big = co.TUGame.from_vector(["A", "B"], [2**70, 10**10, 2**70 + 10**10], order="mask")
    assert co.find_null_players(big).value == set()
    assert co.find_dictator(game_of(1, 1)).value == "A"
    with pytest.raises(co.LimitExceededError):
        co.find_null_players(security_council(), limit=9)
