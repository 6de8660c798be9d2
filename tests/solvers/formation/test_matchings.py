"""Stable matchings against all matchings, hedonic games and environments."""

import random

import pytest
from hypothesis import given, settings

import coalitions as co
from tests.literature.matchings import EXAMPLE_1, EXAMPLE_3, problems


def all_matchings(problem):
    """All matchings by pairing the first open player with every other, in names."""

    def extend(open_):
        if not open_:
            yield []
            return
        first, *rest = open_
        yield from ([(first,), *m] for m in extend(rest))
        for other in rest:
            i, j = map(problem.players.index, (first, other))
            if not problem.same_side(i, j):
                yield from ([(first, other), *m] for m in extend([p for p in rest if p != other]))

    return [problem.matching(m) for m in extend(list(problem.players))]


def rank(problem, player, partner):
    return problem.ranks[problem.players.index(player), problem.players.index(partner)]


def is_stable(problem, matching):
    partner = {p: next((q for q in block if q != p), p) for block in matching for p in block}
    names = list(problem.players)
    if any(rank(problem, p, partner[p]) < rank(problem, p, p) for p in names):
        return False
    return not any(
        rank(problem, p, q) > rank(problem, p, partner[p]) and rank(problem, q, p) > rank(problem, q, partner[q])
        for p in names
        for q in names
        if p != q
    )


@settings(max_examples=150)
@given(problems())
def test_all_stable_matchings(problem):
    expected = {m for m in all_matchings(problem) if is_stable(problem, m)}
    solution = co.enumerate_stable_matchings(problem)
    assert set(solution.value) == expected
    assert len(solution.value) == len(expected)
    found = co.find_stable_matching(problem)
    assert (found.value is None) == (not expected)
    assert found.value is None or found.value in expected
    assert solution.verify().value == solution.value
    assert found.verify().value == found.value
    if problem.left is not None:
        assert expected, "with two sides there always is one (Gale and Shapley 1962)"
        for side in ("left", "right"):
            assert co.deferred_acceptance_matching(problem, proposing=side).verify().value in expected


@settings(max_examples=60)
@given(problems(max_players=4))
def test_environments_and_verdicts(problem):
    env = co.environment(problem)
    matchings = all_matchings(problem)
    assert set(env.states) == set(matchings)
    assert set(co.enumerate_unblocked(env).value) == {m for m in matchings if is_stable(problem, m)}
    for m in matchings:
        assert co.check_stable_matching(problem, m).verify().value is is_stable(problem, m)


@settings(max_examples=40)
@given(problems(max_players=5))
def test_core_partitions_of_the_hedonic_game(problem):
    """Stable matchings are the core partitions of the game in which larger coalitions are worse than being alone."""

    def utility(player, coalition):
        if len(coalition) > 2:
            return -5
        return int(rank(problem, player, next((q for q in coalition if q != player), player)))

    hedonic = co.HedonicGame.from_utilities(problem.players, utility)
    assert set(co.enumerate_core_partitions(hedonic).value) == set(co.enumerate_stable_matchings(problem).value)


@settings(max_examples=60)
@given(problems(sides=2, strict=True))
def test_optimal_for_those_who_propose(problem):
    """Without ties: the best stable partner for each who proposes, the worst for the others (Gale and Shapley 1962; Knuth)."""
    stable = co.enumerate_stable_matchings(problem).value
    for side in ("left", "right"):
        best = problem.partners(co.deferred_acceptance_matching(problem, proposing=side).value)
        for i in range(len(problem.players)):
            got = [problem.ranks[i, problem.partners(m)[i]] for m in stable]
            proposes = (problem.left >> i & 1 == 1) == (side == "left")
            assert problem.ranks[i, best[i]] == (max(got) if proposes else min(got))
    singles = {tuple(j == i for i, j in enumerate(problem.partners(m))) for m in stable}
    assert len(singles) == 1, "the same players are alone in all (Roth 1986)"


@settings(max_examples=60)
@given(problems())
def test_best_of_the_stable(problem):
    stable = co.enumerate_stable_matchings(problem).value

    def places(m):
        partner = {p: next((q for q in block if q != p), p) for block in m for p in block}
        rows = {
            p: {rank(problem, p, q) for q in problem.players if rank(problem, p, q) > rank(problem, p, partner[p])}
            for p in partner
        }
        return [len(better) + 1 for better in rows.values()]

    for criterion, cost in (("egalitarian", sum), ("minimum regret", lambda x: max(x, default=0))):
        least = min((cost(places(m)) for m in stable), default=None)
        best = co.enumerate_best_stable_matchings(problem, criterion=criterion)
        assert list(best.value) == [m for m in stable if cost(places(m)) == least]
        assert best.verify().value == best.value


def test_many_stable_matchings():
    """Markets of two couples side by side, each with two stable matchings: 2**8; and a large random market at once."""
    men, women = {}, {}
    for k in range(8):
        a, b, c, d = f"a{k}", f"b{k}", f"A{k}", f"B{k}"
        men |= {a: [c, d], b: [d, c]}
        women |= {c: [b, a], d: [a, b]}
    market = co.MatchingProblem.from_two_sides(men, women)
    assert len(co.enumerate_stable_matchings(market).value) == 256
    with pytest.raises(co.LimitExceededError, match=r"limit=100.*deferred_acceptance_matching"):
        co.enumerate_stable_matchings(market, limit=100)
    rng = random.Random(1)
    rows, columns = [f"m{k}" for k in range(60)], [f"w{k}" for k in range(60)]
    large = co.MatchingProblem.from_two_sides(
        {m: rng.sample(columns, 60) for m in rows}, {w: rng.sample(rows, 60) for w in columns}
    )
    stable = co.enumerate_stable_matchings(large).value
    assert co.deferred_acceptance_matching(large).value in stable
    assert co.deferred_acceptance_matching(large, proposing="right").value in stable


def test_very_many_players():
    """Two sides of 400: found by deferred acceptance; a search by cases is refused before it nests too deep."""
    rng = random.Random(2)
    rows, columns = [f"m{k}" for k in range(400)], [f"w{k}" for k in range(400)]
    lists = {m: rng.sample(columns, 20) for m in rows}, {w: rng.sample(rows, 20) for w in columns}
    market = co.MatchingProblem.from_two_sides(*lists)
    assert co.check_stable_matching(market, co.find_stable_matching(market).value).value
    with pytest.raises(co.LimitExceededError, match="deferred_acceptance_matching"):
        co.enumerate_stable_matchings(market)
    roommates = co.MatchingProblem.from_roommates({k: [k ^ 1] for k in range(600)})
    assert len(co.find_stable_matching(roommates).value) == 300


def test_words_and_refusals():
    assert "γ and A block: γ prefers A to B, and A γ to α" in repr(
        co.check_stable_matching(EXAMPLE_1, [("α", "A"), ("β", "C"), ("γ", "B")])
    )
    assert "α and A block: α prefers A to being alone, and A α to being alone" in repr(co.check_stable_matching(EXAMPLE_1, []))
    unhappy = co.MatchingProblem.from_roommates({"a": [], "b": ["a"]})
    assert "a would rather be alone than with b" in repr(co.check_stable_matching(unhappy, [("a", "b")]))
    assert "proposing left" not in repr(co.deferred_acceptance_matching(EXAMPLE_1))
    with pytest.raises(co.InvalidArgumentError, match="find_stable_matching"):
        co.deferred_acceptance_matching(EXAMPLE_3)
    with pytest.raises(co.InvalidArgumentError, match="proposing"):
        co.deferred_acceptance_matching(EXAMPLE_1, proposing="men")
    with pytest.raises(co.InvalidArgumentError, match="criterion"):
        co.enumerate_best_stable_matchings(EXAMPLE_1, criterion="median")
    with pytest.raises(co.UnsupportedGameError, match="MatchingProblem"):
        co.find_stable_matching([1])
    with pytest.raises(co.LimitExceededError, match="enumerate_stable_matchings"):
        co.environment(EXAMPLE_1, limit=10)
    with pytest.raises(co.InvalidArgumentError, match="moves"):
        co.environment(EXAMPLE_1, moves="x")
