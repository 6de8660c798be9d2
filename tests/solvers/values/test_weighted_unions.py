"""Owen and Banzhaf–Owen values of weighted voting games by counting."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

VALUES = [co.owen_value, co.banzhaf_owen_value, co.symmetric_coalitional_banzhaf_value]
every = pytest.mark.parametrize("solver", VALUES)
STATES = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))


@every
@given(game=weighted_voting_games(max_players=6), data=st.data())
def test_counting_agrees_with_the_table(solver, game, data):
    labels = [data.draw(st.integers(0, k)) for k in range(len(game.players))]
    partition = [[p for p, x in zip(game.players, labels, strict=True) if x == k] for k in sorted(set(labels))]
    counted = solver(game, partition, limit=0)
    assert counted.diagnostics["method"] == "generating functions"
    assert counted.guarantee is co.Guarantee.CERTIFIED
    assert counted.value == solver(co.tabulate(game), partition).value


def test_many_players():
    singles, together = [[k] for k in range(51)], [list(range(51))]
    for partition in (singles, together):  # Owen (1977), Owen (1982): then they are the values without unions
        assert co.owen_value(STATES, partition).value == co.shapley_shubik_index(STATES).value
        assert co.banzhaf_owen_value(STATES, partition).value == co.banzhaf_value(STATES).value
    symmetric = co.symmetric_coalitional_banzhaf_value
    assert symmetric(STATES, singles).value == co.banzhaf_value(STATES).value
    assert symmetric(STATES, together).value == co.shapley_shubik_index(STATES).value
    # the four largest states as a bloc: what they share is the index of the bloc among single states (quotient game)
    bloc = [[0, 1, 2, 3], *([k] for k in range(4, 51))]
    shared = co.owen_value(STATES, bloc)
    assert shared.verify().guarantee is co.Guarantee.CERTIFIED
    among = co.shapley_shubik_index(co.with_bloc(STATES, [0, 1, 2, 3], name="bloc")).value
    assert shared.value.total([0, 1, 2, 3]) == among["bloc"]
    assert all(shared.value[k] == among[k] for k in range(4, 51))
    assert shared.value[0] > shared.value[3] > 0
    assert sum(shared.value.values()) == 1
    # one house of 100 equal members in two parties: the larger one decides, and its members share equally
    house = co.WeightedVotingGame.from_weights(quota=51, weights=dict.fromkeys(range(100), 1))
    value = co.owen_value(house, [range(60), range(60, 100)]).value
    assert [value[0], value[99]] == [Fraction(1, 60), 0]


def test_several_rules():
    council = security_council()
    parties = [["China", "Russia"], ["France", "United Kingdom", "United States"], *([f"elected {k}"] for k in range(1, 11))]
    for solver in VALUES:
        assert solver(council, parties, limit=10).value == solver(council, parties).value


@every
def test_mutations_and_refusals(solver):
    game = co.WeightedVotingGame.from_weights(quota=6, weights={"A": 4, "B": 2, "C": 2, "D": 1, "E": 1})
    solution = solver(game, [["A", "D"], ["B", "C"], ["E"]], limit=3)
    certificate, rows = solution.certificate, solution.certificate.swings
    forged = []
    for n, (k, column, matrix) in enumerate(rows):
        for r in range(len(matrix)):
            for t in range(len(matrix[r])):
                for wrong in (matrix[r][t] + 1, float(matrix[r][t]), matrix[r][t] - 1):
                    changed = [list(row) for row in matrix]
                    changed[r][t] = wrong
                    row = (k, column, tuple(map(tuple, changed)))
                    forged.append(replace(certificate, swings=(*rows[:n], row, *rows[n + 1 :])))
    forged += [replace(certificate, swings=x) for x in (rows[1:], rows[::-1], (*rows, rows[0]), ())]
    names = ["owen", "banzhaf-owen", "symmetric coalitional banzhaf", "aumann-dreze", None]
    forged += [replace(certificate, value=x) for x in names if x != certificate.value]
    families = [(9, 6), (31,), (9, 16, 6), (9, 6, 16, 0), (9, 6, 17), (9.0, 6, 16), (1, 2, 4, 8, 16), (-1, 32)]
    forged += [replace(certificate, unions=u) for u in families]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()
    with pytest.raises(co.CertificateError):
        certificate.check(co.tabulate(game))
    with pytest.raises(co.LimitExceededError, match="combinations"):
        solver(co.WeightedVotingGame.from_weights(quota=10**9, weights={k: 10**8 + k for k in range(21)}), [list(range(21))])
    with pytest.raises(co.InvalidArgumentError):
        solver(STATES, [[0, 1]])
    with pytest.raises(co.UnknownPlayerError):
        solver(STATES, [["Z"]])
