from hypothesis import find, given

import coalitions as co
from coalitions.testing import hedonic_games


def test_games_without_a_nash_stable_partition_are_reached():
    """One wants the other, who would rather be alone."""
    for strict in (False, True):
        game = find(hedonic_games(max_players=2, strict=strict), lambda g: not co.enumerate_nash_stable(g).value)
        wants = [game.prefers(i, ("A", "B"), i) for i in "AB"]
        assert sorted(wants) == [False, True]


@given(hedonic_games(levels=1))
def test_one_level_is_indifference(game):
    assert all(len(list(game.preferences(i))) == 1 for i in game.players)
