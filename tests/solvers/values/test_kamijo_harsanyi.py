"""Values that share dividends by rules of their own: two steps with unions, and systems of shares."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

NAMES = ["A", "B", "C"]
GAME = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")


@st.composite
def partitions(draw, names):
    labels = [draw(st.integers(0, k)) for k in range(len(names))]
    return [[p for p, label in zip(names, labels, strict=True) if label == k] for k in sorted(set(labels))]


@st.composite
def sharings(draw, names):
    """Shares for some of the coalitions."""
    out = {}
    for k in range(1, len(names) + 1):
        for coalition in combinations(names, k):
            weights = draw(st.none() | st.lists(st.integers(0, 3), min_size=k, max_size=k).filter(any))
            if weights:
                out[coalition] = {p: Fraction(w, sum(weights)) for p, w in zip(coalition, weights, strict=True)}
    return out


def by_orders(worth, things):
    """The Shapley value of a function of tuples, order by order."""
    total, orders = dict.fromkeys(things, Fraction(0)), list(permutations(things))
    for order in orders:
        for k, thing in enumerate(order):
            total[thing] += worth(order[: k + 1]) - worth(order[:k])
    return {thing: t / len(orders) for thing, t in total.items()}


# -- two steps -------------------------------------------------------------------------------------------------------------


@given(st.data(), tu_games(max_players=5))
def test_kamijo_by_orders(data, game):
    partition = [tuple(u) for u in data.draw(partitions(game.players.names))]
    among = by_orders(lambda unions: game[tuple(p for u in unions for p in u)], partition)
    expected = {}
    for union in partition:
        inside = by_orders(lambda members: game[members], union)
        expected |= {p: x + (among[union] - game[union]) / len(union) for p, x in inside.items()}
    solution = co.kamijo_value(game, partition)
    assert solution.value == expected
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.value.total(game.players) == game[tuple(game.players)]


@given(tu_games(max_players=4))
def test_kamijo_with_trivial_partitions(game):
    for trivial in ([[p] for p in game.players], [list(game.players)]):
        assert co.kamijo_value(game, trivial).value == co.shapley_value(game).value


def test_kamijo_by_hand():
    # B and C need A for nothing, and share the worth 1 of both of them; a null player shares what its union gains
    game = co.unanimity_game(["A", "B", "C"], ["A", "B"])
    assert co.kamijo_value(game, [["A"], ["B", "C"]]).value == {"A": Fraction(1, 2), "B": Fraction(1, 4), "C": Fraction(1, 4)}
    assert co.owen_value(game, [["A"], ["B", "C"]]).value["C"] == 0
    # modified null player axiom: a null player whose union is a dummy among unions gets nothing
    assert co.kamijo_value(game, [["A", "B"], ["C"]]).value["C"] == 0
    assert co.kamijo_value(game, [["A", "B", "C"]]).value["C"] == 0


def test_kamijo_numbers():
    w = co.parameter("w")
    partition = [["A", "B"], ["C"]]
    symbolic = co.kamijo_value(co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask"), partition)
    assert symbolic.guarantee is co.Guarantee.CERTIFIED
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = co.kamijo_value(at, partition).value
        assert all(sympy.sympify(symbolic.value[p]).subs(w, number) == value[p] for p in NAMES)
    assert dict(co.kamijo_value(co.TUGame.from_vector([], [0], order="mask"), []).value) == {}
    assert co.kamijo_value(co.TUGame.from_vector(["A"], [-3], order="mask"), [["A"]]).value == {"A": -3}
    many = co.kamijo_value(co.TUGame.from_function(range(13), lambda S: len(S) ** 2), [range(6), range(6, 13)])
    # within: 6 and 7 each; of the surplus 2 * 6 * 7 each union gets half
    assert many.value == {i: 6 + 42 // 6 if i < 6 else 7 + 42 // 7 for i in range(13)}
    assert many.guarantee is co.Guarantee.EXACT
    assert many.verify().guarantee is co.Guarantee.CERTIFIED


def test_kamijo_mutations_and_refusals():
    solution = co.kamijo_value(GAME, [["A", "B"], ["C"]])
    certificate, amounts = solution.certificate, solution.certificate.amounts
    forged = [replace(certificate, amounts=(*amounts[:k], amounts[k] + 1, *amounts[k + 1 :])) for k in range(3)]
    forged += [replace(certificate, amounts=tuple(map(float, amounts))), replace(certificate, amounts=amounts[:2])]
    unions = [(1, 6), (4, 3), (3, 4, 4), (3,), (7, 0), (3, 12), (3.0, 4), (-1, 8), (1, 2, 3, 1), (True, 6), (3, 3, 1)]
    forged += [replace(certificate, unions=u) for u in unions]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()
    with pytest.raises(co.InvalidArgumentError):
        co.kamijo_value(GAME, [["A", "B"]])
    with pytest.raises(co.LimitExceededError):
        co.kamijo_value(GAME, [["A", "B"], ["C"]], limit=2)
    with pytest.raises(co.UnsupportedGameError):
        co.kamijo_value({"A": 1}, [["A"]])


# -- systems of shares -----------------------------------------------------------------------------------------------------


@given(st.data(), tu_games(max_players=4))
def test_harsanyi_definition(data, game):
    sharing = data.draw(sharings(game.players.names))
    expected = dict.fromkeys(game.players, Fraction(0))
    for coalition, dividend in co.dividends(game).items():
        shares = sharing.get(tuple(coalition), dict.fromkeys(coalition, Fraction(1, len(coalition))))
        for p, share in shares.items():
            expected[p] += share * dividend
    solution = co.harsanyi_value(game, sharing)
    assert solution.value == expected
    assert solution.guarantee is co.Guarantee.CERTIFIED


@given(st.data(), tu_games(max_players=4))
def test_special_systems(data, game):
    players = list(game.players)
    coalitions = [c for k in range(1, len(players) + 1) for c in combinations(players, k)]
    assert co.harsanyi_value(game, {}).value == co.shapley_value(game).value
    weights = {p: data.draw(st.integers(1, 4)) for p in players}
    proportional = {c: {p: Fraction(weights[p], sum(weights[q] for q in c)) for p in c} for c in coalitions}
    assert co.harsanyi_value(game, proportional).value == co.weighted_shapley_value(game, weights).value
    # the last of an order takes all: the marginal contributions in this order (Derks, Haller and Peters 2000)
    order = data.draw(st.permutations(players))
    last = {c: max(c, key=order.index) for c in coalitions}
    marginal = {p: game[tuple(order[: k + 1])] - game[tuple(order[:k])] for k, p in enumerate(order)}
    assert co.harsanyi_value(game, last).value == marginal


@given(st.data(), tu_games(max_players=4))
def test_the_owen_value_is_one(data, game):
    partition = data.draw(partitions(game.players.names))
    sharing = {}
    for coalition in co.dividends(game):
        met = [set(u) & set(coalition) for u in partition if set(u) & set(coalition)]
        sharing[tuple(coalition)] = {p: Fraction(1, len(met) * len(u)) for u in met for p in u}
    assert co.harsanyi_value(game, sharing).value == co.owen_value(game, partition).value


def test_harsanyi_numbers():
    w = co.parameter("w")
    sharing = {("A", "B"): {"A": "1/3", "B": "2/3"}, ("A", "B", "C"): "C"}
    symbolic = co.harsanyi_value(co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask"), sharing)
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = co.harsanyi_value(at, sharing).value
        assert all(sympy.sympify(symbolic.value[p]).subs(w, number) == value[p] for p in NAMES)
    assert dict(co.harsanyi_value(co.TUGame.from_vector([], [0], order="mask"), {}).value) == {}
    many = co.harsanyi_value(co.TUGame.from_function(range(13), lambda S: len(S) ** 2), {(0, 1): 0})
    assert many.value == {0: 14, 1: 12, **dict.fromkeys(range(2, 13), 13)}
    assert many.guarantee is co.Guarantee.EXACT
    assert many.verify().guarantee is co.Guarantee.CERTIFIED


def test_harsanyi_mutations():
    solution = co.harsanyi_value(GAME, {("A", "B"): {"A": "1/3", "B": "2/3"}, ("A", "B", "C"): "C"})
    certificate, amounts = solution.certificate, solution.certificate.amounts
    (first, row), (second, other) = certificate.shares
    assert (first, second) == (3, 7)
    half, one, zero = Fraction(1, 2), Fraction(1), Fraction(0)
    systems = [
        ((3, (half, half, zero)), (7, other)),
        ((7, other),),
        (),
        ((3, row), (3, row)),
        ((3, row), (7, (one, one, -one))),
    ]
    systems += [
        ((3, (zero, zero, one)), (7, other)),
        ((0, row), (7, other)),
        ((11, row), (7, other)),
        ((3, row), (True, other)),
    ]
    systems += [((3, tuple(map(float, row))), (7, other)), ((3, row[:2]), (7, other)), ((3, (half, zero, zero)), (7, other))]
    forged = [replace(certificate, shares=s) for s in systems]
    forged += [replace(certificate, amounts=(*amounts[:k], amounts[k] + 1, *amounts[k + 1 :])) for k in range(3)]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()


@pytest.mark.parametrize(
    ("sharing", "error"),
    [
        ([("A", "B")], co.InvalidArgumentError),
        ({("A", "B"): {"A": 1, "B": 1}}, co.InvalidArgumentError),
        ({("A", "B"): {"A": 2, "B": -1}}, co.InvalidArgumentError),
        ({("A", "B"): {"C": 1}}, co.InvalidArgumentError),
        ({("A", "B"): "C"}, co.InvalidArgumentError),
        ({("A", "B"): [1, 0]}, co.InvalidArgumentError),
        ({("A", "B"): True}, co.InvalidArgumentError),
        ({(): "A"}, co.InvalidArgumentError),
        ({("A", "B"): "Z"}, co.UnknownPlayerError),
        ({("A", "Z"): "A"}, co.UnknownPlayerError),
        ({("A", "B"): "A", ("B", "A"): "B"}, co.DuplicatePlayerError),
        ({("A", "B"): {"A": co.parameter("w"), "B": 1}}, co.UndecidedError),
    ],
)
def test_harsanyi_refusals(sharing, error):
    with pytest.raises(error, match="expected"):
        co.harsanyi_value(GAME, sharing)
    with pytest.raises(co.LimitExceededError):
        co.harsanyi_value(GAME, {}, limit=2)
