"""The four equilibria of Heyen and Lehtomaa (2021), Oxford Open Climate Change 1, kgab010, from the model alone.

Transition probabilities and values are those that the authors' replication files print (results/P_….tex and V_….tex).
"""

from fractions import Fraction

import pytest

import coalitions as co
from coalitions.games.proposals import changed

#: What each country likes best: base temperature 21.5, 14 and 11.5 less the ideal 13, plus 3.
IDEAL = {"W": Fraction("11.5"), "T": Fraction(4), "C": Fraction("1.5")}
STATES = ["", "TC", "WC", "WT", "WTC"]
MOST = Fraction("0.000005")


def name(partition):
    return "".join(p for block in partition if len(block) > 1 for p in block)


def majority(proposer, source, target):
    """All who join, but only half of those who are in already (supplement: "without unanimity")."""
    asked = [p for p in changed(proposer, source, target)[0] if p != proposer]
    before, after = name(source), name(target)
    joining = [p for p in after if p not in before and p != proposer]
    if len(asked) < 2:
        return [asked]
    if joining:
        return [joining] if proposer not in before or proposer in after else [list(after)]
    return [[p] for p in before if p != proposer]


def geoengineering(rule, damages=(1, 1, 1), approval="changed"):
    d = dict(zip("WTC", map(Fraction, damages), strict=True))

    def level(coalition):
        return sum(d[i] * IDEAL[i] for i in coalition) / sum(d[i] for i in coalition)

    def payoffs(partition):
        strong = [c for c in partition if len(c) >= 2 or rule == "weak governance"]
        G = max(map(level, strong), default=0)  # under the threshold there is at most one
        return {i: d[i] * G * (2 * IDEAL[i] - G) for i in d}

    return co.ProposalGame.from_partitions(list("WTC"), payoffs, discount="0.99", approval=approval)


def printed(process):
    """The process as the tables print it: rows and columns (), (TC), (WC), (WT), (WTC)."""
    place = {name(s): s for s in process.states}
    P = [[process[place[x]].get(place[y], 0) for y in STATES] for x in STATES]
    return P, [[process.value_at(place[x])[i] for i in "WTC"] for x in STATES]


def matches(process, P, V):
    mine, values = printed(process)
    near = all(
        abs(a - Fraction(b)) <= MOST for row, line in zip(values, V, strict=True) for a, b in zip(row, line, strict=True)
    )
    return mine == [[Fraction(p) for p in row] for row in P] and near


a, b = "1/3", "2/3"
UNANIMOUS = [[0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [a, 0, b, 0, 0], [a, 0, 0, b, 0], [0, 0, a, a, a]]
PUBLISHED = {
    "power threshold": (
        geoengineering("threshold"),
        UNANIMOUS,
        [
            ("55.13063", "14.29313", "0.68063"),
            ("55.68750", "14.43750", "0.68750"),
            ("56.66355", "14.15950", "-0.00851"),
            ("56.98524", "13.92972", "-0.42211"),
            ("57.44227", "14.03234", "-0.43764"),
        ],
    ),
    "weak governance": (
        geoengineering("weak governance"),
        [[1, 0, 0, 0, 0], [b, a, 0, 0, 0], [a, 0, b, 0, 0], [a, 0, 0, b, 0], [0, a, 0, 0, b]],
        [
            ("132.25000", "-40.25000", "-97.75000"),
            ("132.25000", "-40.25000", "-97.75000"),
            ("131.51471", "-38.77941", "-95.54412"),
            ("131.83640", "-39.00919", "-95.95772"),
            ("131.24918", "-38.67729", "-95.31944"),
        ],
    ),
    "unequal damages with unanimity": (
        geoengineering("threshold", ("0.75", "1.25", 1)),
        UNANIMOUS,
        [
            ("43.13833", "18.27222", "0.31778"),
            ("43.57407", "18.45679", "0.32099"),
            ("44.06655", "18.20580", "-0.16561"),
            ("44.30215", "18.03222", "-0.45547"),
            ("44.53839", "18.12685", "-0.45954"),
        ],
    ),
    "unequal damages without unanimity": (
        geoengineering("threshold", ("0.75", "1.25", 1), majority),
        [[0, b, 0, a, 0], [0, a, 0, 0, b], [0, a, 0, 0, b], [0, a, 0, a, a], [0, 0, 0, 0, 1]],
        [
            ("67.00011", "18.41291", "-10.13739"),
            ("67.54180", "18.64087", "-10.13498"),
            ("67.85304", "18.61645", "-10.29936"),
            ("67.94703", "18.51496", "-10.44939"),
            ("67.90495", "18.64366", "-10.29340"),
        ],
    ),
}


@pytest.mark.parametrize("case", PUBLISHED)
def test_the_published_equilibrium_is_found(case):
    game, P, V = PUBLISHED[case]
    answer = co.enumerate_markov_equilibria(game)
    found = [process for process in answer.value if matches(process, P, V)]
    assert len(found) == 1
    assert co.check_markov_equilibrium(game, found[0]).value
    if case != "weak governance":
        assert len(answer.value) == 1  # no other without indifference
        return
    # () and (TC) pay the same to everybody, and only the warm country, left alone, acts in both. So all are indifferent
    # between them, and strict rankings lead to several equilibria, with the same values; the paper shows one.
    assert len({process.values for process in answer.value}) == 1
    assert len({process.transitions for process in answer.value}) == 5


def test_payoffs_as_printed():
    game = geoengineering("threshold", ("0.75", "1.25", 1))
    rows = {name(s): u for s, u in zip(game.states, game.payoffs, strict=True)}
    assert [round(float(u), 5) for u in rows["WT"]] == [82.70801, 10.11230, -25.97266]
    assert [round(float(u), 5) for u in rows["WTC"]] == [67.90495, 18.64366, -10.29340]
    assert rows[""] == (0, 0, 0)


def test_neighboring_processes_are_none():
    game, _, _ = PUBLISHED["power threshold"]
    (process,) = co.enumerate_markov_equilibria(game).value
    for x, state in enumerate(game.states):
        for i, player in enumerate(game.players):
            for y, target in enumerate(game.states):
                if process.proposals[x][i][0][0] == y:
                    continue
                given = {
                    (p, s): game.states[process.proposals[k][j][0][0]]
                    for k, s in enumerate(game.states)
                    for j, p in enumerate(game.players)
                }
                assert not co.check_markov_equilibrium(game, given | {(player, state): target}).value


def test_the_same_rules_as_an_environment():
    """Movers are those whose coalition changes, or the one who leaves alone. Computed for the power threshold, not published."""
    game, _, _ = PUBLISHED["power threshold"]
    moves = []
    for x, source in enumerate(game.states):
        for y, target in enumerate(game.states):
            alone = [p for i, p in enumerate(game.players) if game.approvals[i][x][y] == (0,)]
            if x != y:
                moves += [(name(source), name(target), p) for p in alone]
                theirs = [{p: c for c in partition for p in c} for partition in (source, target)]
                moves.append((name(source), name(target), [p for p in game.players if theirs[0][p] != theirs[1][p]]))
    payoffs = {name(s): u for s, u in zip(game.states, game.payoffs, strict=True)}
    env = co.Environment.from_moves(game.players, STATES, moves, payoffs=payoffs)
    assert co.enumerate_farsighted_stable_sets(env).value == ({"TC"},)
    assert co.enumerate_unblocked(env).value == {"TC", "WT", "WTC"}
    assert co.largest_consistent_set(env).value == {"TC", "WC", "WT", "WTC"}
    # the absorbing state of the equilibrium is the farsighted stable set
    (process,) = co.enumerate_markov_equilibria(game).value
    assert {name(s) for s in process.absorbing} == {"TC"}
