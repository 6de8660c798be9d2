"""Single votes: agreement with the outcome, swings, and blocs."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.votes import Swings
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

COUNCIL = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1})
STATES = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))


def wins(game):
    return [bool(game.worth(m)) for m in range(1 << len(game.players))]


# -- agreement with the outcome --------------------------------------------------------------------------------------------


@given(weighted_voting_games(max_players=6))
def test_rae_by_definition(game):
    n, won = len(game.players), wins(game)
    expected = [Fraction(sum(won[m] == bool(m >> i & 1) for m in range(1 << n)), 1 << n) for i in range(n)]
    for form in (game, co.tabulate(game)):
        solution = co.rae_index(form)
        assert list(solution.value.amounts) == expected
        assert solution.guarantee is co.Guarantee.CERTIFIED
    assert list(co.rae_index(co.dual(game)).value.amounts) == expected  # the same side prevails, seen from the other end


def test_rae_published():
    # Rae (1969): with one vote each, simple majority agrees with a voter most often; of 3 votes it is 1/2 + C(2, 1) / 2**3
    assert set(co.rae_index(co.majority_game(range(3))).value.amounts) == {Fraction(3, 4)}
    by_quota = [co.rae_index(co.majority_game(range(5), quota=q)).value[0] for q in range(1, 6)]
    assert max(by_quota) == by_quota[2] == Fraction(1, 2) + Fraction(6, 32)
    # Security Council: 848 winning coalitions; a permanent member is in all of them, an elected one is in 84 swings
    value = co.rae_index(security_council()).value
    assert value["China"] == Fraction(2**14 + 848, 2**15)
    assert value["elected 1"] == Fraction(2**14 + 84, 2**15)


def test_rae_large_games_and_refusals():
    solution = co.rae_index(STATES)
    banzhaf = co.banzhaf_value(STATES).value
    assert all(solution.value[k] == (1 + banzhaf[k]) / 2 for k in range(51))
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    amounts = list(solution.certificate.amounts)
    amounts[3] += Fraction(1, 2**51)
    for forged in (tuple(amounts), solution.certificate.amounts[:-1], tuple(map(float, amounts))):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(solution.certificate, amounts=forged)).verify()
    many = co.rae_index(co.WeightedVotingGame.from_weights(quota=101, weights=dict.fromkeys(range(200), 1)))
    assert many.guarantee is co.Guarantee.CERTIFIED
    assert co.rae_index(co.WeightedVotingGame.from_weights(quota=2, weights={"A": 2, "B": 1})).value == {
        "A": 1,
        "B": Fraction(1, 2),
    }
    small = co.rae_index(COUNCIL)
    with pytest.raises(co.CertificateError):
        replace(small, certificate=replace(small.certificate, amounts=(Fraction(1), *small.certificate.amounts[1:]))).verify()
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        co.rae_index(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.LimitExceededError, match="limit=100"):
        co.rae_index(STATES, limit=100)


def test_rae_by_types():
    def wins(k):
        return int(k["permanent"] == 5 and k["elected"] >= 4)

    council = co.TypedGame.from_function({"permanent": 5, "elected": 10}, wins)
    assert co.rae_index(council).value.amounts == co.rae_index(security_council()).value.amounts
    # an assembly of 193 that decides by a majority of 97 with all five permanent members
    assembly = co.TypedGame.from_function(
        {"permanent": 5, "elected": 188}, lambda k: int(k["permanent"] == 5 and sum(k.values()) > 96)
    )
    solution = co.rae_index(assembly)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.value.amounts[0] == (1 + Fraction(co.banzhaf_value(assembly).value.amounts[0])) / 2
    amounts = list(solution.certificate.amounts)
    amounts[7] += Fraction(1, 2**193)
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=replace(solution.certificate, amounts=tuple(amounts))).verify()


# -- swings ----------------------------------------------------------------------------------------------------------------


@given(weighted_voting_games(max_players=6))
def test_swings_by_definition(game):
    won, value = wins(game), co.banzhaf_value(game).value
    for i, p in enumerate(game.players):
        expected = {m for m in range(1 << len(game.players)) if not won[m] and won[m | 1 << i]}
        for form in (game, co.tabulate(game)):
            solution = co.enumerate_swings(form, p)
            assert {s.mask for s in solution.value} == expected
            assert len(solution.value) == len(expected) == value[p] * 2 ** (len(game.players) - 1)
            assert [len(s) for s in solution.value] == sorted(map(len, solution.value))
            assert all(p not in s for s in solution.value)


def test_swings_of_the_security_council():
    # Lucas (1983): an elected member swings with all five permanent ones and three others, in C(9, 3) = 84 ways
    swings = co.enumerate_swings(security_council(), "elected 1").value
    assert len(swings) == 84
    assert {len(s) for s in swings} == {8}
    assert len(co.enumerate_swings(security_council(), "China").value) == 848


def test_swings_mutations_and_refusals():
    for form in (COUNCIL, co.tabulate(COUNCIL)):
        solution = co.enumerate_swings(form, "A")
        for masks in (
            (2, 4),
            (2, 4, 4),
            (2, 4, 6, 6),
            (0, 2, 4),
            (2, 4, 7),
            (2, 4, 6, 8),
            (2.0, 4, 6),
            (-1, 2, 4),
            (True, 4, 6),
        ):
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(solution.certificate, masks=masks)).verify()
        for place in (1, 3, -1, 0.0, False, "A", None):
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(solution.certificate, place=place)).verify()
    dummy = co.enumerate_swings(co.WeightedVotingGame.from_weights(quota=2, weights={"A": 2, "B": 1}), "B")
    assert dummy.value == ()
    assert Swings(1, ()).check(dummy.game) == ()
    with pytest.raises(co.UnknownPlayerError):
        co.enumerate_swings(COUNCIL, "Z")
    with pytest.raises(co.LimitExceededError, match="limit=2 swings"):
        co.enumerate_swings(COUNCIL, "A", limit=2)
    with pytest.raises(co.LimitExceededError, match="24"):
        co.enumerate_swings(STATES, 0)
    with pytest.raises(co.UnsupportedGameError):
        co.enumerate_swings(co.TUGame.from_function(["A", "B"], len), "A")


# -- blocs -----------------------------------------------------------------------------------------------------------------

INDEX = {
    "shapley-shubik": co.shapley_shubik_index,
    "banzhaf": co.banzhaf_index,
    "penrose": co.banzhaf_value,
}


@settings(max_examples=40)
@given(weighted_voting_games(max_players=5), st.data(), st.sampled_from(sorted(INDEX)))
def test_bloc_effect_by_definition(game, data, index):
    bloc = data.draw(st.lists(st.sampled_from(game.players.names), min_size=1, unique=True))
    first = min(bloc, key=game.players.index)
    names = [p for p in game.players if p == first or p not in bloc]
    table = co.TUGame.from_function(names, lambda S: game[[*(set(S) - {first}), *(bloc if first in S else [])]])
    before, after = INDEX[index](game).value, INDEX[index](table).value
    for form in (game, co.tabulate(game)):
        solution = co.bloc_effect(form, bloc, index=index)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        expected = [after[p] - (before.total(bloc) if p == first else before[p]) for p in names]
        assert list(solution.value.amounts) == expected
        if index == "penrose" and len(bloc) <= 2:  # Lehrer (1988): two players have together what their bloc has
            assert solution.value.amounts[names.index(first)] == 0
        if index != "penrose":
            assert sum(solution.value.amounts) == 0


def test_bloc_published_and_large():
    # Brams (1975), the paradox of large size: of three votes that must agree, two as a bloc fall from 2/3 to 1/2
    effect = co.bloc_effect(co.majority_game(["A", "B", "C"], quota=3), ["A", "B"])
    assert effect.value == {"{A, B}": Fraction(-1, 6), "C": Fraction(1, 6)}
    assert repr(effect).startswith(
        "effect of a bloc on the Shapley–Shubik index: {A, B}: -1/6, C: 1/6   [certified; before and"
    )
    # by hand: with one vote each and a majority of 3 of 5, three who unite dictate
    dictators = co.bloc_effect(co.majority_game(list("ABCDE")), list("ABC"), index="banzhaf")
    assert dictators.value == {"{A, B, C}": Fraction(2, 5), "D": Fraction(-1, 5), "E": Fraction(-1, 5)}
    big = co.bloc_effect(STATES, [0, 1], index="penrose")
    assert big.value["{0, 1}"] == 0
    assert len(big.value) == 50
    assert big.verify().guarantee is co.Guarantee.CERTIFIED


def test_bloc_mutations_and_refusals():
    for form in (COUNCIL, co.tabulate(COUNCIL), STATES):
        a, b, c = form.players.names[:3]
        solution, other = co.bloc_effect(form, [b, c]), co.bloc_effect(form, [a, b])
        certificate = solution.certificate
        banzhaf = co.bloc_effect(form, [b, c], index="banzhaf").certificate
        forged = [replace(certificate, bloc=m) for m in (3, 0, 1 << 60, True, 6.0, -2)]
        forged += [replace(certificate, before=banzhaf.before), replace(certificate, after=banzhaf.after), banzhaf]
        forged += [replace(certificate, after=other.certificate.before), replace(certificate, before=None), other.certificate]
        forged += [replace(certificate, before=certificate), replace(certificate, after=certificate)]
        for bad in forged:
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=bad).verify()
        with pytest.raises(co.InvalidArgumentError, match="a bloc with members"):
            co.bloc_effect(form, [])
        with pytest.raises(co.InvalidArgumentError, match="index"):
            co.bloc_effect(form, [a], index="johnston")
        with pytest.raises(co.UnknownPlayerError):
            co.bloc_effect(form, ["Z"])
    with pytest.raises(co.UnsupportedGameError):
        co.bloc_effect(co.TUGame.from_function(["A", "B"], len), ["A"])
