from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import balanced_games, superadditive_games, tu_games
from tests.literature.lexicographic import kohlberg

SOLVERS = [co.nucleolus, co.prenucleolus, co.per_capita_prenucleolus]


def worths(game):
    return [Fraction(game.worth(mask)) for mask in range(1 << len(game.players))]


def bankruptcy(claims, estate):
    total = sum(claims)
    return co.TUGame.from_function(
        range(len(claims)), lambda S: max(0, estate - (total - sum(c for i, c in enumerate(claims) if i in S)))
    )


def contested_garment(claims, estate):
    """The rule of Aumann and Maschler (1985): equal awards up to half of the claims, then equal losses."""
    halves = [Fraction(c, 2) for c in claims]
    if 2 * estate > sum(claims):
        return [c - loss for c, loss in zip(claims, contested_garment(claims, sum(claims) - estate), strict=True)]
    out, rest = dict.fromkeys(range(len(claims)), Fraction(0)), Fraction(estate)
    for place, i in enumerate(sorted(out, key=lambda i: halves[i])):
        out[i] = min(halves[i], rest / (len(claims) - place))
        rest -= out[i]
    return list(out.values())


@pytest.mark.parametrize(("estate", "awards"), [(100, ["100/3", "100/3", "100/3"]), (200, [50, 75, 75]), (300, [50, 100, 150])])
def test_the_three_wives_of_the_talmud(estate, awards):
    # Ketubot 93a; Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud
    game = bankruptcy([100, 200, 300], estate)
    for solver in (co.nucleolus, co.prenucleolus):
        solution = solver(game)
        assert list(solution.value.values()) == [Fraction(a) for a in awards]
        assert solution.guarantee is co.Guarantee.CERTIFIED


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 60))
def test_bankruptcy_by_the_rule_of_the_contested_garment(claims, estate):
    estate = min(estate, sum(claims))
    assert list(co.nucleolus(bankruptcy(claims, estate)).value.values()) == contested_garment(claims, estate)


@pytest.mark.parametrize(
    ("values", "nucleolus", "prenucleolus"),
    [
        # Peleg and Sudhölter (2007), Theory of cooperative games, example 5.5.12
        ([0, 0, 0, 10, 0, 0, 2], None, [3, 3, -4]),
        # Ferguson (UCLA), Game theory, part IV: Games in coalitional form
        ([-1, 0, 1, 3, 4, 2, 5], ["8/3", "2/3", "5/3"], ["8/3", "2/3", "5/3"]),
        # the manual of CoopGame 0.2.2 (Staudacher, Anwander, Gebele)
        ([0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21], ["7/2", "9/2", "11/2", "15/2"], ["7/2", "9/2", "11/2", "15/2"]),
    ],
)
def test_published_games(values, nucleolus, prenucleolus):
    game = co.TUGame.from_vector(list("ABC" if len(values) == 7 else "ABCD"), values, order="size")
    assert list(co.prenucleolus(game).value.values()) == [Fraction(a) for a in prenucleolus]
    if nucleolus is not None:
        assert list(co.nucleolus(game).value.values()) == [Fraction(a) for a in nucleolus]


def test_the_savings_of_young():
    # Young (1985), Monotonic solutions of cooperative games, p. 68: costs, and the per-capita nucleolus of what they save
    costs = co.TUGame.from_vector(["A", "B", "C"], [15, 20, 55, 35, 61, 65, 78], order="size")
    savings = co.TUGame.from_function(["A", "B", "C"], lambda S: sum(costs[p] for p in S) - costs[S])
    assert list(co.per_capita_prenucleolus(savings).value.values()) == [Fraction(2, 3), Fraction(7, 6), Fraction(61, 6)]


def littlechild(costs):
    """The nucleolus of sharing a runway, for rising costs: Littlechild (1974), A simple expression for the nucleolus."""
    n, paid, done, last, before = len(costs), [], 0, Fraction(0), 0
    while done < n:
        options = {i: (costs[i - 1] - before + last) / (i - done + 1) for i in range(done + 1, n)}
        options[n] = (costs[n - 1] - before + last) / Fraction(n - done)
        last = min(options.values())
        upto = max(i for i, share in options.items() if share == last)
        paid += [last] * (upto - done)
        before, done = costs[upto - 1], upto
    return paid


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6).map(sorted))
def test_airport_by_the_formula_of_littlechild(costs):
    game = co.TUGame.from_function(range(len(costs)), lambda S: -max(costs[i] for i in S))
    assert [-a for a in co.nucleolus(game).value.values()] == littlechild([Fraction(c) for c in costs])


@pytest.mark.parametrize("weights", [(1, 1, 1), (2, 1, 1, 1), (2, 2, 2, 1, 1, 1), (3, 2, 2, 1, 1), (5, 1, 1, 1, 1, 1, 1)])
def test_constant_sum_weighted_majority(weights):
    # Peleg (1968): homogeneous weights of a constant-sum game without dummies are proportional to the nucleolus
    total = sum(weights)
    assert total % 2
    game = co.TUGame.from_function(range(len(weights)), lambda S: int(2 * sum(weights[i] for i in S) > total))
    for solver in (co.nucleolus, co.prenucleolus):
        assert list(solver(game).value.values()) == [Fraction(w, total) for w in weights]


def test_a_voting_game_is_tabulated():
    council = co.WeightedVotingGame.from_weights(quota=4, weights={"A": 3, "B": 2, "C": 1, "D": 1})
    assert co.nucleolus(council).value == {"A": Fraction(2, 5), "B": Fraction(1, 5), "C": Fraction(1, 5), "D": Fraction(1, 5)}


def test_gloves():
    # the short side takes everything: the core is that one point
    game = co.TUGame.from_function(["L1", "L2", "R"], lambda S: min(sum(p[0] == "L" for p in S), sum(p[0] == "R" for p in S)))
    assert co.nucleolus(game).value == {"L1": 0, "L2": 0, "R": 1}
    assert co.prenucleolus(game).value == {"L1": 0, "L2": 0, "R": 1}


def test_by_hand_where_the_bounds_matter():
    # e(AB) = 9 + x_C and e(C) = -x_C are largest: equal at x_C = -9/2, at 0 if C may not lose
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 1}, missing=0)
    assert co.prenucleolus(game).value == {"A": Fraction(11, 4), "B": Fraction(11, 4), "C": Fraction(-9, 2)}
    solution = co.nucleolus(game)
    assert solution.value == {"A": Fraction(1, 2), "B": Fraction(1, 2), "C": 0}
    assert "players at v(i)" in repr(solution)
    # per member: (9 + x_C) / 2 = -x_C at x_C = -3
    assert co.per_capita_prenucleolus(game).value == {"A": 2, "B": 2, "C": -3}


def test_no_imputation():
    game = co.TUGame.from_worths(["A", "B"], {"A": "1/2", "B": 1, ("A", "B"): "4/3"})
    solution = co.nucleolus(game)
    assert solution.value is None
    assert repr(solution) == "nucleolus: none   [certified; the players alone are worth 3/2 > 4/3]"
    assert co.prenucleolus(game).value == {"A": Fraction(5, 12), "B": Fraction(11, 12)}
    exactly = co.TUGame.from_worths(["A", "B"], {"A": "1/2", "B": 1, ("A", "B"): "3/2"})
    assert co.nucleolus(exactly).value == {"A": Fraction(1, 2), "B": 1}


@pytest.mark.parametrize("solver", SOLVERS)
def test_degenerate(solver):
    assert solver(co.TUGame.from_vector([], [0], order="mask")).value == {}
    assert solver(co.TUGame.from_vector(["A"], [-5], order="mask")).value == {"A": -5}
    assert solver(co.TUGame.from_vector(["A", "B"], [1, 2, 7], order="mask")).value == {"A": 3, "B": 4}
    assert solver(co.TUGame.from_function(range(5), lambda S: 0)).value == dict.fromkeys(range(5), 0)
    assert solver(co.TUGame.from_function(range(5), lambda S: sum(S))).value == {i: i for i in range(5)}
    assert solver(co.TUGame.from_function(range(5), lambda S: -len(S))).value == dict.fromkeys(range(5), -1)
    equal = co.TUGame.from_function(range(6), lambda S: len(S) ** 2)
    assert solver(equal).value == dict.fromkeys(range(6), 6)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("scale", [Fraction(1, 10**9), 10**9, 10**13 + 7, Fraction(1, 10**30), 10**30, 10**400])
def test_scales(solver, scale):
    base = [0, 0, 1, 3, -2, 4, 5, 9]
    plain = solver(co.TUGame.from_vector(["A", "B", "C"], base, order="mask")).value
    scaled = solver(co.TUGame.from_vector(["A", "B", "C"], [scale * v for v in base], order="mask")).value
    assert scaled == {p: a * scale for p, a in plain.items()}


def test_worths_that_differ_in_the_last_digits():
    big = 10**14
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 2 * big + 1, 0, 2 * big, 2 * big - 1, 3 * big], order="mask")
    assert co.prenucleolus(game).value == {"A": big + 1, "B": big, "C": big - 1}
    four = co.TUGame.from_function(range(4), lambda S: big * len(S) ** 2 + sum(3**i for i in S))
    for solver in SOLVERS:
        assert solver(four).value == {i: 4 * big + 3**i for i in range(4)}


def test_floats_are_what_they_are():
    game = co.TUGame.from_worths(["A", "B"], {"A": 0.0, "B": 0.0, ("A", "B"): 0.1})
    assert co.nucleolus(game).value == dict.fromkeys("AB", Fraction(0.1) / 2)
    tiny = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 1e-9, ("A", "B", "C"): 1e9}, missing=0)
    assert kohlberg(worths(tiny), co.prenucleolus(tiny).value.amounts)


@given(tu_games(max_players=4), st.sampled_from(SOLVERS), st.integers(1, 5), st.lists(st.integers(-9, 9), min_size=4))
def test_covariance(game, solver, factor, shifts):
    names = game.players.names
    shift = dict(zip(names, shifts, strict=False))
    other = co.TUGame.from_function(names, lambda S: Fraction(factor, 3) * game[S] + sum(shift[p] for p in S))
    value, moved = solver(game).value, solver(other).value
    assert moved == (None if value is None else {p: Fraction(factor, 3) * value[p] + shift[p] for p in names})


@given(tu_games(max_players=4), st.sampled_from(SOLVERS), st.randoms(use_true_random=False))
def test_names_do_not_matter(game, solver, random):
    names = list(game.players.names)
    random.shuffle(names)
    renamed = co.TUGame.from_worths(names, game.to_dict())
    assert solver(renamed).value == solver(game).value


@given(balanced_games(max_players=5))
def test_in_the_core_where_there_is_one(game):
    x = co.prenucleolus(game).value
    assert co.check_in_core(game, x).value
    assert co.nucleolus(game).value == x


@given(tu_games(min_players=2, max_players=4, low=-9, high=9))
def test_in_the_least_core(game):
    x = co.prenucleolus(game).value
    largest = max(game[S] - x.total(S) for mask in range(1, game.players.grand) if (S := game.players.coalition(mask)))
    assert largest == co.least_core(game).value.epsilon


@given(superadditive_games(max_players=4))
def test_null_players_get_nothing_in_zero_monotonic_games(game):
    names = (*game.players.names, "null")
    wider = co.TUGame.from_function(names, lambda S: game[[p for p in S if p != "null"]])
    x = co.prenucleolus(wider).value
    assert x == {**co.prenucleolus(game).value, "null": 0}
    assert co.nucleolus(wider).value == x


@given(tu_games(min_players=3, max_players=4), st.integers(1, 14))
def test_consistency_of_davis_and_maschler(game, mask):
    # Sobolev (1975): the members of T share the same in the reduced game in which others may be hired at their payoffs
    mask %= game.players.grand
    assume(mask)
    x = co.prenucleolus(game).value
    inside = list(game.players.coalition(mask))
    outside = list(game.players.coalition(game.players.grand ^ mask))

    def reduced(S):
        if len(S) == len(inside):
            return x.total(inside)
        hired = [[p for k, p in enumerate(outside) if m >> k & 1] for m in range(1 << len(outside))]
        return max(game[[*S, *Q]] - x.total(Q) for Q in hired)

    assert co.prenucleolus(co.TUGame.from_function(inside, reduced)).value == {p: x[p] for p in inside}


@given(tu_games(min_players=2, max_players=3), st.sampled_from([co.prenucleolus, co.per_capita_prenucleolus]))
def test_no_other_payoffs_have_the_certificate(game, solver):
    solution = solver(game)
    amounts = solution.value.amounts
    for i, j in permutations(range(len(amounts)), 2):
        moved = list(amounts)
        moved[i], moved[j] = moved[i] + Fraction(1, 1000), moved[j] - Fraction(1, 1000)
        size = int.bit_count if solver is co.per_capita_prenucleolus else lambda S: 1
        assert not kohlberg(worths(game), moved, size=size)


@given(st.integers(-20, 20), st.integers(1, 20))
def test_per_capita_grows_with_the_whole(worth, more):
    # Young, Okada and Hashimoto (1982): if v(N) alone grows, all gain the same
    table = [0, 3, 1, 4, -1, 5, 9, worth]
    before = co.per_capita_prenucleolus(co.TUGame.from_vector(["A", "B", "C"], table, order="mask")).value
    after = co.per_capita_prenucleolus(co.TUGame.from_vector(["A", "B", "C"], [*table[:-1], worth + more], order="mask")).value
    assert after == {p: a + Fraction(more, 3) for p, a in before.items()}


@pytest.mark.parametrize("solver", SOLVERS)
def test_twelve_players(solver):
    # certified by a criterion that knows nothing of how the point was found
    game = co.TUGame.from_function(
        range(12), lambda S: sum((i * j * 7919) % 31 - 9 for i in S for j in S if i < j) % 97 * len(S)
    )
    solution = solver(game)
    assert solution.value is None or solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.diagnostics.get("levels", 1) <= 11


@pytest.mark.parametrize("solver", SOLVERS)
def test_refusals(solver):
    game = co.TUGame.from_vector(["A", "B"], [0, 0, 1], order="mask")
    with pytest.raises(co.LimitExceededError, match="write limit=2"):
        solver(game, limit=1)
    with pytest.raises(co.UndecidedError, match="symbols w; put numbers in"):
        solver(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"))
    with pytest.raises(co.UnsupportedGameError):
        solver([0, 0, 0, 1])
