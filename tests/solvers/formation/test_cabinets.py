"""Cabinets against the definitions in sets of names."""

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co


def subsets(names):
    return chain.from_iterable(combinations(names, r) for r in range(len(names) + 1))


@st.composite
def houses(draw, max_parties=5, majority=False):
    n = draw(st.integers(1, max_parties))
    seats = dict(zip("ABCDE", draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)), strict=False))
    total = sum(seats.values())
    seats["A"] += not total
    total = max(total, 1)
    quota = total // 2 + 1 if majority else draw(st.integers(1, total))
    places = dict(zip(seats, draw(st.lists(st.integers(0, 4), min_size=n, max_size=n)), strict=True))
    return co.WeightedVotingGame.from_weights(quota=quota, weights=seats), seats, quota, places


def expected(seats, quota, places, theory):
    def wins(s):
        return sum(seats[p] for p in s) >= quota

    def connected(s):
        return all(p in s for p in seats for a in s for b in s if places[a] < places[p] < places[b])

    def fine(s):
        return wins(s) and ("connected" not in theory or connected(s))

    found = [frozenset(s) for s in subsets(seats) if fine(s) and not any(fine(set(s) - {p}) for p in s)]
    cost = {
        "minimum size": lambda s: sum(seats[p] for p in s),
        "smallest connected": lambda s: sum(seats[p] for p in s),
        "fewest parties": len,
        "minimal range": lambda s: max(places[p] for p in s) - min(places[p] for p in s),
    }.get(theory, lambda s: 0)
    return {s for s in found if cost(s) == min(map(cost, found))}


@pytest.mark.parametrize("theory", ["minimal winning", "minimum size", "fewest parties"])
@settings(max_examples=40)
@given(houses())
def test_theories_without_positions(theory, drawn):
    game, seats, quota, places = drawn
    solution = co.enumerate_cabinets(game, theory=theory)
    assert set(map(frozenset, solution.value)) == expected(seats, quota, places, theory)
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("theory", ["minimal range", "minimal connected winning", "smallest connected"])
@settings(max_examples=40)
@given(houses())
def test_theories_with_positions(theory, drawn):
    game, seats, quota, places = drawn
    solution = co.enumerate_cabinets(game, theory=theory, positions=places)
    assert set(map(frozenset, solution.value)) == expected(seats, quota, places, theory)
    for s in subsets(seats):
        text = solution.certificate.explain(game, s)
        assert text.endswith("predicted") == (frozenset(s) in set(map(frozenset, solution.value)))
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


@settings(max_examples=60)
@given(houses(max_parties=4))
def test_dominant_player(drawn):
    game, seats, quota, _ = drawn

    def wins(*parts):
        return sum(seats[p] for part in parts for p in part) >= quota

    def dominates(i, s):
        rest, outside = [p for p in s if p != i], [p for p in seats if p not in s]
        pairs = [(wins(rest, b), wins([i], b)) for b in subsets(outside)]
        return all(his for theirs, his in pairs if theirs) and any(his and not theirs for theirs, his in pairs)

    everyone = [i for i in seats if any(wins(s) and dominates(i, s) for s in subsets(seats) if i in s)]
    solution = co.find_dominant_player(game)
    assert solution.value == (everyone[0] if everyone else None)
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    if 2 * quota > sum(seats.values()):
        assert len(everyone) <= 1, "at most one in a proper game (Peleg 1981)"
        assert all(seats[i] == max(seats.values()) for i in everyone)


@settings(max_examples=60)
@given(houses(majority=True))
def test_central_player(drawn):
    game, seats, quota, places = drawn
    if len(set(places.values())) < len(places):
        with pytest.raises(co.InvalidArgumentError, match="different positions"):
            co.find_central_player(game, places)
        places = {p: Fraction(k, 3) for k, p in enumerate(places)}
    order = sorted(seats, key=places.get)
    found = co.find_central_player(game, places).verify().value
    sums = [(sum(seats[p] for p in order[:k]), sum(seats[p] for p in order[k + 1 :])) for k in range(len(order))]
    both = [p for p, (a, b) in zip(order, sums, strict=True) if max(a, b) < quota <= min(a, b) + seats[p]]
    assert ([] if found is None else [found]) == both
    if sum(seats.values()) % 2:
        assert found is not None, "a majority of an odd number of votes has a median"


@given(houses(), st.integers(0, 30))
def test_gamson(drawn, ministries):
    game, seats, _, _ = drawn
    for cabinet in co.enumerate_cabinets(game).value:
        shares = co.gamson_portfolio(game, cabinet, ministries=ministries).verify().value
        weight = sum(seats[p] for p in cabinet)
        assert shares == {p: Fraction(ministries * seats[p], weight) if p in cabinet else 0 for p in seats}


HOUSE = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 8, "B": 21, "C": 26, "D": 12, "E": 33})
PLACES = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
TWO = co.WeightedVotingGame.from_rules([(2, {"A": 1, "B": 1, "C": 1}), (1, {"A": 1})])


def test_several_rules():
    assert [set(c) for c in co.enumerate_cabinets(TWO).value] == [{"A", "B"}, {"A", "C"}]
    assert [set(c) for c in co.enumerate_cabinets(TWO, theory="fewest parties").value] == [{"A", "B"}, {"A", "C"}]
    assert co.find_dominant_player(TWO).value == "A"


def test_fractions_and_huge_seats():
    game = co.WeightedVotingGame.from_weights(quota="1/2", weights={"A": "1/3", "B": "1/3", "C": "1/3"})
    assert "2/3 votes" in repr(co.enumerate_cabinets(game, theory="minimum size"))
    huge = co.WeightedVotingGame.from_weights(quota=10**30, weights={"A": 10**30, "B": 10**30 + 1, "C": 1})
    assert [set(c) for c in co.enumerate_cabinets(huge, theory="minimum size").value] == [{"A"}]


def test_explanations():
    answer = co.enumerate_cabinets(HOUSE, theory="minimum size")
    explain = answer.certificate.explain
    assert explain(HOUSE, ["A"]) == "{A} does not win"
    assert explain(HOUSE, ["A", "B", "E"]) == "{A, B, E} could do without A"
    assert explain(HOUSE, ["B", "E"]) == "{A, D, E} has 53, {B, E} has 54"
    assert explain(HOUSE, ["A", "D", "E"]) == "{A, D, E} is one of those predicted"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: co.enumerate_cabinets(HOUSE, theory="x"), co.InvalidArgumentError, "theory as one of"),
        (lambda: co.enumerate_cabinets(HOUSE, theory="minimal range"), co.InvalidArgumentError, "positions"),
        (lambda: co.enumerate_cabinets(HOUSE, positions=PLACES), co.InvalidArgumentError, "positions"),
        (lambda: co.enumerate_cabinets(HOUSE, limit=4), co.LimitExceededError, "limit=4"),
        (lambda: co.enumerate_cabinets(TWO, theory="minimum size"), co.UnsupportedGameError, "one rule"),
        (lambda: co.enumerate_cabinets(3), co.UnsupportedGameError, "WeightedVotingGame"),
        (lambda: co.find_dominant_player(HOUSE, limit=4), co.LimitExceededError, "limit=4"),
        (lambda: co.find_central_player(HOUSE, {"A": 1}), co.InvalidArgumentError, "position"),
        (lambda: co.find_central_player(HOUSE, {**PLACES, "A": co.parameter("x")}), co.UndecidedError, "numbers"),
        (lambda: co.gamson_portfolio(HOUSE, []), co.InvalidArgumentError, "cabinet with seats"),
        (lambda: co.gamson_portfolio(HOUSE, ["A"], ministries=-1), co.InvalidArgumentError, "at least 0"),
        (lambda: co.gamson_portfolio(HOUSE, ["Z"]), co.UnknownPlayerError, "A, B"),
        (lambda: co.gamson_portfolio(TWO, ["A"]), co.UnsupportedGameError, "one rule"),
    ],
)
def test_refusals(call, error, message):
    with pytest.raises(error, match=message):
        call()
