"""Matching games, sequencing games, clan games: by definition, and by their known properties."""

from dataclasses import replace
from fractions import Fraction as F
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.clans import BigBoss, ClanBreach, ClanHolds, NoBigBoss
from coalitions.testing import monotone_games, tu_games


def subsets(game):
    return [(tuple(s), game[tuple(s)]) for s in (game.players.coalition(m) for m in range(1 << len(game.players)))]


# -- matching --------------------------------------------------------------------------------------------------------------


@st.composite
def graphs(draw, numbers):
    names = list("ABCDE"[: draw(st.integers(0, 5))])
    edges = [e for e in combinations(names, 2) if draw(st.booleans())]
    return names, {draw(st.permutations(e).map(tuple)): draw(numbers) for e in edges}


def best_matching(members, weights):
    """All sets of edges, tried one after the other."""
    edges = [(set(e), w) for e, w in weights.items() if set(e) <= set(members)]
    best = 0
    for k in range(len(members) // 2 + 1):
        for chosen in combinations(edges, k):
            if len(set().union(*(e for e, _ in chosen))) == 2 * k:
                best = max(best, sum(w for _, w in chosen))
    return best


@given(graphs(st.integers(-2, 9)))
def test_matching(graph):
    names, weights = graph
    game = co.matching_game(weights, players=names)
    assert all(worth == best_matching(members, weights) for members, worth in subsets(game))


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=1, max_size=3))
def test_a_bipartite_graph_gives_the_assignment_game(matrix):
    weights = {(f"R{i + 1}", f"C{j + 1}"): a for i, row in enumerate(matrix) for j, a in enumerate(row)}
    market = co.assignment_game(matrix)
    assert co.matching_game(weights, players=market.players) == market


def test_matching_published_numbers_and_refusals():
    # by hand: three players of whom two can pair have no core point; on a circle of four, 1/2 for each is one
    ring = [("A", "B"), ("B", "C"), ("C", "D")]
    assert co.find_core_point(co.matching_game(dict.fromkeys([*ring[:2], ("C", "A")], 1))).value is None
    assert co.find_core_point(co.matching_game(dict.fromkeys([*ring, ("D", "A")], 1))).value is not None
    # by hand: two triangles joined by an edge match completely; x_i + x_j >= 1 on the triangles leaves only 1/2 for each
    joined = dict.fromkeys([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")], 1)
    assert co.matching_game(joined)[list("abcdef")] == 3
    assert co.find_core_point(co.matching_game(joined)).value == dict.fromkeys("abcdef", F(1, 2))
    third = co.matching_game({("A", "B"): "1/3", ("C", "D"): 10**30})
    assert third["A", "B", "C", "D"] == F(1, 3) + 10**30
    assert co.matching_game({("A", "B"): 0.5, ("C", "B"): 0.25}).kind == "float"
    assert co.matching_game({}, players=["A", "B"])["A", "B"] == 0
    assert co.matching_game({}).worth(0) == 0
    for wrong, error in (
        ({("A", "A"): 1}, co.InvalidGameError),
        ({"A": 1}, co.InvalidGameError),
        ({("A", "B", "C"): 1}, co.InvalidGameError),
        ({("A", "B"): 1, ("B", "A"): 2}, co.DuplicatePlayerError),
        ([("A", "B")], co.InvalidArgumentError),
        ({("A", "B"): "x"}, co.InvalidArgumentError),
        ({("A", "B"): co.parameter("w")}, co.UndecidedError),
    ):
        with pytest.raises(error, match="expected"):
            co.matching_game(wrong)
    with pytest.raises(co.UnknownPlayerError):
        co.matching_game({("A", "B"): 1}, players=["A"])
    with pytest.raises(co.LimitExceededError, match="at most limit=2"):
        co.matching_game(joined, limit=2)


# -- sequencing ------------------------------------------------------------------------------------------------------------

queues = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5).map(
    lambda jobs: dict(zip("ABCDE", jobs, strict=False))
)


def waiting(order, queue):
    time = cost = 0
    for p in order:
        time += queue[p][0]
        cost += queue[p][1] * time
    return cost


@settings(max_examples=40)
@given(queues)
def test_sequencing(queue):
    """The best order among those in which nobody outside S has other predecessors than before."""
    game, first = co.sequencing_game(queue), list(queue)
    orders = list(permutations(first))
    for members, worth in subsets(game):
        fixed = [p for p in first if p not in members]
        allowed = [o for o in orders if all(set(o[: o.index(p)]) == set(first[: first.index(p)]) for p in fixed)]
        assert worth == waiting(first, queue) - min(waiting(o, queue) for o in allowed)
    assert co.check_convex(game).value is True


@given(queues)
def test_equal_gain_splitting_is_in_the_core(queue):
    # Curiel, Pederzoli and Tijs (1989): each gain of two players is shared equally by them
    shares = dict.fromkeys(queue, F(0))
    for i, j in combinations(queue, 2):
        gain = max(0, queue[j][1] * queue[i][0] - queue[i][1] * queue[j][0])
        shares[i] += F(gain, 2)
        shares[j] += F(gain, 2)
    assert co.check_in_core(co.sequencing_game(queue), shares).value is True


def test_sequencing_published_numbers_and_refusals():
    # the example of the literature after Curiel et al. (1989): p = (2, 2, 1), a = (4, 6, 5), and by hand g = 4, 6, 4
    game = co.sequencing_game({"A": (2, 4), "B": (2, 6), "C": (1, 5)})
    assert [game[tuple(s)] for s in ("AB", "BC", "AC", "ABC")] == [4, 4, 0, 14]
    assert co.shapley_value(game).value == {"A": 4, "B": 6, "C": 4}
    assert co.sequencing_game({"A": ("1/3", 1), "B": (1, 10**30)})["A", "B"] == F(10**30, 3) - 1
    assert co.sequencing_game({"A": (0.5, 1), "B": (1, 4)}).kind == "float"
    assert co.sequencing_game({}).worth(0) == 0
    for wrong, error in (
        ([(1, 2)], co.InvalidGameError),
        ({"A": 1}, co.InvalidGameError),
        ({"A": (1, 2, 3)}, co.InvalidGameError),
        ({"A": (-1, 2)}, co.InvalidGameError),
        ({"A": (1, -2)}, co.InvalidGameError),
        ({"A": (1, "x")}, co.InvalidArgumentError),
        ({"A": (1, co.parameter("w"))}, co.UndecidedError),
    ):
        with pytest.raises(error, match="expected"):
            co.sequencing_game(wrong)
    with pytest.raises(co.LimitExceededError, match="at most limit=2"):
        co.sequencing_game(dict.fromkeys("ABC", (1, 1)), limit=2)


# -- clans -----------------------------------------------------------------------------------------------------------------


def is_clan_game(game, clan):
    """The definition of Potters et al. (1989), with sets of names."""
    players = set(game.players)
    whole = game[tuple(players)]
    added = {p: whole - game[tuple(players - {p})] for p in players}
    for members, worth in subsets(game):
        if worth < 0 or (not clan <= set(members) and worth != 0):
            return False
        if clan <= set(members) and whole - worth < sum(added[p] for p in players - set(members)):
            return False
    return min(added.values()) >= 0


@given(st.one_of(tu_games(max_players=3, low=-1, high=2), monotone_games(max_players=3)), st.data())
def test_check_clan_by_definition(game, data):
    clan = data.draw(st.sets(st.sampled_from(game.players.names), min_size=1))
    solution = co.check_clan(game, clan)
    assert solution.value is is_clan_game(game, clan)
    assert solution.guarantee is co.Guarantee.CERTIFIED


@st.composite
def clans(draw):
    """A number of clan members and outputs that grow ever more slowly."""
    steps = sorted(draw(st.lists(st.integers(0, 5), max_size=3)), reverse=True)
    start = draw(st.integers(0, 3))
    return draw(st.integers(1, 2)), [start + sum(steps[:k]) for k in range(len(steps) + 1)]


@given(clans(), st.data())
def test_clan_games_and_their_core(drawn, data):
    size, output = drawn
    clan, others = list("AB"[:size]), list("CDE"[: len(output) - 1])
    game = co.clan_game(clan, others, output=output)
    for members, worth in subsets(game):
        assert worth == (output[len(set(members) & set(others))] if set(clan) <= set(members) else 0)
    assert is_clan_game(game, set(clan))
    assert co.check_clan(game, clan).value is True
    if size == 1:
        assert game == co.landlord_game(clan[0], others, output=output)
    # Potters et al. (1989): the core is x >= 0, x(N) = v(N), x_i <= M_i outside the clan
    most = output[-1] - output[-2] if others else 0
    x = {p: F(data.draw(st.integers(-1, 8)), 2) for p in [*clan[1:], *others]}
    x[clan[0]] = output[-1] - sum(x.values())
    expected = min(x.values()) >= 0 and all(x[p] <= most for p in others)
    assert co.check_in_core(game, x).value is expected


def test_clan_numbers_and_refusals():
    assert co.clan_game(["A"], [], output=[3])["A"] == 3
    assert co.clan_game(["A"], ["B"], output=[0, "1/3"])["A", "B"] == F(1, 3)
    for output, error in (
        ([0, 1, 5], co.InvalidGameError),
        ([0, 3, 2], co.InvalidGameError),
        ([-1, 3, 3], co.InvalidGameError),
        ([0, 3], co.InvalidGameError),
        ([0, 3, "x"], co.InvalidArgumentError),
        ([0, 3, co.parameter("w")], co.UndecidedError),
        ("03", co.InvalidArgumentError),
    ):
        with pytest.raises(error, match="expected"):
            co.clan_game(["A"], ["B", "C"], output=output)
    # the union property does not need each step to be smaller than the one before
    assert co.check_clan(co.clan_game(["A"], ["B", "C", "D"], output=[0, 1, 5, 6]), ["A"]).value is True
    with pytest.raises(co.InvalidGameError, match="at least one member"):
        co.clan_game([], ["B"], output=[0, 1])
    with pytest.raises(co.DuplicatePlayerError):
        co.clan_game(["A"], ["A"], output=[0, 1])
    with pytest.raises(co.LimitExceededError):
        co.clan_game(["A"], ["B", "C"], output=[0, 1, 2], limit=2)


def test_clan_evidence():
    game = co.clan_game(["A", "B"], ["C", "D"], output=[0, 3, 5])
    yes = co.check_clan(game, ["A", "B"])
    # larger sets than {A, B} are no clan, since coalitions without C are worth something
    for mask in (1 << 2, 4 | 3, 0, 16, True, 3.0, -1):
        with pytest.raises(co.CertificateError):
            replace(yes, certificate=ClanHolds(mask)).verify()
    for broken, worths, mask in (
        ("not negative", [-1, 0, 3], 1),
        ("clan", [0, 1, 3], 2),
        ("contribution", [4, 0, 3], 1),
    ):
        no = co.check_clan(co.TUGame.from_vector(["A", "B"], worths, order="mask"), ["A"])
        assert (no.value, no.certificate) == (False, ClanBreach(1, broken, mask))
        assert no.certificate.describe(no.game)
        for change in (
            {"mask": 3},
            {"mask": 4},
            {"mask": True},
            {"mask": -1},
            {"clan": 2},
            {"clan": 0},
            {"clan": True},
            {"broken": "x"},
        ):
            with pytest.raises(co.CertificateError):
                replace(no, certificate=replace(no.certificate, **change)).verify()
    union = co.check_clan(co.landlord_game("L", ["A", "B"], output=[0, 1, 5]), ["L"])
    assert union.certificate == ClanBreach(1, "union", 1)
    with pytest.raises(co.CertificateError):
        replace(union, certificate=replace(union.certificate, mask=7)).verify()
    for wrong, error in (([], co.InvalidArgumentError), (["Z"], co.UnknownPlayerError), (["A", "A"], co.DuplicatePlayerError)):
        with pytest.raises(error):
            co.check_clan(game, wrong)
    with pytest.raises(co.LimitExceededError):
        co.check_clan(game, ["A"], limit=3)
    with pytest.raises(co.UndecidedError):
        co.check_clan(co.TUGame.from_vector(["A", "B"], [co.parameter("w"), 0, 1], order="mask"), ["A"])
    assert yes.to_dict()["certificate"] == {"kind": "clan holds", "clan": "3"}


@given(st.one_of(tu_games(max_players=3, low=-1, high=2), monotone_games(max_players=3)))
def test_big_boss_by_definition(game):
    falls = any(game[s] > game[(*s, p)] for s, _ in subsets(game) for p in game.players if p not in s)
    bosses = [p for p in game.players if is_clan_game(game, {p}) and not falls]
    solution = co.find_big_boss(game)
    assert solution.value == (bosses[0] if bosses else None)
    assert solution.guarantee is co.Guarantee.CERTIFIED


@given(clans())
def test_a_landlord_is_a_big_boss(drawn):
    game = co.clan_game(["A"], list("CDE"[: len(drawn[1]) - 1]), output=drawn[1])
    assert co.find_big_boss(game).value == "A"
    assert co.check_in_core(game, {p: game[tuple(game.players)] * (p == "A") for p in game.players}).value is True


def test_big_boss_evidence():
    game = co.landlord_game("L", ["A", "B"], output=[0, 3, 5])
    yes = co.find_big_boss(game)
    for place in (1, 3, -1, 0.0, False, None):
        with pytest.raises(co.CertificateError):
            replace(yes, certificate=BigBoss(place)).verify()
    # L alone is worth 4, and with A only 3
    falling = co.TUGame.from_vector(["L", "A", "B"], [4, 0, 3, 0, 3, 0, 5], order="mask")
    assert co.check_clan(falling, ["L"]).value is False
    no = co.find_big_boss(falling)
    assert no.certificate == NoBigBoss((1, 1), ())
    for certificate in (
        NoBigBoss((1, 0), ()),
        NoBigBoss((0, 1), ()),
        NoBigBoss((9, 1), ()),
        NoBigBoss((1, 3), ()),
        NoBigBoss(None, ()),
    ):
        with pytest.raises(co.CertificateError):
            replace(no, certificate=certificate).verify()
    for certificate in (NoBigBoss((True, 1), ()), NoBigBoss((1, 1, 1), ()), BigBoss(0)):
        with pytest.raises(co.CertificateError):
            replace(no, certificate=certificate).verify()
    additive = co.find_big_boss(co.additive_game({"A": 1, "B": 2}))
    first, second = additive.certificate.breaches
    for breaches in ((first,), (second, first), (first, first), (), (first, None), (first, replace(second, mask=2))):
        with pytest.raises(co.CertificateError):
            replace(additive, certificate=NoBigBoss(None, breaches)).verify()
    with pytest.raises(co.CertificateError):
        replace(additive, certificate=NoBigBoss((0, 0), (first, second))).verify()
    assert co.find_big_boss(co.TUGame.from_vector([], [0], order="mask")).value is None
    assert co.find_big_boss(co.TUGame.from_vector(["A"], [0], order="mask")).value == "A"
    with pytest.raises(co.UndecidedError):
        co.find_big_boss(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    assert additive.to_dict()["certificate"]["kind"] == "no big boss"
