"""What the solvers of network games share."""

from __future__ import annotations

from typing import Any

from ...certificates.networks import NOTIONS, AllStableNetworks, Changes, NetworkVerdict, Strictly, deviation, stable_networks
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.network import Network, NetworkGame, networked
from ...scalars import Array, whole_limit
from ...solution import Solution, certify


def judge(game: NetworkGame, pairs: Any, kind: Changes, strictly: Strictly, limit: int) -> Solution[bool]:
    """Whether a network is stable in this sense."""
    form = _within(game, kind, strictly, limit)
    network = form.network(pairs).mask
    evidence = NetworkVerdict(kind, strictly, network, deviation(form, network, kind, strictly))
    return certify(NOTIONS[kind], form, evidence, {"strictly": strictly})


def listed(game: NetworkGame, kind: Changes, strictly: Strictly, limit: int, most: int) -> Solution[tuple[Network, ...]]:
    """All networks that are stable in this sense."""
    form = _within(game, kind, strictly, limit)
    networks = at_most(stable_networks(form, kind, strictly), most)
    return certify(f"all {NOTIONS[kind]}s", form, AllStableNetworks(kind, strictly, networks), {"strictly": strictly})


def at_most(networks: Array, most: int) -> tuple[int, ...]:
    """The masks as a tuple, if there are not too many."""
    if len(networks) > whole_limit(most):
        raise LimitExceededError(
            f"expected at most most={most} networks in the answer, got {len(networks)}; write most={len(networks)}, or use "
            "check_pairwise_stable for single ones"
        )
    return tuple(networks.tolist())


def within(game: NetworkGame, limit: int, instead: str) -> NetworkGame:
    """The game, if it is one with at most `limit` players."""
    form = networked(game)
    n = len(form.players)
    if n > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} players ({1 << limit * (limit - 1) // 2} networks), got {n}; write limit={n} if "
            f"the time is there, or use {instead}"
        )
    return form


def _within(game: NetworkGame, kind: Changes, strictly: Strictly, limit: int) -> NetworkGame:
    if strictly not in ("all", "one"):
        raise InvalidArgumentError(f'expected strictly="one" or strictly="all", got {strictly!r:.80}')
    return within(game, limit, "enumerate_pairwise_stable" if kind == "strong" else "check_pairwise_stable")
