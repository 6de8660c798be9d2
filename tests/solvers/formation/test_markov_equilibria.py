"""Markov equilibria of proposals and approvals, judged by going through the strategies themselves."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co


def determinant(matrix):
    """By the sum over permutations."""
    n, total = len(matrix), Fraction(0)
    for order in permutations(range(n)):
        sign = (-1) ** sum(order[a] > order[b] for a in range(n) for b in range(a))
        term = Fraction((-1) ** (n * (n - 1) // 2) if n else 1)
        for row, column in enumerate(order):
            term *= matrix[row][column]
        total += sign * term
    return total


def values(game, outcome):
    """Everybody's values by Cramer's rule, where `outcome[x][i]` maps next states to probabilities."""
    z, n = len(game.states), len(game.players)
    chain = [[sum(game.protocol[i] * outcome[x][i].get(y, 0) for i in range(n)) for y in range(z)] for x in range(z)]
    table = [[None] * n for _ in range(z)]
    for i, d in enumerate(game.discounts):
        system = [[(x == y) - d * chain[x][y] for y in range(z)] for x in range(z)]
        right = [(1 - d) * game.payoffs[x][i] for x in range(z)]
        whole = determinant(system)
        for x in range(z):
            replaced = [[right[a] if b == x else system[a][b] for b in range(z)] for a in range(z)]
            table[x][i] = determinant(replaced) / whole
    return table


def supported(game, v, i, x, target):
    """Whether some pure proposal and approvals of a proposer in a state are best replies and lead to a target."""
    z, n = len(game.states), len(game.players)
    asked = [(j, y) for y in range(z) if y != x for j in range(n) if any(m >> j & 1 for m in game.approvals[i][x][y])]
    free = [a for a in asked if v[a[1]][a[0]] == v[x][a[0]]]
    for choice in product([False, True], repeat=len(free)):
        says = {(j, y): v[y][j] > v[x][j] for j, y in asked} | dict(zip(free, choice, strict=True))
        passes = {x} | {
            y
            for y in range(z)
            if y != x and any(all(says[j, y] for j in range(n) if m >> j & 1) for m in game.approvals[i][x][y])
        }
        best = max(v[y][i] for y in passes)
        for proposed in range(z):
            comes = proposed if proposed in passes else x
            if comes == target and v[comes][i] == best:
                return True
    return False


def brute_force(game):
    """All outcomes of pure strategies that are equilibria."""
    z, n = len(game.states), len(game.players)
    found = {}
    for flat in product(range(z), repeat=z * n):
        outcome = tuple(tuple(flat[x * n : (x + 1) * n]) for x in range(z))
        v = values(game, [[{y: Fraction(1)} for y in row] for row in outcome])
        if all(supported(game, v, i, x, outcome[x][i]) for x in range(z) for i in range(n)):
            found[outcome] = v
    return found


def named(game, outcome):
    names, states = list(game.players), game.states
    return {(names[i], states[x]): states[y] for x, row in enumerate(outcome) for i, y in enumerate(row)}


@st.composite
def proposal_games(draw, states=3, players=2):
    who, z = ["A", "B", "C"][:players], "xyz"[:states]
    amounts = st.lists(st.integers(0, 3), min_size=players, max_size=players)
    payoffs = {s: draw(amounts) for s in z}
    sets = st.lists(st.lists(st.sampled_from(who), unique=True, max_size=2), max_size=2)
    rules = {(i, x, y): draw(sets) for i in who for x in z for y in z}
    chances = draw(st.sampled_from([("1/2", "1/2"), ("1/4", "3/4"), (1, 0)])) if players == 2 else ("1/3",) * players
    return co.ProposalGame.from_states(
        who,
        z,
        payoffs,
        approval=lambda i, x, y: rules[i, x, y],
        discount=draw(st.sampled_from(["0", "1/2", "0.9", {"A": "0.9", "B": "0.3"} if players == 2 else "0.2"])),
        protocol=dict(zip(who, chances, strict=True)),
    )


@settings(max_examples=6, deadline=None)
@given(game=proposal_games())
def test_every_outcome_is_judged_as_by_strategies(game):
    expected = brute_force(game)
    answer = co.enumerate_markov_equilibria(game)
    assert set(answer.certificate.maps) <= set(expected)
    strict = {m for m, v in expected.items() if all(len({row[i] for row in v}) == len(v) for i in range(len(game.players)))}
    assert strict <= set(answer.certificate.maps)
    for process, outcome in zip(answer.value, answer.certificate.maps, strict=True):
        assert [list(row) for row in process.values] == expected[outcome]
    for flat in list(product(range(3), repeat=6))[::11]:
        outcome = tuple(tuple(flat[x * 2 : x * 2 + 2]) for x in range(3))
        judged = co.check_markov_equilibrium(game, named(game, outcome))
        assert judged.value == (outcome in expected)
        assert judged.verify().value == judged.value
        assert "certified" in repr(judged)


@settings(max_examples=30, deadline=None)
@given(game=proposal_games(states=2, players=3))
def test_three_players_and_two_states(game):
    expected = brute_force(game)
    found = set(co.enumerate_markov_equilibria(game).certificate.maps)
    assert found <= set(expected)
    indifferent = {m for m, v in expected.items() if any(v[0][i] == v[1][i] for i in range(3))}
    assert set(expected) - found <= indifferent


def leaving(discount="0.9", together=(1, 2)):
    return co.ProposalGame.from_partitions(["A", "B"], lambda p: together if len(p) == 1 else (0, 0), discount=discount)


def test_two_players_by_hand():
    """Joining takes both, leaving one. From apart: V = d (V(together)), so both join at once."""
    game = leaving()
    answer = co.enumerate_markov_equilibria(game)
    (process,) = answer.value
    together, apart = game.states
    assert process[apart] == {together: 1}
    assert process[together] == {together: 1}
    assert process.value_at(together) == {"A": 1, "B": 2}
    assert process.value_at(apart) == {"A": Fraction(9, 10), "B": Fraction(9, 5)}
    assert process.proposal("A", apart) == {together: 1}
    (process,) = co.enumerate_markov_equilibria(leaving(together=(1, -1))).value
    assert process[together] == {together: Fraction(1, 2), apart: Fraction(1, 2)}  # B leaves when he is the proposer
    assert process[apart] == {apart: 1}


def test_rejections_at_random():
    """A proposes y, which B, who is indifferent, approves with probability 1/2: half the time x remains."""
    game = co.ProposalGame.from_states(
        ["A", "B"],
        "xy",
        {"x": (0, 0), "y": (1, 0)},
        approval=lambda i, x, y: [["B"]] if i == "A" else [],
        discount="1/2",
        protocol={"A": 1, "B": 0},
    )
    for chance in ("0", "1/2", "1"):
        outcome = {("A", "x"): {"x": 1 - Fraction(chance), "y": chance}}
        assert co.check_markov_equilibrium(game, outcome).value
    other = co.ProposalGame.from_states(
        ["A", "B"],
        "xy",
        {"x": (0, 0), "y": (1, 1)},
        approval=lambda i, x, y: [["B"]] if i == "A" else [],
        discount="1/2",
        protocol={"A": 1, "B": 0},
    )
    judged = co.check_markov_equilibrium(other, {("A", "x"): {"x": "1/2", "y": "1/2"}})
    assert not judged.value
    assert "A would rather propose y, which passes" in repr(judged)


def test_what_is_wrong_in_words():
    game = leaving(together=(1, -1))
    together, apart = game.states
    judged = co.check_markov_equilibrium(game, {("A", apart): together, ("B", together): apart})
    assert "A proposes {A, B}, but B would reject it" in repr(judged)
    judged = co.check_markov_equilibrium(game, {("A", together): apart, ("B", together): apart})
    assert "A would rather propose nothing" in repr(judged)
    stuck = co.ProposalGame.from_states(["A"], "xy", [[0], [1]], approval=lambda i, x, y: [], discount=0)
    assert "nobody can bring it about" in repr(co.check_markov_equilibrium(stuck, {("A", "x"): "y"}))


def test_the_rule_of_changed_coalitions():
    game = leaving()
    three = co.ProposalGame.from_partitions(["W", "T", "C"], lambda p: (0, 0, 0), discount=0)
    at = {repr(s): x for x, s in enumerate(three.states)}
    alone, tc, wt, all_ = (at[k] for k in ("{W} | {T} | {C}", "{W} | {T, C}", "{W, T} | {C}", "{W, T, C}"))
    w = three.approvals[0]
    assert w[alone][tc] == (0b110,)  # both T and C, although W is not concerned
    assert w[all_][tc] == (0,)  # W leaves alone
    assert w[all_][alone] == (0b110,)
    assert w[tc][wt] == (0b110,)
    assert w[wt][alone] == (0,)
    assert w[alone][wt] == (0b010,)
    assert w[tc][tc] == (0,)
    assert "approval changed" in repr(game)


def test_refusals():
    game = leaving()
    together, apart = game.states
    with pytest.raises(co.InvalidArgumentError, match=r"\(player, state\)"):
        co.check_markov_equilibrium(game, {apart: together})
    with pytest.raises(co.UnknownPlayerError):
        co.check_markov_equilibrium(game, {("Z", apart): together})
    with pytest.raises(co.InvalidArgumentError, match="add up to 1"):
        co.check_markov_equilibrium(game, {("A", apart): {together: "1/2"}})
    with pytest.raises(co.InvalidArgumentError, match="mapping"):
        co.check_markov_equilibrium(game, [together])
    with pytest.raises(co.UnsupportedGameError, match=r"ProposalGame\.from_states"):
        co.enumerate_markov_equilibria(co.TUGame.from_vector(["A"], [1], order="mask"))
    with pytest.raises(co.LimitExceededError, match=r"limit=3 profiles of rankings, got 4; .*check_markov_equilibrium"):
        co.enumerate_markov_equilibria(game, limit=3)
    with pytest.raises(co.LimitExceededError, match="limit=5 players"):
        co.ProposalGame.from_partitions(list("ABCDEF"), lambda p: [0] * 6, discount=0)
    with pytest.raises(co.InvalidGameError, match="add up to 1"):
        co.ProposalGame.from_states(["A"], "xy", [[0], [1]], approval=lambda *_: [[]], discount=0, protocol={"A": "1/2"})
    with pytest.raises(co.InvalidArgumentError, match="sets of approvers"):
        co.ProposalGame.from_states(["A"], "xy", [[0], [1]], approval=lambda *_: "A", discount=0)
    with pytest.raises(co.InvalidArgumentError, match="sets of approvers"):
        co.ProposalGame.from_states(["A", "B"], "xy", [(0, 0), (1, 1)], approval=lambda *_: ["A", "B"], discount=0)
    with pytest.raises(co.InvalidArgumentError, match="function of a partition"):
        co.ProposalGame.from_partitions(["A"], [[1]], discount=0)
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.ProposalGame.from_partitions(["A"], lambda p: [co.parameter("u")], discount=0)
    with pytest.raises(co.InvalidArgumentError, match="changed"):
        co.ProposalGame.from_partitions(["A"], lambda p: [0], discount=0, approval="all")
    other = co.DynamicEnvironment.from_moves(["A"], "x", [], payoffs=[[0]], discount=0)
    (process,) = co.enumerate_equilibrium_processes(other).value
    with pytest.raises(co.InvalidArgumentError, match="process of proposals"):
        co.check_markov_equilibrium(game, process)


def test_forged_evidence():
    game = leaving()
    solution = co.enumerate_markov_equilibria(game)
    good = co.check_markov_equilibrium(game, solution.value[0])
    broken = co.check_markov_equilibrium(game, {})
    assert good.value
    assert not broken.value

    def rejected(solution, **changes):
        with pytest.raises(co.CertificateError):
            co.certify(solution.concept, solution.game, replace(solution.certificate, **changes))

    rows, table, one = good.certificate.proposals, good.certificate.values, Fraction(1)
    for bad in (
        rows[:1],
        list(rows),
        (rows[0][:1], rows[1]),
        ((((0, one),), ((1, one),)), rows[1]),
        ((((9, one),), rows[0][1]), rows[1]),
        ((((0, 1.0),),) * 2,) * 2,
    ):
        rejected(good, proposals=bad)
    for bad in (
        table[:1],
        table[::-1],
        tuple(tuple(map(float, r)) for r in table),
        tuple((*r, r[0]) for r in table),
        tuple(map(list, table)),
        tuple(map(iter, table)),
    ):
        rejected(good, values=bad)
    for at in ((0, 0, 0), (9, 0, 0), (1, 5, 0), (True, 0, 0), (1, 0), [1, 0, 0], None, (1, 0, 1)):
        rejected(broken, at=at)
    for maps in ((), (*solution.certificate.maps,) * 2, list(solution.certificate.maps), (((False, False), (False, False)),)):
        rejected(solution, maps=maps)


def test_degenerate_games():
    one = co.ProposalGame.from_partitions(["A"], lambda p: ["1/3"], discount="0.5")
    (process,) = co.enumerate_markov_equilibria(one).value
    assert process.values == ((Fraction(1, 3),),)
    same = leaving(together=(0, 0))
    assert {len(p.absorbing) for p in co.enumerate_markov_equilibria(same).value} >= {1}
    huge = leaving(together=(10**25, Fraction(1, 10**9)))
    assert len(co.enumerate_markov_equilibria(huge).value) == 1


# -- where chance decides -----------------------------------------------------------------------------------------------

NEEDED = {"xy": [["A", "B"]], "xz": [["A"]], "yx": [["B"]], "zy": [["A", "B"]]}


def chase(discount="0.9"):
    payoffs = {"x": (2, 4), "y": (4, 1), "z": (1, 3)}
    return co.ProposalGame.from_states(
        ["A", "B"], "xyz", payoffs, approval=lambda i, s, t: NEEDED.get(s + t, []), discount=discount
    )


def judged_by_strategies(game, process):
    """Builds proposals and approvals that lead to the process, and checks that each of them is a best reply."""
    z, n = len(game.states), len(game.players)
    outcome = [[dict(row) for row in rows] for rows in process.proposals]
    v = values(game, outcome)
    assert [list(row) for row in process.values] == v
    for x in range(z):
        for i in range(n):
            gain = [v[y][i] - v[x][i] for y in range(z)]
            row = outcome[x][i]
            hope = sum(q * gain[y] for y, q in row.items())
            assert hope >= 0
            for y in range(z):
                if y == x:
                    continue
                teams = [[j for j in range(n) if m >> j & 1] for m in game.approvals[i][x][y]]
                willing = any(all(v[y][j] >= v[x][j] for j in team) for team in teams)
                certain = any(all(v[y][j] > v[x][j] for j in team) for team in teams)
                if certain:  # it passes for sure
                    assert gain[y] <= hope
                    assert not row.get(y) or gain[y] == hope
                elif row.get(y):  # somebody is indifferent, and may approve with any probability
                    assert willing
                    assert gain[y] >= hope
            if hope > 0:  # proposing y with probability q gain / hope, which passes with probability hope / gain
                chances = [q * gain[y] / hope for y, q in row.items() if y != x]
                assert all(c >= 0 for c in chances)
                assert sum(chances) == 1


def test_chance_decides():
    game = chase()
    assert co.enumerate_markov_equilibria(game).value == ()
    answer = co.find_markov_equilibrium(game)
    assert answer.guarantee is co.Guarantee.CERTIFIED
    judged_by_strategies(game, answer.value)
    assert co.check_markov_equilibrium(game, answer.value).value
    assert "chance decides 2 of the proposals" in repr(answer)
    assert answer.diagnostics["method"] == "averaged best replies"
    # by hand: B is indifferent between x and y, A between x and z
    assert answer.value.value_at("x")["A"] == answer.value.value_at("z")["A"]


def test_rankings_come_first():
    answer = co.find_markov_equilibrium(leaving())
    assert answer.diagnostics["method"] == "rankings"
    assert answer.value == co.enumerate_markov_equilibria(leaving()).value[0]


@settings(max_examples=15, deadline=None)
@given(game=proposal_games())
def test_what_is_found_is_an_equilibrium(game):
    answer = co.find_markov_equilibrium(game, limit=1, tries=2)  # without rankings
    if answer.value is None:
        assert answer.guarantee is co.Guarantee.OPEN
        assert "not decided" in repr(answer)
    elif answer.concept == "stationary Markov equilibrium":
        judged_by_strategies(game, answer.value)


def test_partitions_of_three_players():
    """A game of three players without an equilibrium of rankings; found by trying many."""
    rng = Random(3)
    for _ in range(40):
        payoffs = {k: tuple(rng.randrange(20) for _ in "ABC") for k in ("ABC", "AB", "AC", "BC", "")}
        game = co.ProposalGame.from_partitions(
            list("ABC"), lambda p, u=payoffs: u["".join(i for c in p if len(c) > 1 for i in c)], discount="0.9"
        )
        answer = co.find_markov_equilibrium(game)
        if answer.diagnostics["method"] != "rankings":
            break
    assert answer.diagnostics["rankings"] == "none"
    judged_by_strategies(game, answer.value)


def test_nothing_found_is_not_nothing_there(monkeypatch):
    from coalitions.solvers.formation import markov_equilibria

    monkeypatch.setattr(markov_equilibria, "equilibria", lambda *_: iter(()))
    answer = co.find_markov_equilibrium(chase())
    assert answer.value is None
    assert answer.guarantee is co.Guarantee.OPEN
    assert repr(answer).startswith("stationary Markov equilibrium: not decided")


def test_nearly_an_equilibrium():
    game = chase()
    answer = co.find_markov_equilibrium(game)
    nearly = Fraction(1, 10**6)
    rows = [[dict(row) for row in rows] for rows in answer.value.proposals]
    rows[0][0] = {0: Fraction(13, 18) + nearly, 2: Fraction(5, 18) - nearly}
    proposals = tuple(tuple(tuple(sorted(row.items())) for row in line) for line in rows)
    process = game.process(proposals)
    assert not co.check_markov_equilibrium(game, process).value
    from coalitions.certificates.markov import FoundMarkovEquilibrium

    evidence = FoundMarkovEquilibrium(proposals, process.values, Fraction(1, 1000))
    found = co.certify("Markov equilibrium within 1/1000", game, evidence)
    assert found.value == process
    assert "nobody gains more than 1/1000" in repr(found)
    for tolerance in (Fraction(0), Fraction(1, 10**9), 0.001, Fraction(-1, 2), None, "1/1000"):
        with pytest.raises(co.CertificateError):
            co.certify("Markov equilibrium within 1/1000", game, replace(evidence, tolerance=tolerance))
    with pytest.raises(co.CertificateError):
        co.certify("stationary Markov equilibrium", game, evidence)
    with pytest.raises(co.CertificateError):
        co.certify("Markov equilibrium", game, evidence)


def test_refusals_of_the_search():
    with pytest.raises(co.InvalidArgumentError, match="positive tolerance"):
        co.find_markov_equilibrium(chase(), tolerance=0)
    with pytest.raises(co.InvalidArgumentError, match="limit"):
        co.find_markov_equilibrium(chase(), tries=0)
    with pytest.raises(co.UnsupportedGameError, match="ProposalGame"):
        co.find_markov_equilibrium(None)
