from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

import coalitions as co
from coalitions.certificates.excesses import (
    BalancedLevels,
    LeastCoreMembership,
    LeastCoreWeights,
    NoImputation,
    SmallerExcess,
    per_capita,
)
from coalitions.testing import tu_games

HALF = Fraction(1, 2)
THIRD = Fraction(1, 3)


def majority():
    return co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) >= 2))


def bounded():
    return co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 1}, missing=0)


def rejected(certificate, game):
    with pytest.raises(co.CertificateError):
        certificate.check(game)
    return True


# -- the least core ---------------------------------------------------------------------------------------------------------


def test_weights_of_the_least_core():
    good = LeastCoreWeights((THIRD,) * 3, ((3, THIRD), (5, THIRD), (6, THIRD)))
    assert good.check(majority()).epsilon == THIRD
    assert rejected(replace(good, amounts=(HALF, HALF, Fraction(0))), majority())  # a larger excess
    assert rejected(replace(good, amounts=(THIRD, THIRD, HALF)), majority())  # not v(N)
    assert rejected(replace(good, amounts=(THIRD, THIRD, 1 / 3)), majority())  # a float
    assert rejected(replace(good, amounts=(HALF, HALF)), majority())
    for weights in (
        (),
        ((3, THIRD), (5, THIRD)),
        ((3, HALF), (5, HALF)),
        ((3, HALF), (5, HALF), (6, HALF)),
        ((3, THIRD), (5, THIRD), (6, 1 / 3)),
        ((1, THIRD), (2, THIRD), (4, THIRD)),
        ((7, Fraction(1)),),
        ((0, Fraction(1)),),
        ((3, Fraction(2, 3)), (5, Fraction(2, 3)), (6, Fraction(2, 3)), (1, -THIRD), (2, -THIRD), (4, -THIRD)),
        ((3, THIRD), (5, THIRD), (14, THIRD)),
    ):
        assert rejected(replace(good, weights=weights), majority())
    assert rejected(good, co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 2)))
    # with a wrong sum or unequal totals the same mean, 1/2, would "prove" a point that is not in the least core
    uneven = replace(good, amounts=(HALF, HALF, Fraction(0)))
    assert rejected(replace(uneven, weights=((3, HALF), (5, HALF), (6, HALF))), majority())
    assert rejected(replace(uneven, weights=((3, HALF), (6, HALF))), majority())
    # all players and nobody are no proper coalitions: their excess is 0 anyway
    unanimity = co.TUGame.from_function(["A", "B", "C"], lambda S: 3 * (len(S) == 3))
    for mask in (0, 7):
        assert rejected(LeastCoreWeights((Fraction(0), Fraction(0), Fraction(3)), ((mask, Fraction(1)),)), unanimity)
    assert good.describe(majority()).startswith("1/3 {A, B} + 1/3 {A, C} + 1/3 {B, C} has at least")
    one = co.TUGame.from_vector(["A"], [3], order="mask")
    assert LeastCoreWeights((Fraction(3),), ()).check(one).epsilon is None
    assert rejected(LeastCoreWeights((Fraction(3),), ((1, Fraction(1)),)), one)


@given(tu_games(min_players=2, max_players=4), tu_games(min_players=2, max_players=4))
def test_weights_of_another_game(game, other):
    certificate = co.least_core(game).certificate
    try:
        proved = certificate.check(other)
    except co.CertificateError:
        return
    assert proved.epsilon == co.least_core(other).value.epsilon


def test_membership_in_the_least_core():
    weights = ((3, THIRD), (5, THIRD), (6, THIRD))
    assert LeastCoreMembership((THIRD,) * 3, weights).check(majority()) is True
    assert rejected(LeastCoreMembership((HALF, HALF, Fraction(0)), weights), majority())
    good = SmallerExcess((HALF, HALF, Fraction(0)), (THIRD,) * 3)
    assert good.check(majority()) is False
    assert rejected(replace(good, amounts=(THIRD,) * 3), majority())  # no better
    assert rejected(replace(good, better=(HALF, Fraction(0), HALF)), majority())
    assert rejected(replace(good, better=(Fraction(1),) * 3), majority())  # more than v(N)
    assert rejected(replace(good, better=None), majority())  # nothing is missed
    assert SmallerExcess((HALF, HALF, HALF), None).check(majority()) is False
    one = co.TUGame.from_vector(["A"], [3], order="mask")
    assert rejected(SmallerExcess((Fraction(3),), (Fraction(3),)), one)
    two = co.TUGame.from_vector(["A", "B"], [0, 0, 2], order="mask")
    assert SmallerExcess((Fraction(0), Fraction(2)), (Fraction(1), Fraction(1))).check(two) is False
    solution = co.check_in_least_core(majority(), [HALF, HALF, 0])
    with pytest.raises(co.CertificateError, match="about what was asked"):
        replace(solution, certificate=replace(good, amounts=(HALF, Fraction(0), HALF))).verify()
    assert solution.to_dict()["certificate"]["better"] == ["1/3", "1/3", "1/3"]


# -- the nucleolus and its relatives ----------------------------------------------------------------------------------------


def test_levels_by_hand():
    # e(AB) = e(C) = 9/2 are largest; then A and B must get the same
    first = (((3, HALF), (4, HALF)), ())
    second = (((5, HALF), (6, HALF)), ())
    good = BalancedLevels("prenucleolus", (Fraction(11, 4), Fraction(11, 4), Fraction(-9, 2)), (first, second))
    assert good.check(bounded()) == {"A": Fraction(11, 4), "B": Fraction(11, 4), "C": Fraction(-9, 2)}
    assert BalancedLevels("prenucleolus", good.amounts, ((((3, 1), (4, 1)), ()), second)).check(bounded())  # any scale
    for levels in (
        (),
        (first,),  # not all is settled
        (second,),  # not the largest excess
        (second, first),
        (first, first, second),  # settled twice
        (first, second, second),
        ((((3, HALF),), ()), second),  # not balanced
        ((((3, HALF), (4, THIRD)), ()), second),
        ((((3, HALF), (4, -HALF)), ()), second),
        ((((3, HALF), (4, 0)), ()), second),
        ((((3, 0.5), (4, 0.5)), ()), second),
        ((((3, HALF), (4, HALF), (7, HALF)), ()), second),  # N is settled from the start
        ((((3, HALF), (4, HALF), (8, HALF)), ()), second),
        ((((3, HALF), (4, HALF), (0, HALF)), ()), second),
        (((), ()), first, second),
        (first, (((5, HALF), (6, THIRD)), ())),
        (first, (((1, HALF), (2, HALF)), ())),  # a smaller excess than AC and BC
        (((), ((1, HALF), (2, HALF), (4, HALF))),),
        (first, (((5, HALF), (6, HALF)), ((4, HALF),))),  # no bounds here
    ):
        assert rejected(replace(good, levels=levels), bounded())
    assert rejected(replace(good, concept="nucleolus"), bounded())  # C gets less than v(C)
    assert rejected(replace(good, concept="per-capita prenucleolus"), bounded())
    assert rejected(replace(good, concept="Shapley value"), bounded())
    assert rejected(replace(good, amounts=(Fraction(3), Fraction(5, 2), Fraction(-9, 2))), bounded())
    assert rejected(replace(good, amounts=(Fraction(3), Fraction(3), Fraction(-9, 2))), bounded())
    assert rejected(replace(good, amounts=(2.75, 2.75, -4.5)), bounded())


def test_bounds_by_hand():
    first = (((3, Fraction(1)),), ((4, Fraction(1)),))  # AB complains most, and C can give no more
    second = (((5, HALF), (6, HALF)), ())
    good = BalancedLevels("nucleolus", (HALF, HALF, Fraction(0)), (first, second))
    assert good.check(bounded()) == {"A": HALF, "B": HALF, "C": 0}
    assert "players at v(i)" in good.describe(bounded())
    for bounds in (
        (),
        ((4, HALF),),
        ((4, Fraction(-1)),),
        ((4, 1.0),),
        ((1, Fraction(1)),),  # A gets more than v(A)
        ((4, Fraction(1)), (1, Fraction(1))),
        ((3, Fraction(1)),),
        ((8, Fraction(1)),),
        ((0, Fraction(1)), (4, Fraction(1))),
        ((7, Fraction(1)), (4, Fraction(1))),  # the excess of all is 0, but they are no single player
        ((4, Fraction(1)), (1, Fraction(0))),
    ):
        assert rejected(replace(good, levels=((first[0], bounds), second)), bounded())
    assert rejected(replace(good, concept="prenucleolus"), bounded())


@given(tu_games(max_players=4), tu_games(max_players=4))
def test_levels_of_another_game(game, other):
    for solver in (co.prenucleolus, co.nucleolus, co.per_capita_prenucleolus):
        certificate = solver(game).certificate
        try:
            proved = certificate.check(other)
        except co.CertificateError:
            continue
        assert proved == solver(other).value


def test_evidence_for_one_is_not_evidence_for_another():
    game = majority()
    solution = co.nucleolus(game)
    for concept in ("prenucleolus", "per-capita prenucleolus", "least core", "core point"):
        with pytest.raises(co.CertificateError):
            co.certify(concept, game, solution.certificate)
    with pytest.raises(co.CertificateError):
        co.certify("nucleolus", game, co.prenucleolus(game).certificate)
    with pytest.raises(co.CertificateError):
        co.certify("prenucleolus", game, NoImputation())
    with pytest.raises(co.CertificateError):
        co.certify("nucleolus", game, BalancedLevels("nucleolus", "abc", ()))
    with pytest.raises(co.CertificateError):
        replace(solution, value=co.shapley_value(bounded()).value).verify()


def test_no_imputation():
    assert NoImputation().check(co.TUGame.from_vector(["A", "B"], [1, 1, 1], order="mask")) is None
    for whole in (2, 3):
        assert rejected(NoImputation(), co.TUGame.from_vector(["A", "B"], [1, 1, whole], order="mask"))


def test_plain_data():
    data = co.nucleolus(bounded()).certificate.to_dict()
    assert data["kind"] == "balanced levels"
    assert data["levels"][0] == {"weights": {"3": "1"}, "bounds": {"4": "1"}}
    assert co.nucleolus(co.TUGame.from_vector(["A", "B"], [1, 1, 1], order="mask")).to_dict()["certificate"] == {
        "kind": "no imputation"
    }


def test_excesses_per_member_are_whole():
    import numpy as np

    assert per_capita(np.array([0, 1, 2, 3])).tolist() == [0, 2, 4, 3]
    assert per_capita(np.array([0, 2**61, 2, 3])).tolist() == [0, 2**62, 4, 3]
    assert per_capita(np.array([0, 2**61] + [1] * 6)).tolist() == [0, 6 * 2**61, 6, 3, 6, 3, 3, 2]
    assert per_capita(np.array([0, 2**70, 2, 3], dtype=object)).tolist() == [0, 2**71, 4, 3]
