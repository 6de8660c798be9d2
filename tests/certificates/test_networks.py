"""Evidence about networks: every field forged is rejected."""

from dataclasses import replace
from itertools import product

import pytest

import coalitions as co
from coalitions.certificates.networks import AllStableNetworks, BestNetworks, LinkFormation, NetworkVerdict

GAME = co.connections_game(["A", "B", "C"], decay="1/2", cost="3/10")
STABLE = [g.mask for g in co.enumerate_pairwise_stable(GAME).value]


def rejected(concept, evidence, game=GAME):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, evidence)


def test_verdicts_hold_only_where_they_are_true():
    """All coalitions, networks and targets: what the check accepts is decided by payoffs alone."""
    for network, members, target in product(range(8), range(8), range(8)):
        evidence = NetworkVerdict("pairwise", "one", network, (members, target))
        flip = network ^ target
        ends = {1: 0b011, 2: 0b101, 4: 0b110}.get(flip, 0)
        before, after = GAME.table[:, network], GAME.table[:, target]
        gains = [int(after[i] - before[i]) for i in range(3) if members >> i & 1]
        adds = flip & target and members == ends
        cuts = flip & network and members in (1, 2, 4) and members & ends
        if flip and gains and (adds or cuts) and min(gains) >= 0 and max(gains) > 0:
            assert co.certify("pairwise stable network", GAME, evidence).value is False
            assert network not in STABLE
        else:
            rejected("pairwise stable network", evidence)
    for network in range(8):
        evidence = NetworkVerdict("pairwise", "one", network, None)
        if network in STABLE:
            assert co.certify("pairwise stable network", GAME, evidence).value is True
        else:
            rejected("pairwise stable network", evidence)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "strong"},
        {"kind": "none"},
        {"kind": ["pairwise"]},
        {"strictly": "some"},
        {"strictly": None},
        {"network": -1},
        {"network": 8},
        {"network": True},
        {"network": "1"},
        {"change": 5},
        {"change": (1,)},
        {"change": (True, 1)},
        {"change": (3, True)},
        {"change": (3, 9)},
        {"change": [3, 1]},
        {"change": (None, None)},
    ],
)
def test_forged_verdicts(changes):
    evidence = co.check_pairwise_stable(GAME, []).certificate
    rejected("pairwise stable network", replace(evidence, **changes))


@pytest.mark.parametrize(
    "networks",
    [(), tuple(STABLE[:-1]), tuple(STABLE[::-1]), (*STABLE, STABLE[-1]), (0, *STABLE), STABLE, (True,), ("3",), (99,), None],
)
def test_forged_lists(networks):
    rejected("all pairwise stable networks", AllStableNetworks("pairwise", "one", networks))
    rejected("all efficient networks", BestNetworks("efficient", networks if networks != tuple(STABLE) else ()))


def test_evidence_for_one_notion_is_none_for_another():
    rejected("all strongly stable networks", AllStableNetworks("pairwise", "one", tuple(STABLE)))
    rejected("all pairwise stable networks", AllStableNetworks("pairwise", "two", tuple(STABLE)))
    best = co.enumerate_efficient_networks(GAME).certificate
    rejected("all Pareto efficient networks", best)
    rejected("all best networks", replace(best, kind="best"))
    rejected("all efficient networks", replace(best, kind=["efficient"]))
    rejected("all efficient networks", best, game=co.TUGame.from_worths(["A"], {"A": 1}))


@pytest.mark.parametrize(
    "changes",
    [
        {"path": ()},
        {"path": (0, 1, 2)},
        {"path": [0]},
        {"path": (False,)},
        {"path": (7,)},
        {"order": (0, 1)},
        {"order": (0, 1, 1)},
        {"order": (0, True, 2)},
        {"order": None},
        {"ties": "both"},
        {"ties": "refuse"},
        {"order": (2, 1, 0)},
    ],
)
def test_forged_link_formation(changes):
    game = co.network_game(co.TUGame.from_function(["1", "2", "3"], lambda S: int(len(S) >= 2)))
    solution = co.aumann_myerson_network(game, ties="form")
    assert solution.certificate == LinkFormation((0, 1, 2), "form", (0,))
    rejected(solution.concept, replace(solution.certificate, **changes), game)


def test_plain_data():
    for solution in (
        co.check_pairwise_stable(GAME, []),
        co.enumerate_strongly_stable(GAME),
        co.enumerate_efficient_networks(GAME),
        co.aumann_myerson_network(GAME),
    ):
        assert solution.to_dict()["certificate"]["kind"]
