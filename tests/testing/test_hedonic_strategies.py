from hypothesis import find, given

import coalitions as co
from coalitions.testing import hedonic_games


def test_games_without_a_nash_stable_partition_are_reached_and_shrink():
    game = find(hedonic_games(max_players=4), lambda g: not co.enumerate_nash_stable(g).value)
    assert len(game.players) == 2  # one wants the other, who does not
    assert find(hedonic_games(min_players=2, strict=True), lambda g: not co.enumerate_nash_stable(g).value)


@given(hedonic_games(levels=1))
def test_one_level_is_indifference(game):
    assert all(len(list(game.preferences(i))) == 1 for i in game.players)
