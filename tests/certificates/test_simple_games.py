"""The certificates about simple games as plain data, and against games of another form."""

import json

import pytest

import coalitions as co
from tests.literature.councils import security_council

COUNCIL = co.WeightedVotingGame.from_weights(quota=5, weights={"A": 4, "B": 2, "C": 2, "D": 1, "E": 1})
COUPLES = co.TUGame.from_function(list("ABCD"), lambda S: int(len(S & {"A", "B"}) > 0 and len(S & {"C", "D"}) > 0))
SOLVERS = [
    co.johnston_index,
    co.deegan_packel_index,
    co.holler_packel_index,
    co.shift_index,
    co.shift_deegan_packel_index,
    co.coleman_power_to_initiate,
    co.coleman_power_to_prevent,
    co.enumerate_minimal_winning,
    co.enumerate_minimal_blocking,
    co.check_simple,
    co.check_monotone,
    co.check_proper,
    co.check_strong,
    co.check_constant_sum,
    co.check_complete,
    co.check_weighted,
    co.find_weighted_representation,
    co.find_veto_players,
    co.find_dictator,
    co.find_null_players,
    co.find_symmetric_players,
]


@pytest.mark.parametrize("solver", SOLVERS, ids=lambda f: f.__name__)
def test_plain_data_and_displays(solver):
    for game in (COUNCIL, COUPLES, security_council()):
        solution = solver(game)
        data = json.loads(json.dumps(solution.to_dict()))
        assert data["certificate"]["kind"]
        assert solution.certificate.describe(solution.game) in repr(solution)
        assert solution.verify().value == solution.value
        assert solution._repr_html_()
        assert solution._repr_latex_()


@pytest.mark.parametrize("solver", SOLVERS, ids=lambda f: f.__name__)
def test_evidence_about_one_concept_is_none_about_another(solver):
    solution = solver(COUNCIL)
    for other in SOLVERS:
        if other is not solver:
            with pytest.raises(co.CertificateError, match="expected a certificate of"):
                co.certify(other(COUNCIL).concept, COUNCIL, solution.certificate)


@pytest.mark.parametrize("solver", SOLVERS, ids=lambda f: f.__name__)
def test_evidence_about_a_game_that_is_not_simple_is_refused(solver):
    if solver in (co.check_monotone, co.check_constant_sum, co.check_simple, co.find_null_players, co.find_symmetric_players):
        return
    solution = solver(co.tabulate(COUNCIL))
    with pytest.raises(co.CertificateError):
        solution.certificate.check(co.TUGame.from_function(list("ABCDE"), len))
