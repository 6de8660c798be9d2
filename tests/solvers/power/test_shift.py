from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

INDICES = [co.shift_index, co.shift_deegan_packel_index]


def game_of(quota, *weights):
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(zip("ABCDEFGHIJ", weights, strict=False)))


def shift_minimal(game):
    """From the definition: minimal winning, and no member can make room for a strictly less desirable player."""
    n = len(game.players)
    masks = range(1 << n)

    def desirable(i, j):
        return all(game.worth(m | 1 << i) >= game.worth(m | 1 << j) for m in masks if not m & (1 << i | 1 << j))

    strict = {(i, j) for i in range(n) for j in range(n) if i != j and desirable(i, j) and not desirable(j, i)}
    out = []
    for m in masks:
        members = [i for i in range(n) if m >> i & 1]
        if not game.worth(m) or any(game.worth(m ^ 1 << i) for i in members):
            continue
        if not any(m >> i & 1 and not m >> j & 1 and game.worth(m ^ 1 << i | 1 << j) for i, j in strict):
            out.append(members)
    return out


@given(weighted_voting_games(max_players=5))
def test_definition(game):
    n, found = len(game.players), shift_minimal(game)
    counts = [Fraction(sum(i in s for s in found)) for i in range(n)]
    shares = [sum((Fraction(1, len(s)) for s in found if i in s), start=Fraction(0)) for i in range(n)]
    for index, sums in zip(INDICES, (counts, shares), strict=True):
        for form in (game, co.tabulate(game)):
            solution = index(form)
            assert list(solution.value.amounts) == [c / sum(sums) for c in sums]
            assert solution.guarantee is co.Guarantee.CERTIFIED


def test_by_hand():
    # [4; 3, 2, 2, 1]: in {A, B} and {A, C} the second can make room for D; {A, D} and {B, C} have no surplus
    for index in INDICES:
        assert set(index(game_of(4, 3, 2, 2, 1)).value.values()) == {Fraction(1, 4)}
    # [5; 4, 2, 2, 1, 1]: {A, D}, {A, E}, {B, C, D}, {B, C, E}
    assert co.shift_index(game_of(5, 4, 2, 2, 1, 1)).value.amounts == (Fraction(1, 5),) * 5
    shares = [Fraction(1, 4), Fraction(1, 6), Fraction(1, 6), Fraction(5, 24), Fraction(5, 24)]
    assert list(co.shift_deegan_packel_index(game_of(5, 4, 2, 2, 1, 1)).value.amounts) == shares


def test_no_surplus_at_all():
    # where no minimal winning coalition has any surplus, the indices are those of all minimal winning coalitions
    for game in (security_council(), game_of(12, 4, 4, 4, 2, 2, 1), game_of(51, 35, 20, 15, 15, 15)):
        assert co.shift_index(game).value == co.holler_packel_index(game).value
        assert co.shift_deegan_packel_index(game).value == co.deegan_packel_index(game).value


@pytest.mark.parametrize("index", INDICES)
def test_mutations_and_refusals(index):
    game = game_of(5, 4, 2, 2, 1, 1)
    solution = index(game)
    other = next(i for i in INDICES if i is not index)(game)
    amounts = (*solution.certificate.amounts[1:], solution.certificate.amounts[0] + Fraction(1, 10**9))
    for certificate in (other.certificate, replace(solution.certificate, amounts=amounts)):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=certificate).verify()
    with pytest.raises(co.CertificateError):
        replace(solution.certificate, amounts=co.holler_packel_index(game).value.amounts).check(game)
    assert index(game_of(1, 1)).value == {"A": 1}
    assert index(game_of(3, 3, 1, 1)).value == {"A": 1, "B": 0, "C": 0}
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        index(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.LimitExceededError, match="limit=20"):
        index(co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE))))
