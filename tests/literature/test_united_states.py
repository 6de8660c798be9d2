"""The legislature of the United States as a game of 536 or 537 players of three or four types.

A bill passes with majorities of both houses and the president (the vice president breaks a tie in the senate), or with two
thirds of both houses. The values of Taylor and of Shapley and Shubik are quoted from memory, and the rankings from the abstract
of Powers; the sources themselves could not be read again.
"""

import pytest

import coalitions as co


def congress(representatives=435, senators=100, *, vice_president=False):
    def passes(k):
        house, senate = k["representative"], k["senator"]
        tie = vice_president and k["vice president"] and 2 * senate == senators
        majority = 2 * house > representatives and (2 * senate > senators or tie) and k["president"]
        return int(bool(majority or (3 * house >= 2 * representatives and 3 * senate >= 2 * senators)))

    types = {"president": 1, "senator": senators, "representative": representatives}
    return co.TypedGame.from_function(types | ({"vice president": 1} if vice_president else {}), passes)


@pytest.fixture(scope="module")
def taylor():
    return congress()


@pytest.mark.parametrize(
    ("index", "share", "digits"),
    [
        (co.shapley_shubik_index, 0.16047, 5),
        (co.banzhaf_index, 0.038, 3),
        (co.johnston_index, 0.77, 2),
        (co.deegan_packel_index, 0.0037, 4),
    ],
    ids=lambda p: getattr(p, "__name__", None),
)
def test_the_power_of_the_president(taylor, index, share, digits):
    """Taylor (1995), Mathematics and Politics, chapters 4 and 9: four indices that say quite different things."""
    solution = index(taylor)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert round(float(solution.value["president"]), digits) == share


def test_house_senate_and_president_of_1954():
    """Shapley and Shubik (1954): the power of House, Senate (96 members then) and President is as 5 : 5 : 2."""
    game = congress(senators=96)
    power = co.shapley_shubik_index(game).value
    parts = [12 * power.total(game.members[name]) for name in ("representative", "senator", "president")]
    assert [round(float(part)) for part in parts] == [5, 5, 2]
    assert sum(parts) == 12


def test_rankings():
    """Powers (2019), Power index rankings in bicameral legislatures and the US legislative system."""
    game = congress(vice_president=True)
    for index in (co.shapley_shubik_index, co.banzhaf_index, co.johnston_index):
        power = index(game).value
        senator, representative = power["senator 1"], power["representative 1"]
        assert power["president"] > senator >= power["vice president"] > representative
