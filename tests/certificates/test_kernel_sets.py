from fractions import Fraction
from itertools import combinations, product

import pytest

import coalitions as co
from coalitions.certificates.cores import excess_numerators
from coalitions.certificates.kernel_sets import SurplusPieces, SurplusPoint, _check_piece


def accepted(game, corners, *, kernel):
    try:
        _check_piece([excess_numerators(game, corner) for corner in corners], kernel)
    except co.CertificateError:
        return False
    return True


POOR = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)


@pytest.mark.parametrize(
    "game",
    [
        co.glove_game(["L1", "L2"], ["R1", "R2"]),
        co.TUGame.from_function(range(4), lambda S: 2 * int({0, 1} <= S) + 2 * int({2, 3} <= S)),
        co.TUGame.from_function(range(4), lambda S: 4 * int(len(S) > 1) + 2 * int(len(S) == 4) - 2 * int(S == {0, 1})),
        POOR,
    ],
)
@pytest.mark.parametrize("kernel", [True, False])
def test_a_piece_that_is_accepted_lies_in_the_set(game, kernel):
    n, whole = len(game.players), game[game.players]
    check = co.check_in_kernel if kernel else co.check_in_prekernel
    shares = [Fraction(k, 2) for k in range(-8 if game is POOR else 0, 7)]
    points = [(*x, whole - sum(x)) for x in product(shares, repeat=n - 1)]
    inside = [x for x in points if check(game, x).value]
    outside = [x for x in points if x not in inside][::37]
    assert inside
    for x, y in combinations(inside, 2):
        between = [[(k * a + (4 - k) * b) / 4 for a, b in zip(x, y, strict=True)] for k in range(1, 4)]
        if accepted(game, [x, y], kernel=kernel):
            assert all(check(game, z).value for z in between)
    for x in inside:
        assert accepted(game, [x], kernel=kernel)
        assert not any(accepted(game, [x, y], kernel=kernel) or accepted(game, [y], kernel=kernel) for y in outside[:20])


def test_a_poor_player_must_be_poor_on_the_whole_piece():
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 3}, missing=0)
    poor, rich = (Fraction(3, 2), Fraction(3, 2), Fraction(0)), (Fraction(1), Fraction(1), Fraction(1))
    assert accepted(game, [poor], kernel=True)
    assert not accepted(game, [poor], kernel=False)
    assert not accepted(game, [poor, rich], kernel=True)
    assert not accepted(game, [rich], kernel=True)
    # the excess on the wrong side: A and B outweigh C, so it is C who must be poor
    assert not accepted(game, [(Fraction(0), Fraction(0), Fraction(3))], kernel=True)


def test_concepts():
    point = co.find_kernel_point(POOR)
    assert point.value == {"A": 1, "B": 1, "C": 0}
    assert co.find_prekernel_point(POOR).value == {"A": 3, "B": 3, "C": -4}
    amounts = point.certificate.amounts
    for wrong in (
        SurplusPoint("core point", amounts),
        SurplusPoint("prekernel point", amounts),
        SurplusPieces("kernel", ((amounts,),)),
    ):
        with pytest.raises(co.CertificateError):
            wrong.check(POOR)
    with pytest.raises(co.CertificateError, match="set"):
        SurplusPieces("kernel", ()).check(POOR)
    with pytest.raises(co.CertificateError, match="a point of the kernel or the prekernel"):
        SurplusPoint("nucleolus", co.find_prekernel_point(POOR).certificate.amounts).check(POOR)
