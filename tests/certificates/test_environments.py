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


STABLE = [
    (co.enumerate_stable_sets, co.check_stable_set_of_states, 2),
    (co.enumerate_farsighted_stable_sets, co.check_farsighted_stable_set, 2),
]


@pytest.mark.parametrize(("enumerate_sets", "check", "_"), STABLE)
def test_cases_of_stable_sets(enumerate_sets, check, _):
    solution = enumerate_sets(CHWE)
    splits = solution.certificate.splits
    for bad in (splits[:-1], (*splits, -1), (), list(splits), (-2,), (4, *splits[1:]), (True, *splits[1:]), (-1.0,), None):
        rejected(solution, splits=bad)
    if len(splits) > 1:
        rejected(solution, splits=(-1,))
        rejected(solution, splits=(splits[0], splits[0], -1, -1, -1))
    with pytest.raises(co.CertificateError, match="expected an Environment"):
        co.certify(solution.concept, "game", solution.certificate)


@pytest.mark.parametrize(("enumerate_sets", "check", "_"), STABLE)
@settings(max_examples=60, deadline=None)
@given(env=environments(max_states=4, max_moves=10))
def test_forged_cases_never_lead_to_another_answer(enumerate_sets, check, _, env):
    solution = enumerate_sets(env)
    splits = solution.certificate.splits
    for k in range(len(splits)):
        for value in (-1, 0, 1, 2, 3):
            try:
                proved = replace(solution.certificate, splits=(*splits[:k], value, *splits[k + 1 :])).check(env)
            except co.CertificateError:
                continue
            assert proved == solution.value


def test_evidence_against_stable_sets():
    inner = co.check_stable_set_of_states(CHWE, ["a", "b"])
    assert inner.certificate.moves == (0,)
    for moves in ((), (1,), (4,), (0, 2), (99,), (True,), None):
        rejected(inner, moves=moves)
    for members in ((0, 2), (1, 0), (0, 1, 1), (0, 9), [0, 1], (False, 1)):
        rejected(inner, members=members)
    far = co.check_farsighted_stable_set(CHWE, ["d", "c"])
    assert far.certificate.moves == (3,)
    assert replace(far.certificate, moves=(4, 1)).check(CHWE) is False  # d -> a -> c is as true
    for moves in ((), (0,), (4,), (1, 4), (5,), [3]):
        rejected(far, moves=moves)
    outer = co.check_stable_set_of_states(CHWE, ["d"])
    assert outer.certificate.state == 0
    for state in (2, 3, 9, -1, True, None):
        rejected(outer, state=state)
    rejected(outer, members=(1,))
    yes = co.check_stable_set_of_states(CHWE, ["b", "d"])
    for members in ((1,), (3,), (0, 2), (), (3, 1), (1, 1, 3), (1, 3.0), [1, 3]):
        rejected(yes, members=members)
    for solution in (inner, far, outer, yes):
        assert solution.to_dict()["certificate"]["members"] == list(solution.certificate.members)
        for concept in ("stable sets", "stable set of states", "farsighted stable set"):
            if concept != solution.concept:
                with pytest.raises(co.CertificateError):
                    co.certify(concept, CHWE, solution.certificate)
