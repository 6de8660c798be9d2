"""Evidence about environments: every field forged is rejected, unless the forgery is true as well."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.certificates.environments import DominanceChain, ImprovingMove, NoChain, Unblocked
from coalitions.testing import environments
from tests.literature.environments import Plain

RANKS = {"1": ["d", "c", "b", "a"], "2": ["c", "b", "a", "d"]}
MOVES = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
CHWE = co.Environment.from_moves(["1", "2"], ["a", "b", "c", "d"], MOVES, rankings=RANKS)


def rejected(solution, **changes):
    with pytest.raises(co.CertificateError):
        co.certify(solution.concept, solution.game, replace(solution.certificate, **changes))


@pytest.mark.parametrize("bad", [-1, 4, True, "0", 1.0, None, np.int64(1)])
def test_numbers_of_states_and_moves(bad):
    blocked = co.check_unblocked(CHWE, "a")
    rejected(blocked, state=bad)
    rejected(blocked, move=bad if bad != 4 else 5)
    with pytest.raises(co.CertificateError):
        co.certify("unblocked state", CHWE, Unblocked(bad))
    rejected(co.find_indirect_dominance(CHWE, "a", by="b"), asked=(bad, 1))
    if bad is not None:
        rejected(co.find_indirect_dominance(CHWE, "a", by="b"), asked=(0, bad if bad != 4 else 9))
    rejected(co.find_indirect_dominance(CHWE, "b", by="a"), asked=(bad, 0))


def test_single_states():
    for k, state in enumerate(CHWE.states):
        for move in range(5):
            source, target, who, _ = CHWE.move(move)
            certificate = ImprovingMove(k, move)
            if source == state and all(CHWE.prefers(p, target, source) for p in who):
                assert certificate.check(CHWE) is False
            else:
                with pytest.raises(co.CertificateError):
                    certificate.check(CHWE)
        with pytest.raises(co.CertificateError, match="expected no improving move"):
            Unblocked(k).check(CHWE)
    calm = co.Environment.from_moves(["1"], "ab", [("a", "b", "1")], payoffs={"a": [0], "b": [0]})
    assert Unblocked(0).check(calm) is True
    with pytest.raises(co.CertificateError, match="expected an improving move"):
        ImprovingMove(0, 0).check(calm)


def test_chains():
    found = co.find_indirect_dominance(CHWE, "a", by="c")
    assert DominanceChain((0, 2), (0, 2)).check(CHWE).states == ("a", "b", "c")
    rejected(found, moves=())
    rejected(found, moves=(0,))  # ends at b
    rejected(found, moves=(2, 0))  # broken
    rejected(found, moves=[1])
    rejected(found, moves=(99,))
    rejected(found, asked=(0, 1))
    rejected(found, asked=(1, 2))
    with pytest.raises(co.CertificateError, match="movers who gain"):
        DominanceChain((0, 3), (0, 2, 3)).check(CHWE)  # a -> b -> c -> d, but 2 does not like d
    with pytest.raises(co.CertificateError, match="got one"):
        NoChain((0, 2)).check(CHWE)
    with pytest.raises(co.CertificateError, match="got one"):
        NoChain((0, None)).check(CHWE)


def test_what_was_asked_cannot_be_exchanged():
    solution = co.check_unblocked(CHWE, "a")
    other = co.check_unblocked(CHWE, "b")
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=other.certificate).verify()
    with pytest.raises(co.CertificateError):
        co.certify("core point", CHWE, solution.certificate)


ARRAYS = [
    (co.enumerate_unblocked, ("move",)),
    (co.farsighted_core, ("by",)),
    (co.largest_consistent_set, ("round", "move", "deterrent")),
    (co.largest_cautious_consistent_set, ("round", "move", "deterrent")),
]


@pytest.mark.parametrize(("solve", "fields"), ARRAYS)
def test_arrays_of_the_wrong_form(solve, fields):
    solution = solve(CHWE)
    for name in fields:
        array = getattr(solution.certificate, name)
        for bad in (array[:-1], array.astype(float), array.tolist(), array.astype(np.int32), array + 100, array - 100, None):
            rejected(solution, **{name: bad})
    with pytest.raises(co.CertificateError):
        co.certify(solution.concept, co.TUGame.from_vector(["A"], [1], order="mask"), solution.certificate)


@pytest.mark.parametrize(("solve", "fields"), ARRAYS)
@settings(max_examples=40, deadline=None)
@given(env=environments(max_states=4, max_moves=8))
def test_a_forged_entry_never_leads_to_another_answer(solve, fields, env):
    solution = solve(env)
    for name in fields:
        array = getattr(solution.certificate, name)
        for k in range(len(array)):
            for value in range(-1, 5):
                forged = array.copy()
                forged[k] = value
                try:
                    proved = replace(solution.certificate, **{name: forged}).check(env)
                except co.CertificateError:
                    continue
                assert proved == solution.value


def test_a_consistent_set_that_is_not_the_largest_is_rejected():
    """In Condorcet's circle all three states stay; that one of them goes cannot be shown."""
    ranks = {"1": ["c", "b", "a"], "2": ["b", "a", "c"], "3": ["a", "c", "b"]}
    env = co.Environment.from_moves(
        list("123"), "abc", [("a", "b", list("12")), ("b", "c", list("13")), ("c", "a", list("23"))], rankings=ranks
    )
    solution = co.largest_consistent_set(env)
    assert solution.value == {"a", "b", "c"}
    for k in range(3):
        certificate = solution.certificate
        rounds, move, deterrent = (getattr(certificate, f).copy() for f in ("round", "move", "deterrent"))
        rounds[k], move[k], deterrent[k] = 1, k, -1
        rejected(solution, round=rounds, move=move, deterrent=deterrent)
    assert Plain(env).largest_consistent() == [frozenset(range(3))]


def test_plain_data():
    for solve, _ in ARRAYS:
        data = solve(CHWE).to_dict()["certificate"]
        assert all(isinstance(v, str | list) for v in data.values())
    assert co.check_unblocked(CHWE, "a").certificate.to_dict() == {"kind": "improving move", "state": 0, "move": 0}
    assert co.find_indirect_dominance(CHWE, "b", by="a").certificate.to_dict() == {"kind": "no chain", "asked": [1, 0]}
