"""Games of one formula: by hand, by definition, and by their known properties."""

from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co

amounts = st.lists(st.integers(0, 9), min_size=1, max_size=5).map(lambda xs: dict(zip("ABCDE", xs, strict=False)))


def subsets(game):
    return [(set(s), game[tuple(s)]) for s in (game.players.coalition(m) for m in range(1 << len(game.players)))]


@given(st.dictionaries(st.sampled_from("ABCDE"), st.fractions(-3, 3, max_denominator=5), min_size=1))
def test_additive(payoffs):
    game = co.additive_game(payoffs)
    assert all(worth == sum(payoffs[p] for p in members) for members, worth in subsets(game))
    assert co.shapley_value(game).value == payoffs
    assert co.find_core_point(game).value == payoffs


def test_additive_numbers():
    w = co.parameter("w")
    assert co.additive_game({"A": w, "B": 1})["A", "B"] == w + 1
    assert co.additive_game({"A": 0.5, "B": 1}).kind == "float"
    big = co.additive_game(dict.fromkeys(range(20), 2**59))
    assert big.worth(big.players.grand) == 20 * 2**59
    assert co.additive_game({}).worth(0) == 0
    tiny = co.additive_game({"A": F(1, 10**9), "B": 10**10})
    assert tiny["A", "B"] == 10**10 + F(1, 10**9)
    with pytest.raises(co.InvalidArgumentError, match="mapping"):
        co.additive_game([1, 2])
    with pytest.raises(co.InvalidArgumentError):
        co.additive_game({"A": "x"})
    with pytest.raises(co.LimitExceededError, match="limit=7"):
        co.additive_game(dict.fromkeys(range(7), 1), limit=6)


@given(st.integers(1, 5), st.data())
def test_unanimity(n, data):
    mask = data.draw(st.integers(1, (1 << n) - 1))
    names = "ABCDE"[:n]
    needed = {p for k, p in enumerate(names) if mask >> k & 1}
    game = co.unanimity_game(list(names), needed)
    assert all(worth == (needed <= members) for members, worth in subsets(game))
    assert co.check_convex(game).value is True
    assert co.shapley_value(game).value == {p: F(p in needed, len(needed)) for p in names}


def test_unanimity_refuses():
    with pytest.raises(co.InvalidGameError, match="empty coalition"):
        co.unanimity_game(["A"], [])
    with pytest.raises(co.UnknownPlayerError):
        co.unanimity_game(["A"], "B")
    assert co.unanimity_game(range(500), [1, 2]).worth(6) == 1  # no table is made


@given(st.integers(1, 5), st.data())
def test_majority(n, data):
    quota = data.draw(st.none() | st.integers(1, n))
    game = co.majority_game(range(n), quota=quota)
    least = n // 2 + 1 if quota is None else quota
    assert all(worth == (len(members) >= least) for members, worth in subsets(game))
    assert set(co.shapley_value(game).value.amounts) == {F(1, n)}
    assert (co.find_core_point(game).value is not None) == (least == n)


@pytest.mark.parametrize(
    ("players", "quota", "error"),
    [([], None, co.InvalidGameError), (["A"], 2, co.InvalidGameError), (["A"], 0, co.InvalidGameError)]
    + [(["A"], q, co.InvalidArgumentError) for q in (1.0, True, "1")],
)
def test_majority_refuses(players, quota, error):
    with pytest.raises(error, match="expected"):
        co.majority_game(players, quota=quota)


@pytest.mark.parametrize("n", range(2, 7))
def test_apex(n):
    names = "ABCDEF"[:n]
    game = co.apex_game(list(names), "B")
    others = set(names) - {"B"}
    assert all(worth == (("B" in s and len(s) > 1) or s == others) for s, worth in subsets(game))
    # the apex is pivotal in every place but the first and the last
    assert co.shapley_value(game).value["B"] == F(n - 2, n)


def test_apex_refuses():
    with pytest.raises(co.InvalidGameError, match="two players"):
        co.apex_game(["A"], "A")
    with pytest.raises(co.UnknownPlayerError):
        co.apex_game(["A", "B"], "C")


@given(st.integers(0, 3), st.integers(0, 3))
def test_glove(m, n):
    left, right = [f"L{k}" for k in range(m)], [f"R{k}" for k in range(n)]
    game = co.glove_game(left, right)
    assert all(worth == min(len(s & set(left)), len(s & set(right))) for s, worth in subsets(game))
    short = left if m < n else right
    if m != n and m and n:  # the only core point: the short side gets everything
        shares = {p: int(p in short) for p in game.players}
        assert co.find_core_point(game).value == shares


def test_glove_published():
    # Shapley value of the market of one left and two right gloves: 2/3, 1/6, 1/6
    assert co.shapley_value(co.glove_game(["A"], ["B", "C"])).value == {"A": F(2, 3), "B": F(1, 6), "C": F(1, 6)}
    with pytest.raises(co.DuplicatePlayerError):
        co.glove_game(["A"], ["A"])
    with pytest.raises(co.InvalidArgumentError):
        co.glove_game("AB", ["C"])
    with pytest.raises(co.LimitExceededError):
        co.glove_game(range(12), range(12, 25), limit=30)


@given(amounts)
def test_airport(costs):
    game = co.airport_game(costs)
    assert all(worth == max((costs[p] for p in s), default=0) for s, worth in subsets(game))
    # Littlechild and Owen (1973): segment k costs c_k − c_(k−1) and is shared by all who need it
    ordered = sorted(costs, key=costs.get)
    share, expected, before = F(0), {}, 0
    for k, p in enumerate(ordered):
        share += F(costs[p] - before, len(ordered) - k)
        expected[p], before = share, costs[p]
    assert co.shapley_value(game).value == expected
    assert co.check_in_core(co.dual(game), expected).value is True


@given(amounts, st.data())
def test_bankruptcy(claims, data):
    total = sum(claims.values())
    estate = data.draw(st.integers(0, total))
    game = co.bankruptcy_game(estate, claims)
    for members, worth in subsets(game):
        assert worth == (max(0, estate - sum(c for p, c in claims.items() if p not in members)) if members else 0)
    assert co.check_convex(game).value is True


def test_bankruptcy_published():
    # O'Neill (1982) and the Talmud: estate 100, 200, 300 for claims of 100, 200, 300
    claims = {"A": 100, "B": 200, "C": 300}
    assert co.bankruptcy_game(300, claims).to_dict() == {
        ("A",): 0, ("B",): 0, ("A", "B"): 0, ("C",): 0, ("A", "C"): 100, ("B", "C"): 200, ("A", "B", "C"): 300,
    }  # fmt: skip
    assert co.bankruptcy_game("0.1", {"A": "0.1", "B": 1})["B"] == 0
    floats = co.bankruptcy_game(0.6, {"A": 0.1, "B": 0.2, "C": 0.3})
    assert floats[()] == 0
    assert floats["A", "B", "C"] == 0.6
    tenths = co.bankruptcy_game(1.0, dict.fromkeys(range(10), 0.1))  # 0.1 ten times is 0.999… in floats
    assert tenths.worth(tenths.players.grand) == 1.0
    assert co.bankruptcy_game(2**61, {"A": 2**61, "B": 2**61}).worth(3) == 2**61


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: co.bankruptcy_game(4, {"A": 1, "B": 2}), co.InvalidGameError),
        (lambda: co.bankruptcy_game(-1, {"A": 1}), co.InvalidGameError),
        (lambda: co.bankruptcy_game(1, {"A": -1, "B": 4}), co.InvalidGameError),
        (lambda: co.bankruptcy_game(1, [1, 2]), co.InvalidArgumentError),
        (lambda: co.bankruptcy_game(co.parameter("E"), {"A": 1}), co.UndecidedError),
        (lambda: co.bankruptcy_game(1, {"A": co.parameter("d")}), co.UndecidedError),
        (lambda: co.airport_game({"A": -1}), co.InvalidGameError),
        (lambda: co.airport_game({"A": co.parameter("c")}), co.UndecidedError),
        (lambda: co.airport_game({"A": float("nan")}), co.InvalidArgumentError),
        (lambda: co.airport_game(dict.fromkeys(range(30), 1)), co.LimitExceededError),
        (lambda: co.threshold_game(["A"], []), co.InvalidGameError),
        (lambda: co.threshold_game(["A"], [0]), co.InvalidGameError),
        (lambda: co.threshold_game(["A"], 2), co.InvalidArgumentError),
        (lambda: co.threshold_game(["A"], [1], values=[1, 2]), co.InvalidGameError),
        (lambda: co.threshold_game(["A"], [1], weights={"B": 1}), co.UnknownPlayerError),
        (lambda: co.threshold_game(["A"], [1], weights={}), co.InvalidArgumentError),
        (lambda: co.threshold_game(["A"], [1], weights=[1]), co.InvalidArgumentError),
        (lambda: co.threshold_game(["A"], [1], weights={"A": -1}), co.InvalidGameError),
        (lambda: co.threshold_game(["A"], [co.parameter("m")]), co.UndecidedError),
    ],
)
def test_refusals(make, error):
    with pytest.raises(error, match="expected"):
        make()


@given(st.integers(1, 5), st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_threshold(n, needs):
    game = co.threshold_game(range(n), needs)
    share = [F(sum(m <= s for m in needs), len(needs)) for s in range(n + 1)]
    assert all(worth == share[len(members)] for members, worth in subsets(game))
    assert (co.find_core_point(game).value is not None) == all(share[s] <= share[n] * F(s, n) for s in range(n + 1))


def test_threshold_values_and_weights():
    v = co.parameter("V")
    assert co.threshold_game(["A", "B"], [1, 2], values=v)["A"] == v / 2
    assert co.threshold_game(["A", "B"], [1, 2], values=[v, 3])["A", "B"] == v + 3
    assert co.threshold_game(["A", "B"], [2], values=0.5)["A", "B"] == 0.5
    game = co.threshold_game(["A", "B"], ["0.3", "0.6"], weights={"A": "0.6", "B": "0.3"}, values=np.array([1, 2]))
    assert game.to_dict() == {("A",): 3, ("B",): 1, ("A", "B"): 3}  # exact: 0.6 meets 0.6
    # five of fourteen states are enough: the core is empty, and disjoint clubs of five would form
    assert co.find_core_point(co.threshold_game(range(14), [5])).value is None


@pytest.mark.parametrize(("n", "m"), [(1, 1), (2, 1), (3, 2), (4, 2), (4, 4)])
def test_public_good(n, m):
    game = co.public_good_game([f"P{k}" for k in range(n)], m, benefit=3, cost=1)
    for place in np.ndindex(*(2,) * n):
        enough = place.count(0) >= m
        assert game.payoffs(place).amounts == tuple(3 * enough - (choice == 0) for choice in place)
    # Palfrey and Rosenthal (1984): exactly m contribute, or nobody (unless one is enough)
    contributors = [tuple(place).count(0) for place in np.ndindex(*(2,) * n)]
    expected = sum(k == m or (k == 0 and m > 1) for k in contributors)
    assert len(co.enumerate_pure_nash(game).value) == expected


def test_public_good_numbers_and_refusals():
    c = co.parameter("c")
    game = co.public_good_game(["A", "B"], 2, benefit=1, cost=c)
    assert game["contribute", "abstain"] == {"A": -c, "B": 0}
    assert game["contribute", "contribute"]["A"] == 1 - c
    assert co.public_good_game(["A"], 1, benefit=1.5, cost=1)["contribute"]["A"] == 0.5
    for players, threshold, error in [([], 1, co.InvalidGameError), (["A"], 2, co.InvalidGameError)]:
        with pytest.raises(error, match="expected"):
            co.public_good_game(players, threshold, benefit=1, cost=1)
    with pytest.raises(co.InvalidArgumentError):
        co.public_good_game(["A"], 1.0, benefit=1, cost=1)
    with pytest.raises(co.LimitExceededError):
        co.public_good_game(range(13), 2, benefit=1, cost=1)


@given(st.lists(st.integers(0, 3), max_size=4), st.data())
def test_landlord(steps, data):
    steps = sorted(steps, reverse=True)  # each worker adds no more than the one before: a big boss game
    output = [sum(steps[:k]) for k in range(len(steps) + 1)]
    workers = list("ABCD"[: len(steps)])
    game = co.landlord_game("L", workers, output=output)
    for members, worth in subsets(game):
        assert worth == (output[len(members) - 1] if "L" in members else 0)
    shares = [data.draw(st.integers(-1, 4)) for _ in workers]
    inside = all(0 <= x <= steps[-1] for x in shares)  # Muto, Nakayama, Potters and Tijs (1988)
    assert co.check_in_core(game, [output[-1] - sum(shares), *shares]).value is inside


def test_landlord_numbers_and_refusals():
    f = co.parameter("f")
    assert co.landlord_game("L", ["A"], output=[0, f])["L", "A"] == f
    assert co.landlord_game("L", ["A"], output=[0, 0.5])["L", "A"] == 0.5
    assert co.landlord_game("L", [], output=["1/2"])["L"] == F(1, 2)
    for workers, output, error in [
        (["A"], [0], co.InvalidGameError),
        (["A"], 3, co.InvalidArgumentError),
        (["A"], [0, "x"], co.InvalidArgumentError),
        (["L"], [0, 1], co.DuplicatePlayerError),
        (range(24), [0] * 25, co.LimitExceededError),
    ]:
        with pytest.raises(error, match="expected"):
            co.landlord_game("L", workers, output=output)


@pytest.mark.parametrize(
    ("estate", "shares"),
    [(100, [F(100, 3)] * 3), (200, [50, 75, 75]), (300, [50, 100, 150]), (0, [0] * 3), (600, [100, 200, 300])],
)
def test_the_nucleolus_divides_as_the_talmud_does(estate, shares):
    game = co.bankruptcy_game(estate, {"A": 100, "B": 200, "C": 300})
    assert list(co.nucleolus(game).value.values()) == shares  # Aumann and Maschler (1985), the table of the Mishnah
