"""Coalition-proof states: published games, the recursion written for games in normal form, and forged evidence."""

from dataclasses import replace
from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co


def subsets(of):
    return chain.from_iterable(combinations(of, k) for k in range(1, len(of) + 1))


def brute(form, pays):
    """Coalition-proof equilibria by the definition of Bernheim, Peleg and Whinston (1987): reduced games, recursively."""
    players = range(len(form))
    profiles = list(product(*(range(m) for m in form)))

    def alternatives(s, J):
        for other in product(*(range(form[i]) for i in J)):
            t = list(s)
            for i, choice in zip(J, other, strict=True):
                t[i] = choice
            yield tuple(t)

    def proof(s, J):
        """Whether the choices of J at s are coalition-proof in the game in which all others are held fixed."""
        if len(J) == 1:
            return all(pays[s][J[0]] >= pays[t][J[0]] for t in alternatives(s, J))
        if not enforcing(s, J):
            return False
        return not any(enforcing(t, J) and all(pays[t][i] > pays[s][i] for i in J) for t in alternatives(s, J))

    def enforcing(s, J):
        return all(proof(s, K) for K in subsets(J) if len(K) < len(J))

    return {s for s in profiles if proof(s, tuple(players))}


@settings(max_examples=60)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.data())
def test_against_reduced_games(form, data):
    pays = {s: [data.draw(st.integers(0, 3)) for _ in form] for s in product(*(range(m) for m in form))}
    arrays = [np.array([pays[s][i] for s in pays]).reshape(form) for i in range(len(form))]
    game = co.NormalFormGame.from_arrays(*arrays, strategies=[[str(k) for k in range(m)] for m in form])
    env = co.environment(game, moves="coalitional")
    found = co.enumerate_coalition_proof_states(env)
    expected = {tuple(map(str, s)) for s in brute(form, pays)}
    assert set(found.value) == expected
    assert found.guarantee is co.Guarantee.CERTIFIED
    for state in env.states:
        verdict = co.check_coalition_proof_state(env, state)
        assert verdict.value is (state in expected)
        assert found.certificate.explain(env, state)
    # strong equilibria are coalition-proof, and coalition-proof ones are Nash
    assert set(co.enumerate_unblocked(env).value) <= set(found.value)
    assert set(found.value) <= set(co.enumerate_unblocked(co.environment(game, moves="individual")).value)


def test_nested_stable_set():
    """Greenberg (1989): the coalition-proof equilibria are what the stable set of the nested environment allows to all."""
    pays = {"aa": (3, 3), "ab": (0, 4), "ba": (4, 0), "bb": (1, 1)}
    arrays = [[[pays[x + y][i] for y in "ab"] for x in "ab"] for i in range(2)]
    game = co.NormalFormGame.from_arrays(*arrays, strategies=[["a", "b"]] * 2)
    nested = co.environment(game, moves="nested")
    (stable,) = co.enumerate_stable_sets(nested).value
    for_all = {profile for profile, who in stable if len(who) == 2}
    assert set(co.enumerate_coalition_proof_states(co.environment(game, moves="coalitional")).value) == for_all == {("b", "b")}


def test_cartels():
    """Three firms (36; 16, 16; 9, 9, 9): by delta one firm leaves the monopoly for good, and two gain nothing together.

    The pairs are left as well: a member alone gets 9 > 8. From single firms all three move to 12 each, but one moves on to 16.
    """
    env = co.environment(co.cournot_partition_game(["A", "B", "C"], intercept=12), rest="together")
    found = co.enumerate_coalition_proof_states(env)
    assert [len(p) for p in found.value] == [3]
    assert not co.enumerate_unblocked(env).value


def test_edges():
    alone = co.Environment.from_moves(["A"], ["x"], [], payoffs={"x": [0]})
    assert co.enumerate_coalition_proof_states(alone).value == {"x"}
    ties = co.Environment.from_moves(["A", "B"], ["x", "y"], [("x", "y", ["A", "B"])], payoffs={"x": [1, 1], "y": [1, 2]})
    assert co.enumerate_coalition_proof_states(ties).value == {"x", "y"}


def test_refusals():
    with pytest.raises(co.UnsupportedGameError):
        co.enumerate_coalition_proof_states(co.TUGame.from_vector(["A"], [1], order="mask"))
    env = co.environment(co.cournot_partition_game(["A", "B"]))
    with pytest.raises(co.InvalidArgumentError):
        co.check_coalition_proof_state(env, "z")


def test_forged_evidence():
    env = co.environment(co.cournot_partition_game(["A", "B", "C"], intercept=12), rest="together")
    listed = co.enumerate_coalition_proof_states(env)
    move = listed.certificate.move
    for wrong in (np.full_like(move, -1), move[:-1], np.where(move < 0, 0, move), np.roll(move, 1), move.astype(float), None):
        with pytest.raises(co.CertificateError):
            replace(listed, certificate=replace(listed.certificate, move=wrong)).verify()
    no = co.check_coalition_proof_state(env, env.states[0])
    for wrong in (None, -1, 10**6, True, 1.0, len(env.targets) - 1):
        with pytest.raises(co.CertificateError):
            replace(no, certificate=replace(no.certificate, move=wrong)).verify()
    with pytest.raises(co.CertificateError):
        replace(no, certificate=replace(no.certificate, place=1)).verify()
