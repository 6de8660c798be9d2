"""Hedonic games as environments: what the notions of any environment say agrees with the solvers of hedonic games."""

import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.testing import hedonic_games
from tests.literature.hedonic import COMPANY, GUEST, by_digits

PAIRS = [
    (co.enumerate_core_partitions, {"moves": "coalitional"}),
    (co.enumerate_core_partitions, {"moves": "coalitional", "rest": "alone"}),
    (co.enumerate_strict_core_partitions, {"moves": "coalitional", "strictly": "one"}),
    (co.enumerate_nash_stable, {"moves": "individual"}),
    (co.enumerate_individually_stable, {"moves": "individual", "consent": "joined"}),
    (co.enumerate_contractually_nash_stable, {"moves": "individual", "consent": "left"}),
    (co.enumerate_contractually_individually_stable, {"moves": "individual", "consent": "both"}),
]


@pytest.mark.parametrize(("special", "options"), PAIRS)
@settings(max_examples=25)
@given(game=hedonic_games(min_players=1, max_players=4))
def test_unblocked_states_are_the_stable_partitions(special, options, game):
    unblocked = co.enumerate_unblocked(co.environment(game, **options)).value
    assert set(unblocked) == set(special(game).value)


@pytest.mark.parametrize("rest", ["together", "alone"])
@settings(max_examples=25)
@given(game=hedonic_games(min_players=1, max_players=4, strict=True))
def test_every_core_partition_is_a_farsighted_stable_set(rest, game):
    """Diamantoudi and Xue (2003): if preferences are strict, everybody else finds a way to a core partition."""
    env = co.environment(game, rest=rest)
    for partition in co.enumerate_core_partitions(game).value:
        assert co.check_farsighted_stable_set(env, [partition]).value


def moved(game, partition, coalition, rest):
    """What a coalition brings about, in sets."""
    out = [frozenset(coalition)]
    for block in partition:
        left = block - coalition
        out += [left] if left == block or rest == "together" else [frozenset([i]) for i in left]
    return frozenset(b for b in out if b)


@pytest.mark.parametrize("rest", ["together", "alone"])
def test_moves_of_coalitions_in_sets(rest):
    game = by_digits("1", "2", "3", "4")
    env = co.environment(game, rest=rest)
    assert len(env.states) == 15
    for state in env.states:
        blocks = frozenset(frozenset(c) for c in state)
        expected = set()
        for mask in range(1, 16):
            coalition = frozenset(game.players.coalition(mask))
            after = moved(game, blocks, coalition, rest)
            if after != blocks:
                expected.add((after, coalition))
        found = {(frozenset(map(frozenset, to)), frozenset(who)) for to, who, _ in env.moves_from(state)}
        assert found == expected


def test_moves_of_one_player_in_sets():
    env = co.environment(GUEST, moves="individual", consent="both")
    pair = co.Partition.from_coalitions(GUEST.players, [["1", "2"], ["3"]])
    found = {(repr(to), frozenset(who), frozenset(ask)) for to, who, ask in env.moves_from(pair)}
    assert found == {
        ("{1} | {2} | {3}", frozenset("1"), frozenset("2")),
        ("{1} | {2} | {3}", frozenset("2"), frozenset("1")),
        ("{1, 3} | {2}", frozenset("1"), frozenset("23")),
        ("{1} | {2, 3}", frozenset("2"), frozenset("13")),
        ("{1, 2, 3}", frozenset("3"), frozenset("12")),
    }


def test_words():
    env = co.environment(COMPANY)
    assert env.options["form"] == "hedonic"
    pair = co.Partition.from_coalitions(COMPANY.players, [["1", "2"], ["3"]])
    blocked = co.check_unblocked(env, pair)
    assert blocked.value is False
    assert "{2, 3}" in blocked.certificate.describe(env)


def test_no_players_and_refusals():
    none = co.HedonicGame.from_preferences([], {})
    assert len(co.environment(none).states) == 1
    for options in ({"moves": "none"}, {"consent": "all"}, {"rest": "gone"}, {"colour": "red"}):
        with pytest.raises(co.InvalidArgumentError):
            co.environment(COMPANY, **options)
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.environment(COMPANY, limit=3)
