from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.errors import DuplicatePlayerError, InvalidArgumentError, UnknownPlayerError
from coalitions.games.normal_form import NormalFormGame
from coalitions.games.profiles import CorrelatedStrategy, Profile, deviation_payoffs, expected_payoffs

HUNT = NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2, players=["Ann", "Bob"])


def test_reading_profiles():
    pure = Profile.of(HUNT, ("Stag", "Hare"))
    assert pure.is_pure
    assert pure.names == ("Stag", "Hare")
    assert repr(pure) == "(Stag, Hare)"
    mixed = Profile.of(HUNT, {"Bob": "Hare", "Ann": {"Stag": "2/3", "Hare": "1/3"}})
    assert mixed.names is None
    assert repr(mixed) == "Ann: 2/3 Stag + 1/3 Hare; Bob: Hare"
    assert mixed["Ann"] == {"Stag": Fraction(2, 3), "Hare": Fraction(1, 3)}
    assert Profile.of(HUNT, mixed.to_dict()) == mixed
    assert Profile.of(HUNT, mixed) is mixed
    assert r"\frac{2}{3}" in mixed._repr_latex_()
    assert "Stag" in pure._repr_latex_()
    assert "2/3 Stag" in mixed._repr_html_()


@pytest.mark.parametrize(
    ("profile", "error", "says"),
    [
        (("Stag",), InvalidArgumentError, "a strategy for each"),
        (("Stag", "Fish"), UnknownPlayerError, "Stag, Hare"),
        (("Stag", 3), InvalidArgumentError, "name of a strategy"),
        (7, InvalidArgumentError, "a strategy for each"),
        ({"Ann": "Stag"}, InvalidArgumentError, "Bob"),
        ({"Ann": "Stag", "Cid": "Hare"}, UnknownPlayerError, "Cid"),
        ({"Ann": {"Stag": "2/3"}, "Bob": "Hare"}, InvalidArgumentError, "add up to 1"),
        ({"Ann": {"Stag": 2, "Hare": -1}, "Bob": "Hare"}, InvalidArgumentError, "negative"),
        ({"Ann": {"Stag": 0.5, "Hare": 0.4}, "Bob": "Hare"}, InvalidArgumentError, "add up to 1"),
    ],
)
def test_refusals(profile, error, says):
    with pytest.raises(error) as caught:
        Profile.of(HUNT, profile)
    assert says in str(caught.value)


def test_a_profile_of_another_game_is_refused():
    other = NormalFormGame.from_arrays([[1]], [[1]])
    with pytest.raises(InvalidArgumentError, match="other players or strategies"):
        Profile.of(other, Profile.of(HUNT, ("Stag", "Stag")))


def test_expected_payoffs_by_hand():
    third = {"Stag": "1/3", "Hare": "2/3"}
    assert expected_payoffs(HUNT, (third, "Stag")).amounts == (Fraction(10, 3), Fraction(4, 3))
    assert expected_payoffs(HUNT, ("Stag", "Hare")) == HUNT["Stag", "Hare"]
    floats = expected_payoffs(HUNT, {"Ann": {"Stag": 0.1, "Hare": 0.9}, "Bob": "Stag"})
    assert floats["Ann"] == pytest.approx(3.1)
    b = sympy.Symbol("b", positive=True)
    game = NormalFormGame.from_arrays([[1, 0], [0, b]], [[b, 0], [0, 1]])
    mixed = expected_payoffs(
        game, {"Row": {"1": 1 / (1 + b), "2": b / (1 + b)}, "Column": {"1": b / (1 + b), "2": 1 / (1 + b)}}
    )
    assert mixed["Row"] == b / (1 + b)  # battle of the sexes (Luce and Raiffa 1957): b / (1 + b) for both
    assert mixed["Column"] == b / (1 + b)


probabilities = st.lists(st.integers(0, 4), min_size=2, max_size=3).filter(any)


@settings(max_examples=40, deadline=None)
@given(st.lists(probabilities, min_size=1, max_size=3), st.integers(0, 10**6))
def test_expected_payoffs_are_the_sum_over_all_profiles(weights, seed):
    x = [[Fraction(w, sum(row)) for w in row] for row in weights]
    shape = tuple(map(len, x))
    arrays = np.random.default_rng(seed).integers(-5, 6, (len(x), *shape))
    game = NormalFormGame.from_arrays(*arrays)
    profile = Profile(game.players, game.strategies, tuple(map(tuple, x)))
    cells = list(product(*map(range, shape)))

    def chance(cell):
        out = Fraction(1)
        for i, k in enumerate(cell):
            out *= x[i][k]
        return out

    wanted = tuple(sum(chance(c) * int(arrays[(i, *c)]) for c in cells) for i in range(len(x)))
    assert expected_payoffs(game, profile).amounts == wanted
    assert CorrelatedStrategy.of(game, profile).payoffs.amounts == wanted
    for i, row in enumerate(deviation_payoffs(game, profile.probabilities)):
        for k, u in enumerate(row):
            swapped = [*x[:i], [Fraction(int(j == k)) for j in range(shape[i])], *x[i + 1 :]]
            assert u == expected_payoffs(game, Profile(game.players, game.strategies, tuple(map(tuple, swapped)))).amounts[i]


def test_correlated_strategies():
    lottery = CorrelatedStrategy.of(HUNT, {("Stag", "Stag"): "1/2", ("Hare", "Hare"): 0.5})
    assert lottery["Stag", "Stag"] == Fraction(1, 2)
    assert lottery["Stag", "Hare"] == 0
    assert lottery.payoffs.amounts == (Fraction(7, 2), Fraction(7, 2))
    assert repr(CorrelatedStrategy.of(HUNT, {("Stag", "Stag"): 1})) == "(Stag, Stag)"
    again = CorrelatedStrategy.of(HUNT, {("Stag", "Stag"): "1/2", ("Hare", "Hare"): "1/2"})
    assert CorrelatedStrategy.of(HUNT, again.to_dict()) == again
    assert CorrelatedStrategy.of(HUNT, again) == again
    assert "1/2" in again._repr_html_()
    assert r"\frac{1}{2}" in again._repr_latex_()
    assert expected_payoffs(HUNT, again) == again.payoffs
    with pytest.raises(InvalidArgumentError, match="add up to 1"):
        CorrelatedStrategy.of(HUNT, {("Stag", "Stag"): "1/2"})
    with pytest.raises(InvalidArgumentError, match="mapping"):
        CorrelatedStrategy.of(HUNT, [1])
    with pytest.raises(DuplicatePlayerError, match="once"):
        CorrelatedStrategy.of(NormalFormGame.from_payoffs({"a": 1}), {"a": 1, ("a",): 0})
    with pytest.raises(InvalidArgumentError, match="2 names"):
        again["Stag"]
