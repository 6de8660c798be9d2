"""Evidence about games by types: whatever is changed in it is refused, or proves what is true all the same."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

import pytest

import coalitions as co
from coalitions.check import main
from coalitions.io.certificates import save_certificate

F = Fraction
PLAIN = co.TypedGame.from_worths(
    {"A": 2, "B": 3}, {(i, j): (2 * i + 3 * j) ** 2 - 7 * i * j for i in range(3) for j in range(4) if i + j}
)
EMPTY_CORE = co.TypedGame.from_worths({"A": 2, "B": 2}, {(1, 1): 9, (2, 0): 3, (2, 2): 10}, missing=0)
FIXED = co.TypedGame.from_worths({"A": 2, "B": 2}, {(1, 1): 40, (2, 2): 10, (1, 0): 3}, missing=0)
NO_IMPUTATION = co.TypedGame.from_worths({"A": 2, "B": 1}, {(1, 0): 4, (0, 1): 1, (2, 1): 8}, missing=0)
SMALL_COUNCIL = co.TypedGame.from_function({"A": 2, "B": 3}, lambda k: int(k["A"] == 2 and k["B"] >= 1))
CONVEX = co.TypedGame.from_function({"A": 2, "B": 3}, lambda k: (2 * k["A"] + k["B"]) ** 2)
GAMES = {
    "plain": PLAIN,
    "empty": EMPTY_CORE,
    "fixed": FIXED,
    "unshared": NO_IMPUTATION,
    "small": SMALL_COUNCIL,
    "convex": CONVEX,
}

SOLVERS = [
    co.find_core_point,
    co.least_core,
    co.nucleolus,
    co.prenucleolus,
    co.per_capita_prenucleolus,
    co.shapley_value,
    co.banzhaf_value,
    co.solidarity_value,
    co.consensus_value,
    co.tau_value,
    co.gately_value,
    co.egalitarian_value,
    co.shapley_shubik_index,
    co.coleman_power_to_act,
    co.johnston_index,
    co.shift_index,
    co.check_monotone,
    co.check_superadditive,
    co.check_convex,
    co.check_constant_sum,
    co.find_null_players,
    co.find_symmetric_players,
    co.find_veto_players,
    co.find_dictator,
]
JUDGED = [co.check_in_core, co.check_in_least_core, co.check_in_kernel, co.check_in_prekernel]


def changed(value):
    """Values near to this one, of the same shape and of others."""
    if isinstance(value, bool | str) or value is None:
        return
    if isinstance(value, int):
        yield from (value + 1, value - 1, -value - 1, value + 10**9, True)
    elif isinstance(value, Fraction):
        yield from (value + 1, value / 2, -value, float(value), 0)
    elif isinstance(value, tuple):
        yield value[:-1]
        yield value + value[-1:]
        if len(set(value)) > 1:
            yield value[::-1]
        for k, part in enumerate(value):
            yield from ((*value[:k], other, *value[k + 1 :]) for other in changed(part))


def forgeries(certificate):
    for f in fields(certificate):
        for other in changed(getattr(certificate, f.name)):
            if f.init and other != getattr(certificate, f.name):
                yield replace(certificate, **{f.name: other})


def verdicts(solver, game, *judged):
    try:
        solution = solver(game, *judged)
    except co.UnsupportedGameError:
        return
    assert is_dataclass(solution.certificate)
    refused = 0
    for forged in forgeries(solution.certificate):
        if getattr(forged, "judged", None) != solution.judged:
            continue  # it says something about other payoffs
        try:
            proved = co.certify(solution.concept, solution.game, forged).value
        except co.CertificateError:
            refused += 1
            continue
        except co.InvalidArgumentError:  # a mask that is none
            refused += 1
            continue
        # other evidence for the same, or for another least core point or core point: true in the table too
        if solver is co.find_core_point and solution.value is not None:
            assert co.check_in_core(co.tabulate(game), proved).value
        elif solver is co.least_core:
            assert proved.epsilon == solution.value.epsilon
            assert co.check_in_least_core(co.tabulate(game), proved.payoffs).value
        else:
            assert proved == solution.value, forged
    nothing_to_forge = not any(True for _ in forgeries(solution.certificate))
    assert refused or nothing_to_forge or judged or isinstance(solution.value, bool)


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("solver", SOLVERS, ids=lambda f: f.__name__)
def test_forged(solver, game):
    verdicts(solver, game)


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("solver", JUDGED, ids=lambda f: f.__name__)
def test_forged_about_payoffs(solver, game):
    n, worth = len(game.players), F(game.worth(game.players.grand))
    for x in ([worth / n] * n, [worth] + [0] * (n - 1), [1] * n, co.prenucleolus(game).value):
        verdicts(solver, game, x)


def test_evidence_is_about_one_game():
    """Evidence about a game does not hold in one with another worth, unless the answer is the same there."""
    for index in range(1, PLAIN.grid.size):
        worths = PLAIN.to_dict()
        worths[PLAIN.grid.vector(index)] += F(1, 2)
        other = co.TypedGame.from_worths(PLAIN.members, worths)
        for solver in (co.nucleolus, co.shapley_value, co.least_core, co.per_capita_prenucleolus):
            certificate = solver(PLAIN).certificate
            try:
                proved = co.certify(solver(PLAIN).concept, other, certificate).value
            except co.CertificateError:
                continue
            true = solver(co.tabulate(other)).value
            assert proved.epsilon == true.epsilon if solver is co.least_core else proved == true


def test_the_evidence_is_what_is_expected():
    core = co.find_core_point(EMPTY_CORE)
    assert core.value is None
    assert core.certificate.describe(EMPTY_CORE) == "2 {1 A, 1 B} is worth 18 > 10"
    # the pair of an A and a B has half of v(N) at all equal payoffs: 40 - 5
    least = co.least_core(FIXED)
    assert least.value.epsilon == 35
    assert least.certificate.weights == ((FIXED.grid.index((1, 1)), F(1)),)
    assert co.least_core(co.tabulate(FIXED)).value.epsilon == 35
    objection = co.check_in_core(PLAIN, [1, 2, 3, 4, 5])
    assert "{" in objection.certificate.describe(objection.game)
    with pytest.raises(co.CertificateError, match="equal amounts for players of one type"):
        co.certify("in the core", PLAIN, type(co.check_in_core(PLAIN, [0] * 5).certificate)((F(0), F(1), F(0), F(0), F(0)), 1))


def test_a_file_of_profiles_is_refused(tmp_path):
    with pytest.raises(co.InvalidArgumentError, match="profiles"):
        save_certificate(co.find_core_point(EMPTY_CORE), tmp_path / "core.json")
    save_certificate(co.find_core_point(CONVEX), tmp_path / "core.json")
    assert main([str(tmp_path / "core.json")]) == 0


def test_other_checks_do_not_read_profiles_as_masks():
    """A solver without types tabulates, and so does the check of its certificate."""
    owen = co.owen_value(SMALL_COUNCIL, [["A 1", "A 2"], ["B 1", "B 2", "B 3"]])
    assert owen.value == co.owen_value(co.tabulate(SMALL_COUNCIL), [["A 1", "A 2"], ["B 1", "B 2", "B 3"]]).value
    assert co.certify(owen.concept, SMALL_COUNCIL, owen.certificate).value == owen.value
