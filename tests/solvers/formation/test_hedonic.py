"""Stability in hedonic games: published games, definitions written differently, laws, limits."""

from dataclasses import replace
from inspect import signature
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.certificates.hedonic_replay import replayed_core
from coalitions.testing import hedonic_games
from tests.literature.hedonic import COMPANY, GRAND_BEFORE_ALONE, GUEST, by_digits, partition, partitions, several

NOTIONS = {
    "core": (co.check_core_stable, co.enumerate_core_partitions),
    "strict core": (co.check_strictly_core_stable, co.enumerate_strict_core_partitions),
    "nash": (co.check_nash_stable, co.enumerate_nash_stable),
    "individual": (co.check_individually_stable, co.enumerate_individually_stable),
    "contractual": (co.check_contractually_nash_stable, co.enumerate_contractually_nash_stable),
    "mutual": (co.check_contractually_individually_stable, co.enumerate_contractually_individually_stable),
    "pareto": (co.check_pareto_optimal_partition, co.enumerate_pareto_optimal_partitions),
    "popular": (co.check_popular_partition, co.enumerate_popular_partitions),
    "perfect": (co.check_perfect_partition, co.enumerate_perfect_partitions),
    "strong": (co.check_strong_nash_stable, co.enumerate_strong_nash_stable),
}


def all_partitions(names):
    """Every partition, by putting the last player into each block of a partition of the others, or alone."""
    if not names:
        return [[]]
    out = []
    for p in all_partitions(names[:-1]):
        out += [[*p[:k], p[k] | {names[-1]}, *p[k + 1 :]] for k in range(len(p))] + [[*p, frozenset([names[-1]])]]
    return out


def coalitions_of(names):
    return [frozenset(c) for k in range(1, len(names) + 1) for c in combinations(names, k)]


def by_definition(game, notion, p):
    """Whether the partition p (a list of frozensets) is stable: each definition in words of sets and preferences."""
    names = list(game.players)
    home = {i: next(c for c in p if i in c) for i in names}

    def better(i, new, old):
        return game.prefers(i, new, old)

    def gains(i, q):
        return better(i, next(c for c in q if i in c), home[i])

    def loses(i, q):
        return better(i, home[i], next(c for c in q if i in c))

    def moves():
        for i in names:
            for c in [*p, frozenset()]:
                if i not in c and better(i, c | {i}, home[i]):
                    welcome = all(not better(j, c, c | {i}) for j in c)
                    released = all(not better(j, home[i], home[i] - {i}) for j in home[i] - {i})
                    yield welcome, released

    def reached(q):
        stay = [i for i in names if not gains(i, q)]
        same = all((j in home[i]) == any({i, j} <= c for c in q) for i, j in combinations(stay, 2))
        return same and set(q) != set(p)

    every = coalitions_of(names)
    others = all_partitions(names)
    return {
        "core": lambda: not any(all(better(i, c, home[i]) for i in c) for c in every),
        "strict core": lambda: (
            not any(any(better(i, c, home[i]) for i in c) and not any(better(i, home[i], c) for i in c) for c in every)
        ),
        "nash": lambda: not list(moves()),
        "individual": lambda: not any(w for w, _ in moves()),
        "contractual": lambda: not any(r for _, r in moves()),
        "mutual": lambda: not any(w and r for w, r in moves()),
        "pareto": lambda: not any(any(gains(i, q) for i in names) and not any(loses(i, q) for i in names) for q in others),
        "popular": lambda: all(sum(gains(i, q) for i in names) <= sum(loses(i, q) for i in names) for q in others),
        "perfect": lambda: all(not any(better(i, c, home[i]) for c in every if i in c) for i in names),
        "strong": lambda: not any(reached(q) for q in others),
    }[notion]()


@pytest.mark.parametrize("notion", NOTIONS)
@settings(max_examples=40)
@given(game=hedonic_games(min_players=0, max_players=3))
def test_every_notion_is_its_definition(notion, game):
    check, enumerate_ = NOTIONS[notion]
    listed = enumerate_(game)
    assert listed.guarantee is co.Guarantee.CERTIFIED
    found = partitions(listed)
    assert len(found) == len(listed.value)
    for p in all_partitions(list(game.players)):
        stable = by_definition(game, notion, p)
        assert (frozenset(p) in found) is stable
        solution = check(game, p)
        assert solution.value is stable
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert solution._repr_html_().startswith("<table>")


@pytest.mark.parametrize("notion", NOTIONS)
@settings(max_examples=8)
@given(game=hedonic_games(min_players=4, max_players=4, levels=4))
def test_lists_of_four_players(notion, game):
    found = partitions(NOTIONS[notion][1](game))
    assert found == {frozenset(p) for p in all_partitions(list(game.players)) if by_definition(game, notion, p)}


@settings(max_examples=40)
@given(game=hedonic_games(max_players=4))
def test_inclusions(game):
    """Strong Nash in core and Nash; perfect in everything; Pareto in contractual; strict core in core, Pareto, individual."""
    f = {notion: partitions(enumerate_(game)) for notion, (_, enumerate_) in NOTIONS.items()}
    assert f["strong"] <= f["core"] & f["nash"]
    assert f["perfect"] <= f["strict core"] & f["strong"] & f["popular"]
    assert f["strict core"] <= f["core"] & f["pareto"] & f["individual"]
    assert f["nash"] <= f["individual"] & f["contractual"]
    assert f["individual"] | f["contractual"] <= f["mutual"]
    assert f["popular"] <= f["pareto"] <= f["mutual"]
    assert f["pareto"]


@settings(max_examples=30)
@given(game=hedonic_games(max_players=4, strict=True))
def test_without_ties_core_and_strict_core_agree(game):
    assert co.enumerate_core_partitions(game).value == co.enumerate_strict_core_partitions(game).value


def test_company():
    for game in (COMPANY, GRAND_BEFORE_ALONE):
        assert co.enumerate_core_partitions(game).value == ()
    grand = several("123")
    assert partitions(co.enumerate_nash_stable(GRAND_BEFORE_ALONE)) == grand
    assert partitions(co.enumerate_individually_stable(GRAND_BEFORE_ALONE)) == grand
    assert co.enumerate_nash_stable(COMPANY).value == co.enumerate_individually_stable(COMPANY).value == ()
    assert partitions(co.enumerate_contractually_individually_stable(COMPANY)) == several("1|23", "12|3", "13|2")
    assert "{2, 3} is better for all its members" in repr(co.check_core_stable(COMPANY, [["1", "2"], ["3"]]))


def test_an_undesired_guest():
    assert partitions(co.enumerate_core_partitions(GUEST)) == several("12|3")
    assert partitions(co.enumerate_individually_stable(GUEST)) == several("12|3")
    assert co.enumerate_nash_stable(GUEST).value == ()
    move = co.check_nash_stable(GUEST, [["1", "2"], ["3"]])
    assert move.certificate.describe(GUEST) == "3 gains by joining {1, 2}"


def test_a_cycle_of_five():
    """Each likes the successor (2) better than the predecessor (1) and hates the others: nobody finds a stable place."""
    names = [str(k) for k in range(5)]

    def utility(i, c):
        return sum(2 if (int(j) - int(i)) % 5 == 1 else 1 if (int(i) - int(j)) % 5 == 1 else -10 for j in c if j != i)

    game = co.HedonicGame.from_utilities(names, utility)
    assert co.enumerate_core_partitions(game).value == co.enumerate_individually_stable(game).value == ()
    assert len(co.enumerate_contractually_individually_stable(game).value) == 16


def marriages(ranks):
    """Men a, b, … and women w, x, …; each cell of the table: his rank of her, her rank of him (Gale and Shapley 1962)."""
    men, women = "abcd"[: len(ranks)], "wxyz"[: len(ranks)]
    lists = {i: [""] * len(ranks) for i in men + women}
    for m, row in zip(men, ranks, strict=True):
        for w, (his, hers) in zip(women, row, strict=True):
            lists[m][his - 1], lists[w][hers - 1] = (m, w), (m, w)
    return co.HedonicGame.from_preferences(list(men + women), lists)


def test_stable_marriages():
    """Example 1 of Gale and Shapley (1962): of six matchings three are stable."""
    game = marriages([[(1, 3), (2, 2), (3, 1)], [(3, 1), (1, 3), (2, 2)], [(2, 2), (3, 1), (1, 3)]])
    expected = several("aw|bx|cy", "ax|by|cw", "ay|bw|cx")
    assert partitions(co.enumerate_core_partitions(game)) == expected
    assert partitions(co.enumerate_strict_core_partitions(game)) == expected


def test_the_only_stable_marriages():
    """Example 2 of Gale and Shapley (1962): α with C, β with D, γ with A, δ with B, and nothing else."""
    rows = [
        [(1, 3), (2, 3), (3, 2), (4, 3)],
        [(1, 4), (4, 1), (3, 3), (2, 2)],
        [(2, 2), (1, 4), (3, 4), (4, 1)],
        [(4, 1), (2, 2), (3, 1), (1, 4)],
    ]
    assert partitions(co.enumerate_core_partitions(marriages(rows))) == several("ay|bz|cw|dx")


def test_roommates_without_a_stable_matching():
    """Example 3 of Gale and Shapley (1962): everybody's last choice is δ, whose preferences do not matter."""
    game = by_digits("ab ac ad", "bc ba bd", "ca cb cd", "da db dc", players=list("abcd"))
    none = co.enumerate_core_partitions(game)
    assert none.value == ()
    assert none.guarantee is co.Guarantee.CERTIFIED


def random_game(n, seed, kind="strict"):
    rng = np.random.default_rng(seed)
    if kind == "strict":
        return co.HedonicGame(co.Players(tuple(range(n))), np.array([rng.permutation(1 << n) for _ in range(n)]))
    weights = rng.integers(-9, 10, (n, n))
    member = np.arange(1 << n)[:, None] >> np.arange(n) & 1
    return co.HedonicGame(co.Players(tuple(range(n))), (member @ (weights * (1 - np.eye(n, dtype=int))).T).T)


@pytest.mark.parametrize("kind", ["strict", "additive"])
def test_beyond_the_certified_size_the_search_is_exhaustive(kind):
    game = random_game(9, 3, kind)
    for check, enumerate_ in (NOTIONS[k] for k in ("core", "strict core", "nash", "individual", "contractual", "perfect")):
        solution = enumerate_(game)
        assert solution.guarantee is co.Guarantee.EXACT
        assert solution.verify().guarantee is co.Guarantee.CERTIFIED
        assert all(check(game, p).value is True for p in solution.value)


def test_fourteen_players():
    game = random_game(14, 1)
    core = co.enumerate_core_partitions(game)
    assert core.value
    assert core.diagnostics["steps"] < 10_000
    assert all(co.check_core_stable(game, p).value for p in core.value)
    assert core.guarantee is co.Guarantee.EXACT
    assert core.verify().guarantee is co.Guarantee.CERTIFIED
    assert "a replay through the partitions of 14 players" in repr(core.verify())
    for wrong in (core.certificate.partitions[1:], (*core.certificate.partitions, ((1 << 14) - 1,)), ()):
        with pytest.raises(co.CertificateError):
            replace(core, certificate=replace(core.certificate, partitions=wrong)).verify()
    with pytest.raises(co.CertificateError, match="at most 11 players"):
        co.enumerate_nash_stable(game).verify()


@settings(max_examples=50)
@given(game=hedonic_games(min_players=0, max_players=4))
def test_the_replay_of_the_core_agrees_with_all_partitions(game):
    for strict, enumerate_ in ((False, co.enumerate_core_partitions), (True, co.enumerate_strict_core_partitions)):
        replayed = replayed_core(game, strict)
        assert len(replayed) == len(set(replayed))
        assert set(replayed) == {p.masks for p in enumerate_(game).value}


@pytest.mark.parametrize("notion", NOTIONS)
def test_refusals(notion):
    check, enumerate_ = NOTIONS[notion]
    with pytest.raises(co.UnsupportedGameError, match=r"HedonicGame\.from_preferences"):
        enumerate_(co.TUGame.from_function(["A"], len))
    with pytest.raises(co.UnsupportedGameError, match="hedonic"):
        check(None, [["A"]])
    for wrong, error in (
        ([["1", "2"]], co.InvalidArgumentError),
        ([["1", "2"], ["2", "3"]], co.InvalidArgumentError),
        ([["1", "2", "4"]], co.UnknownPlayerError),
        ("123", co.InvalidArgumentError),
        (5, co.InvalidArgumentError),
    ):
        with pytest.raises(error):
            check(COMPANY, wrong)
    for limit in (0, 1.5, True, "a"):
        with pytest.raises(co.InvalidArgumentError, match="limit"):
            enumerate_(COMPANY, limit=limit)
    with pytest.raises(co.LimitExceededError, match="limit"):
        enumerate_(random_game(5, 0, "additive") if notion != "perfect" else by_digits("12=1", "12=2"), limit=1)


@pytest.mark.parametrize("notion", ["pareto", "popular", "strong"])
def test_checks_that_go_through_partitions_have_limits(notion):
    check, _ = NOTIONS[notion]
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        check(COMPANY, [["1"], ["2", "3"]], limit=2)
    game = random_game(9, 1)
    alone = check(game, [[k] for k in range(9)])
    assert alone.value is False
    assert alone.verify().guarantee is co.Guarantee.CERTIFIED


def test_all_alike():
    """Where everybody likes all coalitions alike, every partition is stable in every sense."""
    game = co.HedonicGame(co.Players(("A", "B", "C", "D")), np.zeros((4, 16), dtype=np.int64))
    for _, enumerate_ in NOTIONS.values():
        assert len(enumerate_(game).value) == 15
    assert frozenset([frozenset("ABCD")]) in partitions(co.enumerate_core_partitions(game))
    assert partition("AB|CD") in partitions(co.enumerate_strict_core_partitions(game))


@pytest.mark.parametrize("enumerate_", [co.enumerate_core_partitions, co.enumerate_strict_core_partitions])
def test_a_search_that_would_take_minutes_is_refused_with_what_was_found(enumerate_):
    game = co.HedonicGame(co.Players.from_names(range(12)), np.zeros((12, 4096), dtype=np.int64))
    with pytest.raises(co.LimitExceededError, match=r"limit=500 .* with 0 partitions found so far; write limit=5000"):
        enumerate_(game, limit=500)
    assert signature(enumerate_).parameters["limit"].default <= 50_000
