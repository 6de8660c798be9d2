"""Stable agreements: published cases, a brute force from the definition, and evidence that cannot be forged."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.agreements import Terms


@st.composite
def agreements(draw, max_players=4, numbers=None):
    n = draw(st.integers(0, max_players))
    numbers = numbers or st.integers(-2, 2)
    rows = {m: [draw(numbers) for _ in range(n)] for m in range(1 << n)}
    return co.AgreementGame.from_function(range(n), lambda S: rows[S.mask])


def better(gain, ties, joining):
    return gain > 0 or (gain == 0 and ties == ("join" if joining else "leave"))


def brute(game, ties, transfers, singletons):
    """All stable sets, by the definition in words: states as frozensets, with or without singletons."""
    players = list(game.players)

    def merged(S):
        return frozenset() if len(S) == 1 and not singletons else frozenset(S)

    def pay(S, i):
        return Fraction(game[tuple(merged(S))][i])

    def kept(S):
        """What signatories have beyond what each gets by leaving."""
        return sum((pay(S, i) - pay(S - {i}, i) for i in S), start=Fraction(0))

    found = []
    for mask in range(1 << len(players)):
        S = frozenset(game.players.coalition(mask))
        if merged(S) != S:
            continue
        if transfers == "ideal":
            leaves = bool(S) and (kept(S) < 0 or (kept(S) == 0 and ties == "leave"))
            joins = any(better(kept(S | {j}), ties, True) for j in players if j not in S and merged(S | {j}) != S)
        else:
            leaves = any(better(pay(S - {i}, i) - pay(S, i), ties, False) for i in S)
            joins = any(better(pay(S | {j}, j) - pay(S, j), ties, True) for j in players if j not in S and merged(S | {j}) != S)
        if not leaves and not joins:
            found.append(S)
    return found


OPTIONS = [(t, k, s) for t in ("stay", "join", "leave") for k in ("none", "ideal") for s in (True, False)]


@given(agreements(), st.sampled_from(OPTIONS))
def test_against_the_definition(game, options):
    ties, transfers, singletons = options
    solution = co.enumerate_stable_agreements(game, ties=ties, transfers=transfers, singletons=singletons)
    expected = brute(game, ties, transfers, singletons)
    assert solution.value == tuple(sorted(expected, key=game.players.mask))
    assert solution.guarantee is co.Guarantee.CERTIFIED
    for mask in range(1 << len(game.players)):
        S = game.players.coalition(mask)
        verdict = co.check_stable_agreement(game, S, ties=ties, transfers=transfers, singletons=singletons)
        assert verdict.value is (S in expected)
        assert verdict.certificate.describe(game)


@given(st.integers(1, 6), st.data(), st.sampled_from(OPTIONS))
def test_players_who_are_alike(n, data, options):
    ties, transfers, singletons = options
    signatory = [data.draw(st.integers(-2, 2)) for _ in range(n)]
    outsider = [data.draw(st.integers(-2, 2)) for _ in range(n)]
    game = co.SymmetricAgreement(tuple(signatory), tuple(outsider))
    sizes = co.stable_agreement_sizes(game, ties=ties, singletons=singletons).value
    listed = co.enumerate_stable_agreements(game.named(range(n)), ties=ties, transfers=transfers, singletons=singletons).value
    assert {len(S) for S in listed} == set(sizes)


def test_floats_are_decided_exactly():
    # 0.1 + 0.2 is more than 0.3 as binary numbers: together the two lack 0.3 - (0.1 + 0.2) < 0 by the sum of floats
    tenth, fifth, third = 0.1, 0.2, 0.3
    game = co.AgreementGame.from_function(
        ["A", "B"], lambda S: [tenth, fifth] if len(S) == 2 else [third, 0.0] if S == {"B"} else [0.0, 0.0]
    )
    lack = Fraction(tenth) + Fraction(fifth) - Fraction(third)
    found = co.enumerate_stable_agreements(game, transfers="ideal").value
    assert ({"A", "B"} in found) is (lack >= 0)
    huge = co.AgreementGame.from_function(["A"], lambda S: [10**30 + len(S)])
    assert co.enumerate_stable_agreements(huge).value == ({"A"},)
    tiny = co.AgreementGame.from_function(["A", "B"], lambda S: [10**9 + Fraction(len(S), 10**9)] * 2)
    assert co.enumerate_stable_agreements(tiny, transfers="ideal").value == ({"A", "B"},)


def parabola_top(f):
    """The place and the value of the top of a quadratic, from three of its values."""
    low, mid, high = f(Fraction(-1)), f(Fraction(0)), f(Fraction(1))
    curve, slope = (low + high - 2 * mid) / 2, (high - low) / 2
    assert curve < 0
    place = -slope / (2 * curve)
    return place, f(place)


@pytest.mark.parametrize("k", [0, 1, 3, 6])
def test_leaders_and_followers_do_their_best(k):
    n, b, c, a = 6, Fraction(2), Fraction(1, 3), Fraction(5)
    game = co.barrett_agreement(n, benefit=b, cost=c, size=a)

    def country(q, Q):
        return b / n * (a * Q - Q * Q / 2) - c / 2 * q * q

    def followers(leaders):  # (b/n)(a - Q) = c q, with Q = leaders + (n - k) q
        return b / n * (a - leaders) / (c + b / n * (n - k))

    def leading(q):
        return country(q, k * q + (n - k) * followers(k * q))

    q = parabola_top(leading)[0] if k else Fraction(0)
    Q = k * q + (n - k) * followers(k * q)
    if k:
        assert game.signatory[k - 1] == leading(q)
    if k < n:
        own = followers(k * q)
        assert game.outsider[k] == country(own, Q)
        assert parabola_top(lambda x: country(x, Q - own + x)) == (own, country(own, Q))


@pytest.mark.parametrize("timing", ["leader", "simultaneous"])
@pytest.mark.parametrize("k", [1, 2, 5])
def test_emitters_do_their_best(k, timing):
    n, g = 5, Fraction(1, 7)
    game = co.emissions_agreement(n, damage=g, timing=timing)

    def country(e, E):
        return e - e * e / 2 - g / 2 * E * E

    def follow(leaders):  # 1 - e = g E, E = leaders + (n - k) e
        return (1 - g * leaders) / (1 + g * (n - k))

    if timing == "leader":
        e = parabola_top(lambda x: country(x, k * x + (n - k) * follow(k * x)))[0]
    else:  # the fixed point: 1 - e = k g E and 1 - o = g E
        E = n / (1 + g * (n - k) + k * k * g)
        e = 1 - k * g * E
        assert parabola_top(lambda x: k * country(x, E - k * e + k * x))[0] == e
    o = follow(k * e)
    assert game.signatory[k - 1] == country(e, k * e + (n - k) * o)
    if k < n:
        assert game.outsider[k] == country(o, k * e + (n - k) * o)


def test_players_who_are_not_alike():
    benefits, costs = {"A": 1, "B": 2, "C": 5}, {"A": 1, "B": "1/2", "C": 3}
    game = co.public_good_agreement(benefits, costs=costs)
    c = {p: Fraction(v) for p, v in costs.items()}
    for mask in range(8):
        S = game.players.coalition(mask)
        q = {p: Fraction(sum(benefits[i] for i in S) if p in S else benefits[p]) / c[p] for p in "ABC"}
        Q = sum(q.values())
        assert game[tuple(S)] == {p: benefits[p] * Q - c[p] / 2 * q[p] ** 2 for p in "ABC"}
    # transfers keep in whom the others need: with them more agreements are stable
    plain = co.enumerate_stable_agreements(game).value
    assert all(co.check_stable_agreement(game, S).value for S in plain)


def test_twenty_states_at_once():
    rng = np.random.default_rng(0)
    game = co.public_good_agreement({k: int(v) for k, v in enumerate(rng.integers(1, 9, 20))})
    stable = co.enumerate_stable_agreements(game).value
    assert stable
    for S in stable[:20]:
        pay = game.payoffs(S.mask)
        assert all(pay[i] >= game.payoffs(S.mask & ~(1 << i))[i] for i in S)
        assert all(pay[j] >= game.payoffs(S.mask | 1 << j)[j] for j in range(20) if j not in S)


def test_symbols():
    w = co.parameter("w")
    game = co.SymmetricAgreement((w, w * w + 1), (0, w * w))
    with pytest.raises(co.UndecidedError):
        co.stable_agreement_sizes(game)
    decided = co.SymmetricAgreement((w, w + 1), (w - 1, w * w + w + 2))  # leaving 2 gains w² + 1
    assert co.stable_agreement_sizes(decided).value == (1,)
    with pytest.raises(co.UndecidedError):
        co.enumerate_stable_agreements(game.named(["A", "B"]))


def test_refusals():
    game = co.public_good_agreement({"A": 1, "B": 1})
    alike = co.SymmetricAgreement((1,), (0,))
    for options in ({"ties": "any"}, {"singletons": 1}, {"transfers": True}):
        with pytest.raises(co.InvalidArgumentError):
            co.check_stable_agreement(game, ["A"], **options)
    for wrong in (alike, co.TUGame.from_vector(["A"], [1], order="mask")):
        with pytest.raises(co.UnsupportedGameError):
            co.enumerate_stable_agreements(wrong)
    with pytest.raises(co.UnsupportedGameError, match="enumerate_stable_agreements"):
        co.stable_agreement_sizes(game)
    with pytest.raises(co.UnknownPlayerError):
        co.check_stable_agreement(game, ["Z"])
    nothing = co.AgreementGame.from_function(range(4), lambda S: [0] * 4)
    with pytest.raises(co.LimitExceededError, match="most=3"):
        co.enumerate_stable_agreements(nothing, most=3)
    with pytest.raises(co.LimitExceededError, match="SymmetricAgreement"):
        co.AgreementGame.from_function(range(30), lambda S: [])
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        co.AgreementGame.from_function(range(3), lambda S: [0] * 3, limit=2)
    for signed, outside in (((), ()), ((1, 2), (1,)), ([1], [1])):
        with pytest.raises(co.InvalidGameError):
            co.SymmetricAgreement(signed, outside)
    for call in (
        lambda: co.public_good_agreement({"A": 1}, costs={"A": 0}),
        lambda: co.barrett_agreement(0),
        lambda: co.barrett_agreement(3, cost=-1),
        lambda: co.emissions_agreement(3, damage=0),
        lambda: co.price_leadership_agreement(0),
    ):
        with pytest.raises(co.InvalidGameError):
            call()
    with pytest.raises(co.InvalidArgumentError, match="timing"):
        co.barrett_agreement(3, timing="later")


def test_forged_evidence():
    game = co.public_good_agreement({"A": 1, "B": 1, "C": 1, "D": 1})
    yes, no = co.check_stable_agreement(game, list("ABC")), co.check_stable_agreement(game, list("ABCD"))
    for reason in (("leaves", 0), ("joins", 3), ("fails", -1), ("leaves", 9), ("leaves", True), ("stays", 0), [], "leaves"):
        with pytest.raises(co.CertificateError):
            replace(yes, certificate=replace(yes.certificate, reason=reason)).verify()
    with pytest.raises(co.CertificateError):
        replace(no, certificate=replace(no.certificate, reason=None)).verify()
    for mask in (3, 15, 16, -1, True, 7.0):
        with pytest.raises(co.CertificateError):
            replace(yes, certificate=replace(yes.certificate, mask=mask)).verify()
    for terms in (Terms("join"), Terms(transfers="ideal"), Terms(singletons=False), Terms("any"), None):
        with pytest.raises(co.CertificateError):
            replace(yes, certificate=replace(yes.certificate, terms=terms)).verify()
    listed = co.enumerate_stable_agreements(game)
    masks = listed.certificate.masks
    for wrong in (masks[:-1], (*masks, 15), masks[::-1], (*masks, masks[-1]), list(masks), (True, *masks[1:])):
        with pytest.raises(co.CertificateError):
            replace(listed, certificate=replace(listed.certificate, masks=wrong)).verify()
    sizes = co.stable_agreement_sizes(co.barrett_agreement(10, cost="0.25"))
    for wrong in ((), (3,), (4, 4), [4], (4.0,)):
        with pytest.raises(co.CertificateError):
            replace(sizes, certificate=replace(sizes.certificate, sizes=wrong)).verify()


@given(agreements(), st.data())
def test_almost_ideal_sharing(game, data):
    """After the transfers nobody gains by leaving, and there are none only if the sum of what leaving pays is too large."""
    S = data.draw(st.sets(st.sampled_from(list(game.players)))) if len(game.players) else set()
    found = co.almost_ideal_sharing(game, list(S))
    leaving = {i: Fraction(game[tuple(S - {i})][i]) for i in S}
    have = sum(Fraction(game[tuple(S)][i]) for i in S)
    assert (found.value is None) is (have < sum(leaving.values()))
    assert found.guarantee is co.Guarantee.CERTIFIED
    if found.value is not None:
        assert found.value.total(S) == have
        assert all(found.value[i] == game[tuple(S)][i] for i in game.players if i not in S)
        assert all(found.value[i] - leaving[i] == (have - sum(leaving.values())) / len(S) for i in S)


def test_weights_of_sharing_and_forged_evidence():
    game = co.public_good_agreement({"A": 1, "B": 2})
    # alone A provides 1 and gets 3 - 1/2 = 5/2, B provides 2 and gets 6 - 2 = 4; together each provides 3
    assert game["A",] == {"A": Fraction(5, 2), "B": 4}
    assert game["A", "B"] == {"A": 6 - Fraction(9, 2), "B": 12 - Fraction(9, 2)}
    all_to_b = co.almost_ideal_sharing(game, ["A", "B"], weights={"B": 2})
    assert all_to_b.value == {"A": Fraction(5, 2), "B": Fraction(13, 2)}
    for weights in ({"A": -1, "B": 2}, {"A": 0, "B": 0}):
        with pytest.raises(co.InvalidArgumentError):
            co.almost_ideal_sharing(game, ["A", "B"], weights=weights)
    with pytest.raises(co.UnknownPlayerError):
        co.almost_ideal_sharing(game, ["A", "B"], weights={"Z": 1})
    right = all_to_b.certificate
    half = Fraction(1, 2)
    for change in (
        {"amounts": None}, {"amounts": (Fraction(3), Fraction(6))}, {"weights": (half, half)}, {"mask": 1}, {"mask": True},
        {"amounts": (2.5, 6.5)}, {"weights": (Fraction(-1), Fraction(2))}, {"weights": (1,)}, {"amounts": right.amounts[:1]},
    ):  # fmt: skip
        with pytest.raises(co.CertificateError):
            replace(all_to_b, certificate=replace(right, **change)).verify()
    cartel = co.AgreementGame.from_partition_function(co.cournot_partition_game(["A", "B", "C"], intercept=12))
    assert co.almost_ideal_sharing(cartel, ["A", "B", "C"]).value is None  # 36 < 16 + 16 + 16
    assert cartel["A",] == cartel[()] == {"A": 9, "B": 9, "C": 9}
    assert cartel["A", "B"] == {"A": 8, "B": 8, "C": 16}


def test_from_arrays():
    A, B = ["A"], ["A", "B"]
    assert co.AgreementGame.from_arrays(A, [[1, 3]], denominator=2)["A"] == {"A": Fraction(3, 2)}
    assert co.AgreementGame.from_arrays(A, [[Fraction(1, 3), "2/3"]])["A"] == {"A": Fraction(2, 3)}
    assert co.AgreementGame.from_arrays(A, np.array([[0, 2**64 - 1]], dtype=np.uint64))["A"] == {"A": 2**64 - 1}
    assert co.AgreementGame.from_arrays(A, [[10**30, -(10**30)]])["A"] == {"A": -(10**30)}
    assert co.AgreementGame.from_arrays(A, [[0.5, 1.5]]).kind == "float"
    assert co.AgreementGame.from_arrays(B, np.zeros((2, 4), dtype=np.int8))["A", "B"] == {"A": 0, "B": 0}
    for rows, denominator in (([[1, 2, 3]], 1), ([[0.5, 1]], 2), ([[1, float("nan")]], 1), ([[1, 2]], 0)):
        with pytest.raises(co.InvalidGameError):
            co.AgreementGame.from_arrays(A, rows, denominator=denominator)
    with pytest.raises(co.LimitExceededError, match="limit=25"):
        co.public_good_agreement(dict.fromkeys(range(25), 1))


def test_shown():
    game = co.barrett_agreement(10, cost="0.25")
    assert game._repr_html_().count("<tr>") == 12
    named = co.public_good_agreement({"A": 1, "B": 2})
    assert "signatories" in named._repr_html_()
    assert named.to_latex().startswith(r"\begin{tabular}")
    assert game.to_latex().startswith(r"\begin{tabular}")
    import pickle

    assert pickle.loads(pickle.dumps(named)) == named
    assert hash(pickle.loads(pickle.dumps(named))) == hash(named)


@pytest.mark.parametrize("transfers", ["none", "ideal"])
def test_differences_beyond_64_bits_have_their_sign(transfers):
    large = 9 * 10**18  # 2 * large wraps around to a negative number
    game = co.AgreementGame.from_arrays(["A"], np.array([[large, -large]]))
    assert co.enumerate_stable_agreements(game, transfers=transfers).value == (game.players.coalition(0),)
    other = co.AgreementGame.from_arrays(["A"], np.array([[-large, large]]))
    assert co.enumerate_stable_agreements(other, transfers=transfers).value == (other.players.coalition(1),)


@pytest.mark.parametrize("transfers", ["none", "ideal"])
def test_floats_whose_sums_overflow_are_decided_exactly(transfers):
    large = 1.7e308
    rows = {0: [-large, large], 1: [large, -large], 2: [large, -large], 3: [-large, large]}
    game = co.AgreementGame.from_function(["A", "B"], lambda S: rows[S.mask])
    small = co.AgreementGame.from_function(["A", "B"], lambda S: [int(v / large) for v in rows[S.mask]])
    expected = {c.mask for c in co.enumerate_stable_agreements(small, transfers=transfers).value}
    assert {c.mask for c in co.enumerate_stable_agreements(game, transfers=transfers).value} == expected
    if transfers == "ideal":  # {A, B}: both lose 2 - 2 = 0 together
        assert 3 in expected
