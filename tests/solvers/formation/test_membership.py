"""Rules of membership: published cases, and the strong and Nash equilibria of the games of announcements."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.utilities.iterables import multiset_partitions

import coalitions as co

RULES = ["gamma", "delta", "open"]


def partitions(of):
    return [[list(block) for block in p] for p in multiset_partitions(list(of))] if of else [[]]


@st.composite
def valuations(draw, max_players=3):
    n = draw(st.integers(1, max_players))
    return co.Valuation.from_function(range(n), lambda P: [draw(st.integers(0, 3)) for _ in range(n)])


def together(game, profile, rule):
    """The partition that announcements make, by the words of the rule."""
    players = list(game.players)
    said = dict(zip(players, profile, strict=True))
    blocks = []
    for i in players:
        alike = [j for j in players if said[j] == said[i]]
        if rule == "gamma":
            wanted = [j for j in players if str(j) in said[i].strip("{}").split(", ")]
            alike = alike if alike == wanted else [i]
        if alike not in blocks:
            blocks.append(alike)
    return co.Partition.from_coalitions(game.players, blocks)


@settings(max_examples=30)
@given(valuations(), st.sampled_from(RULES))
def test_strong_and_nash_equilibria_of_announcements(game, rule):
    form = co.announcement_game(game, rule=rule)
    nash = {together(game, profile, rule) for profile in co.enumerate_unblocked(co.environment(form)).value}
    found = co.enumerate_stable_structures(game, rule=rule, deviations="individual")
    # everybody who announces his own coalition can only be left, so these are exactly the Nash outcomes
    assert set(found.value) == nash
    strong = co.enumerate_unblocked(co.environment(form, moves="coalitional")).value
    stable = co.enumerate_stable_structures(game, rule=rule)
    assert set(stable.value) == {together(game, profile, rule) for profile in strong}
    assert set(stable.value) <= nash
    for P in game.partitions():
        for deviations, listed in (("individual", found), ("coalitional", stable)):
            verdict = co.check_stable_structure(game, P, rule=rule, deviations=deviations)
            assert verdict.value is (P in listed.value)
            assert verdict.guarantee is co.Guarantee.CERTIFIED


@given(valuations(), st.sampled_from(RULES), st.data())
def test_announcements_make_partitions(game, rule, data):
    form = co.announcement_game(game, rule=rule)
    profile = tuple(data.draw(st.sampled_from(row)) for row in form.strategies)
    assert form[profile] == game[together(game, profile, rule)]


def brute_moves(P, players, rule):
    """All partitions that any movers can bring about, with the movers; by the words of the rule."""
    for mask in range(1, 1 << len(players)):
        T = [p for i, p in enumerate(players) if mask >> i & 1]
        for Q in partitions(players):
            inside = [[p for p in B if p in T] for B in Q]
            mixed = [B for B, own in zip(Q, inside, strict=True) if own and own != B]
            outside_before = sorted(sorted(p for p in B if p not in T) for B in P)
            if rule == "open":
                outside_after = sorted(sorted(p for p in B if p not in T) for B in Q)
                if [B for B in outside_before if B] == [B for B in outside_after if B]:
                    yield T, Q
                continue
            expected = []
            for B in P:
                left = [p for p in B if p not in T]
                if left and len(left) < len(B) and rule == "gamma":
                    expected += [[p] for p in left]
                elif left:
                    expected.append(left)
            after = sorted(sorted(B) for B, own in zip(Q, inside, strict=True) if not own)
            if not mixed and after == sorted(sorted(B) for B in expected):
                yield T, Q


@settings(max_examples=10)
@given(st.data(), st.sampled_from(RULES))
def test_four_players_against_the_words(data, rule):
    players = list("ABCD")
    pays = {
        co.Partition.from_coalitions(co.Players.from_names(players), P): [data.draw(st.integers(0, 4)) for _ in players]
        for P in partitions(players)
    }
    game = co.Valuation.from_function(players, lambda P: pays[P])
    stable = []
    for P in partitions(players):
        blocked = any(all(game[Q][i] > game[P][i] for i in T) for T, Q in brute_moves(P, players, rule))
        if not blocked:
            stable.append(game.partitions()[0].from_coalitions(game.players, P))
    assert set(co.enumerate_stable_structures(game, rule=rule).value) == set(stable)


def test_edges_and_display():
    nobody = co.Valuation.from_function([], lambda P: [])
    assert len(co.enumerate_stable_structures(nobody).value) == 1
    one = co.Valuation.from_function(["A"], lambda P: ["1/3"])
    for rule in RULES:
        assert len(co.enumerate_stable_structures(one, rule=rule).value) == 1
    ties = co.Valuation.from_function(range(4), lambda P: [1, 1, 1, 1])
    assert all(len(co.enumerate_stable_structures(ties, rule=rule).value) == 15 for rule in RULES)
    close = co.Valuation.from_function(["A", "B"], lambda P: [10**9 + Fraction(len(P), 10**9)] * 2)
    assert co.enumerate_stable_structures(close).value == {close.partitions()[1]}
    huge = co.Valuation.from_function(["A", "B"], lambda P: [10**30 + len(P), 0])
    assert co.enumerate_stable_structures(huge).value == {huge.partitions()[1]}
    assert "{A, B}" in close._repr_html_()
    assert close.to_latex().startswith(r"\begin{tabular}")
    import pickle

    assert pickle.loads(pickle.dumps(close)) == close
    assert hash(pickle.loads(pickle.dumps(close))) == hash(close)


def test_floats_are_shared_without_rounding():
    # 0.3 / 3 is rounded to 0.09999999999999999 as a float, but a third of 0.3 is less than 0.1 by another amount
    game = co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: 0.3 if len(S) == 3 else 0.1 * len(S))
    shared = co.Valuation.from_partition_function(game)
    assert shared[[["A", "B", "C"]]]["A"] == Fraction(0.3) / 3
    assert shared[[["A", "B"], ["C"]]]["A"] == Fraction(0.2) / 2


def test_symbols():
    w = co.parameter("w")
    open_order = co.Valuation.from_function(["A", "B"], lambda P: [w, 0] if len(P) == 1 else [0, 1])
    with pytest.raises(co.UndecidedError, match="numbers in"):
        co.enumerate_stable_structures(open_order)
    decided = co.Valuation.from_function(["A", "B"], lambda P: [w * w + len(P), 0])
    assert len(co.enumerate_stable_structures(decided).value) == 1
    shares = co.Valuation.from_partition_function(co.PartitionFunctionGame.from_function(["A", "B"], lambda S, P: w * len(S)))
    assert shares[[["A", "B"]]] == {"A": w, "B": w}


def test_refusals():
    game = co.cournot_partition_game(["A", "B", "C"])
    for options in ({"rule": "beta"}, {"deviations": "all"}):
        with pytest.raises(co.InvalidArgumentError):
            co.enumerate_stable_structures(game, **options)
    for options in ({"membership": "closed"}, {"moves": "none"}, {"rest": "gone"}, {"membership": "open", "rest": "alone"}):
        with pytest.raises(co.InvalidArgumentError):
            co.environment(game, **options)
    with pytest.raises(co.UnsupportedGameError, match=r"Valuation\.from_function"):
        co.enumerate_stable_structures(co.TUGame.from_vector(["A"], [1], order="mask"))
    with pytest.raises(co.LimitExceededError, match=r"limit=3.*individual"):
        co.enumerate_stable_structures(game, limit=3)
    with pytest.raises(co.LimitExceededError, match=r"limit=3.*enumerate_stable_structures"):
        co.announcement_game(game, limit=3)
    with pytest.raises(co.InvalidArgumentError):
        co.announcement_game(game, rule="alpha")
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        co.Valuation.from_function(range(3), lambda P: [0, 0, 0], limit=2)
    with pytest.raises(co.InvalidArgumentError):
        co.check_stable_structure(game, [["A"], ["B"]])


def test_agreements_as_environments():
    game = co.public_good_agreement({"A": 1, "B": 1, "C": 2})
    env = co.environment(game)
    stable = co.enumerate_stable_agreements(game).value
    assert set(co.enumerate_unblocked(env).value) == set(stable)
    assert len(co.environment(game, moves="coalitional").targets) == 8 * 7
    with pytest.raises(co.LimitExceededError, match="enumerate_stable_agreements"):
        co.environment(game, limit=3)
    with pytest.raises(co.InvalidArgumentError):
        co.environment(game, moves="nested")
    assert env.options == {"form": "agreement", "moves": "individual"}
    shared = co.environment(co.cournot_partition_game(["A", "B", "C"]), rest="alone")
    assert dict(shared.options)["sharing"] == "equal"
    assert dict(shared.options)["rest"] == "alone"
