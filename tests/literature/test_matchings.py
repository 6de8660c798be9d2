"""The examples of Gale and Shapley (1962)."""

import coalitions as co

from .matchings import EXAMPLE_1, EXAMPLE_2, EXAMPLE_3


def couples(partition):
    return {tuple(pair) for pair in partition}


def test_example_1():
    """Three of the six sets of marriages are stable: the men's choices, the women's, and everybody's second choice."""
    stable = co.enumerate_stable_matchings(EXAMPLE_1).value
    assert [couples(m) for m in stable] == [
        {("α", "A"), ("β", "B"), ("γ", "C")},
        {("α", "B"), ("β", "C"), ("γ", "A")},
        {("α", "C"), ("β", "A"), ("γ", "B")},
    ]
    assert co.deferred_acceptance_matching(EXAMPLE_1).value == stable[0]
    assert co.deferred_acceptance_matching(EXAMPLE_1, proposing="right").value == stable[2]
    assert co.enumerate_best_stable_matchings(EXAMPLE_1, criterion="minimum regret").value == (stable[1],)
    assert co.enumerate_best_stable_matchings(EXAMPLE_1).value == stable  # all add up to 12


def test_example_1_as_environment():
    """Of 34 matchings, those three are unblocked, and each by itself is the whole of a farsighted stable set."""
    env = co.environment(EXAMPLE_1)
    stable = co.enumerate_stable_matchings(EXAMPLE_1).value
    assert len(env.states) == 34
    assert set(co.enumerate_unblocked(env).value) == set(stable)
    assert {tuple(s) for s in co.enumerate_farsighted_stable_sets(env).value} == {(m,) for m in stable}


def test_example_2():
    """There is only one stable set of marriages."""
    assert [couples(m) for m in co.enumerate_stable_matchings(EXAMPLE_2).value] == [
        {("α", "C"), ("β", "D"), ("γ", "A"), ("δ", "B")}
    ]
    assert co.deferred_acceptance_matching(EXAMPLE_2).value == co.find_stable_matching(EXAMPLE_2).value


def test_example_3():
    """Whoever has to room with δ will want to move out, and one of the others will be willing to take him in."""
    assert co.find_stable_matching(EXAMPLE_3).value is None
    assert co.enumerate_stable_matchings(EXAMPLE_3).value == ()
    assert co.check_stable_matching(EXAMPLE_3, [("α", "β"), ("γ", "δ")]).certificate.blocks == (1, 2)  # β and γ
