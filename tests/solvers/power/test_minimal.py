from dataclasses import replace
from math import comb

import pytest
from hypothesis import given

import coalitions as co
from coalitions.certificates.winning import MinimalCoalitions
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council


def by_definition(game):
    """Winning sets none of whose winning subsets is smaller, from the definition."""
    n = len(game.players)
    wins = {m for m in range(1 << n) if game.worth(m)}
    return {m for m in wins if not any(t != m and t & m == t for t in wins)}


@given(weighted_voting_games(max_players=5))
def test_definition_and_duality(game):
    for form in (game, co.tabulate(game)):
        winning, blocking = co.enumerate_minimal_winning(form), co.enumerate_minimal_blocking(form)
        assert {c.mask for c in winning.value} == by_definition(game)
        assert blocking.value == co.enumerate_minimal_winning(co.dual(form)).value
        assert winning.guarantee is blocking.guarantee is co.Guarantee.CERTIFIED
        # to win is to meet every blocking coalition (transversals; Isbell 1958)
        meet = [m for m in range(1 << len(game.players)) if all(m & c.mask for c in blocking.value)]
        assert meet == [m for m in range(1 << len(game.players)) if game.worth(m)]


def test_economic_community_1958():
    council = co.WeightedVotingGame.from_weights(
        quota=12, weights={"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
    )
    found = co.enumerate_minimal_winning(council).value
    assert found[0] == {"France", "Germany", "Italy"}
    assert {frozenset(c) for c in found[1:]} == {
        frozenset({a, b, "Belgium", "Netherlands"})
        for a, b in [("France", "Germany"), ("France", "Italy"), ("Germany", "Italy")]
    }


def test_security_council():
    council = security_council()
    assert len(co.enumerate_minimal_winning(council).value) == comb(10, 4)
    blocking = co.enumerate_minimal_blocking(council).value
    assert len(blocking) == 5 + comb(10, 7)
    assert blocking[0] == {"China"}
    assert {len(c) for c in blocking} == {1, 7}


def test_many_players_are_never_tabulated():
    weights = {0: 30, **dict.fromkeys(range(1, 41), 1)}
    game = co.WeightedVotingGame.from_weights(quota=68, weights=weights)
    solution = co.enumerate_minimal_winning(game)
    assert len(solution.value) == comb(40, 38)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert [len(c) for c in co.enumerate_minimal_blocking(game).value] == [1] + [3] * comb(40, 3)
    changed = solution.certificate.masks[:-1]
    for masks in (changed, (*changed, changed[0]), (*changed, (1 << 41) - 1), (*changed, 1 << 50), (*changed, 7)):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=MinimalCoalitions("winning", masks)).verify()
    college = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    with pytest.raises(co.LimitExceededError, match=r"limit=100000 .*deegan_packel_index"):
        co.enumerate_minimal_winning(college)
    large = co.WeightedVotingGame.from_weights(quota=3 * 10**9, weights={0: 3 * 10**9, **dict.fromkeys(range(1, 30), 7)})
    exact = co.enumerate_minimal_winning(large)
    assert (exact.value, exact.guarantee) == (({0},), co.Guarantee.EXACT)
    with pytest.raises(co.CertificateError, match="to recount by"):
        exact.verify()


@pytest.mark.parametrize("enumerate_", [co.enumerate_minimal_winning, co.enumerate_minimal_blocking])
def test_mutations_and_refusals(enumerate_):
    for form in (security_council(), co.tabulate(security_council())):
        solution = enumerate_(form)
        masks = solution.certificate.masks
        aim = solution.certificate.aim
        other = "winning" if aim == "blocking" else "blocking"
        for wrong in (masks[1:], (*masks, masks[0] | 1 << 14 | 3), (*masks, masks[0]), (0, *masks), (*masks[1:], 3 << 13), ()):
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=MinimalCoalitions(aim, wrong)).verify()
        with pytest.raises(co.CertificateError):
            MinimalCoalitions(other, masks).check(form)
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        enumerate_(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.LimitExceededError, match="limit=9"):
        enumerate_(security_council(), limit=9)
    with pytest.raises(co.LimitExceededError, match="limit=9"):
        enumerate_(co.WeightedVotingGame.from_weights(quota=5, weights=dict.fromkeys(range(9), 1)), limit=9)
    many = dict.fromkeys(range(30), 1)
    with pytest.raises(co.LimitExceededError, match="24 players"):
        enumerate_(co.WeightedVotingGame.from_rules([(5, many), (6, many)]))


def test_one_player():
    alone = co.WeightedVotingGame.from_weights(quota=1, weights={"A": 1})
    assert co.enumerate_minimal_winning(alone).value == co.enumerate_minimal_blocking(alone).value == ({"A"},)
