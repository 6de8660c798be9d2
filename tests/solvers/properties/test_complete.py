from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given

import coalitions as co
from coalitions.certificates.desirability import DesirabilityOrder, Incomparable
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council


def at_least_as_desirable(game, i, j):
    both = 1 << i | 1 << j
    masks = [m for m in range(1 << len(game.players)) if not m & both]
    return all(game.worth(m | 1 << i) >= game.worth(m | 1 << j) for m in masks)


def couples():
    return co.TUGame.from_function(list("ABCD"), lambda S: int(len(S & {"A", "B"}) > 0 and len(S & {"C", "D"}) > 0))


@given(weighted_voting_games(max_players=5))
def test_definition(game):
    table = co.tabulate(game)
    pairs = combinations(range(len(game.players)), 2)
    expected = all(at_least_as_desirable(game, i, j) or at_least_as_desirable(game, j, i) for i, j in pairs)
    for form in (game, table):
        solution = co.check_complete(form)
        assert solution.value == expected
        assert solution.guarantee is co.Guarantee.CERTIFIED
    if co.check_weighted(table).value:
        assert expected
    # duality keeps the order of the players
    assert co.check_complete(co.dual(game)).value == expected


def test_published_number_up_to_names():
    # Freixas and Molinero (2009): 25 complete simple games of 4 players up to their names, all of them weighted
    tables = [(0,), (1,)]
    for _ in range(4):
        tables = [a + b for a in tables for b in tables if all(x <= y for x, y in zip(a, b, strict=True))]
    moves = [[sum((m >> i & 1) << p[i] for i in range(4)) for m in range(16)] for p in permutations(range(4))]
    kinds = {min(tuple(t[m] for m in move) for move in moves) for t in tables if any(t) and not t[0]}
    games = [co.TUGame.from_vector(list("ABCD"), t, order="mask") for t in kinds]
    complete = [g for g in games if co.check_complete(g).value]
    assert (len(games), len(complete)) == (28, 25)
    assert all(co.check_weighted(g).value for g in complete)


def test_councils():
    council = security_council()
    assert co.check_complete(council).diagnostics["method"] == "weights"
    assert co.check_complete(co.tabulate(council)).value
    assert co.check_complete(co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))).value
    # Taylor and Pacelli (2008): the procedure to amend the constitution of Canada is swap robust, though not weighted
    share = {"PEI": 1, "NF": 3, "NB": 3, "NS": 4, "MB": 5, "SK": 5, "AB": 7, "BC": 9, "QC": 29, "ON": 34}
    canada = co.WeightedVotingGame.from_rules([(7, dict.fromkeys(share, 1)), (50, share)])
    assert co.check_complete(canada).value
    assert co.check_complete(co.tabulate(canada)).value
    assert not co.check_weighted(canada).value
    # with a second rule that orders the players the other way, the table decides
    crossed = co.WeightedVotingGame.from_rules([(3, {"A": 2, "B": 2, "C": 1, "D": 1}), (3, {"A": 1, "B": 1, "C": 2, "D": 2})])
    assert co.check_complete(crossed).diagnostics["method"] == "table"


def test_mutations():
    good = co.check_complete(co.tabulate(co.WeightedVotingGame.from_weights(quota=4, weights={"A": 3, "B": 2, "C": 2, "D": 1})))
    assert good.certificate.order in permutations(range(4))
    for order in ((1, 0, 2, 3), (0, 1, 3, 2), (0, 1, 2), (0, 1, 2, 2)):
        for game in (good.game, co.WeightedVotingGame.from_weights(quota=4, weights={"A": 3, "B": 2, "C": 2, "D": 1})):
            with pytest.raises(co.CertificateError):
                DesirabilityOrder(order).check(game)
    bad = co.check_complete(couples())
    assert "cannot be compared" in repr(bad)
    first, second = bad.certificate.needs_first, bad.certificate.needs_second
    for changes in (
        {"first": bad.certificate.second, "second": bad.certificate.first},
        {"needs_first": second},
        {"needs_second": first},
        {"needs_first": 15},
        {"first": bad.certificate.second},
    ):
        with pytest.raises(co.CertificateError):
            replace(bad, certificate=replace(bad.certificate, **changes)).verify()
    with pytest.raises(co.CertificateError):
        DesirabilityOrder((0, 1, 2, 3)).check(couples())
    with pytest.raises(co.CertificateError):
        Incomparable(0, 1, 4, 8).check(good.game)


def test_degenerate_and_refusals():
    assert co.check_complete(co.TUGame.from_vector(["A"], [1], order="mask")).value
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        co.check_complete(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.check_complete(couples(), limit=3)
