from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Symbol
from sympy.utilities.iterables import multiset_partitions

import coalitions as co
from coalitions.certificates.externalities import ExternalityWitnesses

Game = co.PartitionFunctionGame


@st.composite
def partition_function_games(draw):
    n = draw(st.integers(1, 4))
    numbers = st.integers(0, draw(st.integers(0, 2)))
    worths = {tuple(map(tuple, p)): [draw(numbers) for _ in p] for p in multiset_partitions(list(range(n)))}
    return Game.from_worths(range(n), worths)


def by_definition(game):
    """For every two partitions that contain S, one of which joins two coalitions of the other."""
    every = [frozenset(map(frozenset, p)) for p in game.to_dict()]
    ways = set()
    for fine in every:
        for coarse in every:
            if len(coarse) == len(fine) - 1 and len(fine - coarse) == 2 and len(coarse - fine) == 1:
                for S in fine & coarse:
                    before, after = game[S, fine], game[S, coarse]
                    ways |= {"positive"} if after > before else {"negative"} if after < before else set()
    return "mixed" if len(ways) == 2 else next(iter(ways), "none")


@given(partition_function_games())
def test_definition(game):
    solution = co.check_externalities(game)
    assert solution.value == by_definition(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED


def test_published():
    # Yi (1997): positive in a Cournot oligopoly; negative where a customs union, or research with spillovers, hurts outsiders
    cournot = Game.from_function(range(5), lambda S, P: (60 // (len(P) + 1)) ** 2)
    assert co.check_externalities(cournot).value == "positive"
    contest = Game.from_function(range(5), lambda S, P: len(S) - max(map(len, P)))
    assert co.check_externalities(contest).value == "negative"
    mixed = Game.from_function(range(4), lambda S, P: len(P) * (-1) ** len(S))
    assert co.check_externalities(mixed).value == "mixed"
    assert co.check_externalities(Game.from_function(range(4), lambda S, P: len(S))).value == "none"


def test_degenerate_large_and_symbolic():
    for n in (0, 1, 2):  # nobody watches two others join
        assert co.check_externalities(Game.from_function(range(n), lambda S, P: 10 * len(P))).value == "none"
    huge = Game.from_function(range(3), lambda S, P: 10**40 + len(P))
    assert co.check_externalities(huge).value == "negative"
    tiny = Game.from_function(range(3), lambda S, P: 0.1 + 1e-18 * len(P))  # the same binary number
    assert co.check_externalities(tiny).value == "none"
    p, w = Symbol("p", positive=True), co.parameter("w")
    assert co.check_externalities(Game.from_function(range(3), lambda S, P: p * len(P))).value == "negative"
    assert co.check_externalities(Game.from_function(range(3), lambda S, P: w)).value == "none"
    with pytest.raises(co.UndecidedError, match="is open"):
        co.check_externalities(Game.from_function(range(3), lambda S, P: w * len(P)))
    # both ways are decided, although what player 0 gains is open

    def worth(S, P):
        return len(P) * (w if S == {0} else p if len(S) == 1 else -p)

    assert co.check_externalities(Game.from_function(range(4), worth)).value == "mixed"


def test_refused():
    with pytest.raises(co.UnsupportedGameError):
        co.check_externalities(co.TUGame.from_function(["A"], len))
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        co.check_externalities(Game.from_function(range(3), lambda S, P: 0), limit=2)
    with pytest.raises(co.LimitExceededError, match="at most 5 players"):
        co.check_externalities(Game.from_function(range(6), lambda S, P: Symbol("p")))


def test_mutations():
    def refused(game, certificate):
        with pytest.raises(co.CertificateError):
            co.certify("externalities", game, certificate)

    game = Game.from_function(range(4), lambda S, P: len(P) * (1 if len(S) == 1 else -1))
    good = co.check_externalities(game).certificate
    assert co.check_externalities(game).value == "mixed"
    watching, one, other, masks = good.gains
    for merger in (
        None,
        good.loses,
        (one, watching, other, masks),
        (watching, one, one, masks),
        (watching, one, 1 << 4, masks),
        (watching, one, other, masks[:-1]),
        (watching, one, other, (*masks, masks[0])),
        (float(watching), one, other, masks),
        (watching, one, other, tuple(map(float, masks))),
        (watching, one, other),
        (0, one, other, (0, *masks)),
    ):
        if merger != good.gains:
            refused(game, replace(good, gains=merger))
    refused(game, ExternalityWitnesses(None, None))
    refused(game, ExternalityWitnesses(good.gains, None))
    refused(game, ExternalityWitnesses(None, good.loses))
    refused(co.TUGame.from_function(range(4), len), good)
    trues = Game.from_function(range(3), lambda S, P: -len(P))
    found = co.check_externalities(trues).certificate
    changed = tuple(True if m == 1 else m for m in found.gains[3])
    refused(trues, replace(found, gains=(*found.gains[:3], changed)))
