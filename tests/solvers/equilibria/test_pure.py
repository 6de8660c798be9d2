from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions import Profile
from coalitions.certificates.equilibria import NashProfile, NoPureNash, PureNash, PureNashTable
from coalitions.errors import CertificateError, LimitExceededError, UndecidedError
from coalitions.games.normal_form import NormalFormGame
from coalitions.solution import Guarantee
from coalitions.solvers.equilibria.pure import enumerate_pure_nash, find_pure_nash

HUNT = NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
PENNIES = NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])


def by_definition(arrays):
    shape = arrays.shape[1:]
    return [
        place
        for place in product(*map(range, shape))
        if all(
            arrays[(i, *place)] >= arrays[(i, *place[:i], k, *place[i + 1 :])]
            for i in range(len(shape))
            for k in range(shape[i])
        )
    ]


def test_published_cases():
    assert [x.names for x in enumerate_pure_nash(HUNT).value] == [("Stag", "Stag"), ("Hare", "Hare")]
    assert find_pure_nash(HUNT).value.names == ("Stag", "Stag")
    assert find_pure_nash(PENNIES).value is None
    assert enumerate_pure_nash(PENNIES).value == ()
    assert find_pure_nash(PENNIES).verify().guarantee is Guarantee.CERTIFIED
    assert "somebody gains" in repr(find_pure_nash(PENNIES))
    shapley = NormalFormGame.from_arrays(np.eye(3, dtype=int), np.roll(np.eye(3, dtype=int), 1, axis=1))  # Shapley (1964)
    assert find_pure_nash(shapley).value is None
    tie = NormalFormGame.from_arrays(np.zeros((2, 3), dtype=int), np.zeros((2, 3), dtype=int))
    assert len(enumerate_pure_nash(tie).value) == 6


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([(2, 3), (3, 3), (2, 2, 2), (1, 3), (4,), (2, 3, 1, 2)]),
    st.sampled_from([1, 10**25, 0.1]),
)
def test_against_the_definition(seed, shape, scale):
    arrays = np.random.default_rng(seed).integers(0, 4, (len(shape), *shape))
    game = NormalFormGame.from_arrays(*(arrays.astype(object) * scale))
    wanted = by_definition(arrays)
    assert [game.place(x.names) for x in enumerate_pure_nash(game).value] == wanted
    found = find_pure_nash(game).value
    assert (found is None and not wanted) or game.place(found.names) == wanted[0]


def test_twenty_players_in_a_ring():
    # everybody wants to do what his right neighbor does, the last one wants to differ from the first: nothing is stable
    n = 14
    axes = np.indices((2,) * n)
    arrays = [(axes[i] == axes[(i + 1) % n]).astype(int) for i in range(n)]
    assert len(enumerate_pure_nash(NormalFormGame.from_arrays(*arrays)).value) == 2
    arrays[-1] = 1 - arrays[-1]
    assert find_pure_nash(NormalFormGame.from_arrays(*arrays)).value is None


def test_symbols():
    b, w = sympy.Symbol("b", positive=True), sympy.Symbol("w", real=True)
    sexes = NormalFormGame.from_arrays([[1, 0], [0, b]], [[b, 0], [0, 1]])
    assert [x.names for x in enumerate_pure_nash(sexes).value] == [("1", "1"), ("2", "2")]
    partly = NormalFormGame.from_arrays([[1, 0], [0, w]], [[1, 0], [0, 1]])
    assert find_pure_nash(partly).value.names == ("1", "1")
    with pytest.raises(UndecidedError, match=r"\(2, 2\) needs -w <= 0"):
        enumerate_pure_nash(partly)
    pennies = NormalFormGame.from_arrays([[b, -b], [-b, b]], [[-b, b], [b, -b]])
    assert find_pure_nash(pennies).value is None


def test_the_limit_names_itself():
    with pytest.raises(LimitExceededError, match="limit=3"):
        find_pure_nash(HUNT, limit=3)
    with pytest.raises(LimitExceededError, match="check_nash"):
        enumerate_pure_nash(HUNT, limit=3)


@pytest.mark.parametrize(
    ("player", "strategy"),
    [
        ([[-1, -1], [0, -1]], [[0, 0], [0, 0]]),  # calls (Stag, Hare) an equilibrium
        ([[0, 0], [0, -1]], [[1, 1], [0, 0]]),  # a deviation from an equilibrium that loses
        ([[-1, 0], [0, -1]], [[0, 0], [0, 0]]),  # "deviates" to the same strategy
        ([[-1, 0], [0, -1]], [[0, 2], [0, 0]]),  # no such strategy
        ([[-1, 0], [5, -1]], [[0, 1], [0, 0]]),  # no such player
        ([[-1, 0, 0], [0, -1, 0]], [[0, 1, 0], [0, 0, 0]]),  # another shape
    ],
)
def test_wrong_tables_are_rejected(player, strategy):
    with pytest.raises(CertificateError):
        PureNashTable(np.array(player), np.array(strategy)).check(HUNT)


def test_non_existence_needs_a_deviation_everywhere():
    table = enumerate_pure_nash(HUNT).certificate
    with pytest.raises(CertificateError, match="every pure profile"):
        NoPureNash(table).check(HUNT)
    assert set(table.to_dict()) == {"kind", "player", "strategy"}
    assert find_pure_nash(PENNIES).certificate.to_dict()["kind"] == "no pure nash"


def test_evidence_of_a_mixed_profile_is_no_evidence_of_a_pure_one():
    pennies = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    none = co.find_pure_nash(pennies)
    half = ((Fraction(1, 2), Fraction(1, 2)),) * 2
    for certificate in (
        NashProfile(half),
        NashProfile(((1, 0), (1, 0)), Fraction(100)),
        PureNash((0, 0)),
        PureNash((0, 7)),
        PureNash((0,)),
    ):
        with pytest.raises(co.CertificateError):
            replace(none, certificate=certificate, value=Profile.of(pennies, {"Row": "1", "Column": "1"})).verify()


@pytest.mark.parametrize("limit", [0, -1, 1.5, "9", None, True])
def test_a_limit_is_a_whole_number(limit):
    game = co.NormalFormGame.from_arrays([[1, 0], [0, 1]], [[1, 0], [0, 1]])
    for solver in (co.enumerate_nash, co.find_pure_nash, co.enumerate_pure_nash, co.find_correlated_equilibrium):
        with pytest.raises(co.InvalidArgumentError, match="whole number of at least 1"):
            solver(game, limit=limit)
