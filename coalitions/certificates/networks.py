"""Evidence about networks: who would change which links, that nobody would, and that no other network is better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

import numpy as np

from ..errors import CertificateError, UndecidedError
from ..games.network import Network, NetworkGame
from ..kernels.networks import links, links_touching, links_within, submasks
from ..scalars import Array

Changes = Literal["pairwise", "pairwise Nash", "bilateral", "strong"]
Strictly = Literal["all", "one"]

#: What a network is called in which nobody has an improving change of this kind.
NOTIONS: dict[Changes, str] = {
    "pairwise": "pairwise stable network",
    "pairwise Nash": "pairwise Nash stable network",
    "bilateral": "bilaterally stable network",
    "strong": "strongly stable network",
}
CELLS = 1 << 18  #: pairs of networks that are compared at once


def changes(kind: Changes, n: int) -> Iterator[tuple[int, int, int]]:
    """Who may change the network, small coalitions first: members, links that they may add, and links that they may cut."""
    singles = [(1 << i, 0, links_touching(n, 1 << i)) for i in range(n)]
    pairs = [(1 << i | 1 << j, 1 << k, 0) for k, (i, j) in enumerate(links(n))]
    if kind == "strong":
        coalitions = sorted(range(1, 1 << n), key=lambda s: (s.bit_count(), s))
        yield from ((s, links_within(n, s), links_touching(n, s)) for s in coalitions)
        return
    if kind == "bilateral":
        pairs = [(who, add, links_touching(n, who)) for who, add, _ in pairs]
    if kind == "pairwise":
        singles = [(who, 0, 1 << k) for who, _, own in singles for k in range(len(pairs)) if own >> k & 1]
    yield from singles
    yield from pairs


def flips_of(change: tuple[int, int, int]) -> Array:
    """The sets of links that a change may add or cut."""
    return submasks(change[1] | change[2])[1:]


def improving(payoffs: Array, networks: Array, change: tuple[int, int, int], strictly: Strictly) -> Array:
    """For each of the networks and each set of links to flip, whether the members may flip it and gain by that.

    `strictly="one"`: no member loses, and one gains; "all": all gain.
    """
    members, add, cut = change
    flips = flips_of(change)
    here = networks[:, None]
    fine = ((flips & ~here & ~add) | (flips & here & ~cut)) == 0
    gained = np.zeros_like(fine)
    for i, row in enumerate(payoffs):
        if members >> i & 1:
            after, before = row[here ^ flips], row[here]
            fine &= after > before if strictly == "all" else after >= before
            gained |= after > before
    found: Array = fine & gained
    return found


def deviation(game: NetworkGame, network: int, kind: Changes, strictly: Strictly) -> tuple[int, int] | None:
    """A coalition and the network to which it would change this one; None if there is none."""
    payoffs, n = game.comparable(), len(game.players)
    for change in changes(kind, n):
        better = improving(payoffs, np.array([network]), change, strictly)[0]
        if better.any():
            return change[0], network ^ int(flips_of(change)[better.argmax()])
    return None


def stable_networks(game: NetworkGame, kind: Changes, strictly: Strictly) -> Array:
    """The masks of all networks that nobody would change, decided one kind of change after the other for all that are left."""
    payoffs = game.comparable()
    left = np.arange(game.table.shape[1])
    if kind != "pairwise":  # changes of single links come first, since they leave few
        left = _unbroken(payoffs, left, "pairwise", strictly)
    return _unbroken(payoffs, left, kind, strictly)


def _unbroken(payoffs: Array, left: Array, kind: Changes, strictly: Strictly) -> Array:
    for change in changes(kind, len(payoffs)):
        step = max(1, CELLS >> (change[1] | change[2]).bit_count())
        broken = [improving(payoffs, left[k : k + step], change, strictly).any(axis=1) for k in range(0, len(left), step)]
        left = left[~np.concatenate([np.zeros(0, dtype=np.bool_), *broken])]
    return left


def _known(kind: Any, strictly: Any) -> bool:
    return kind in get_args(Changes) and strictly in get_args(Strictly)


def _game(game: Any) -> NetworkGame:
    if not isinstance(game, NetworkGame):
        raise CertificateError(f"expected a NetworkGame, got {type(game).__name__}")
    return game


def _network(game: NetworkGame, mask: Any) -> Network:
    if type(mask) is not int or not 0 <= mask < game.table.shape[1]:
        raise CertificateError(f"expected a mask of links below {game.table.shape[1]}, got {mask!r:.80}")
    return Network(game.players, mask)


def _listed(game: NetworkGame, networks: Any) -> tuple[Network, ...]:
    if type(networks) is not tuple:
        raise CertificateError(f"expected a tuple of networks, got {networks!r:.80}")
    found = tuple(_network(game, mask) for mask in networks)
    if list(networks) != sorted(set(networks)):
        raise CertificateError("expected every network once, in the order of the masks")
    return found


@dataclass(frozen=True, slots=True)
class NetworkVerdict:
    """Whether a network is stable: who would change it to what, or None, and then the check goes through all changes."""

    kind: Changes
    strictly: Strictly
    network: int
    change: tuple[int, int] | None  #: the coalition, and the network that it makes

    @property
    def proves(self) -> tuple[str, ...]:
        """The kind of stability."""
        return (NOTIONS[self.kind],) if _known(self.kind, self.strictly) else ()

    @property
    def judged(self) -> int:
        """The network that was asked about."""
        return self.network

    def check(self, game: NetworkGame) -> bool:
        """True or False; raises CertificateError if somebody would change the network, or nobody makes the change that came."""
        _network(_game(game), self.network)
        if not _known(self.kind, self.strictly):
            raise CertificateError(f"expected a known kind of stability, got {self.kind!r:.80}, {self.strictly!r:.80}")
        if self.change is None:
            if deviation(game, self.network, self.kind, self.strictly) is not None:
                raise CertificateError("expected a network that nobody would change, but somebody would")
            return True
        if type(self.change) is not tuple or len(self.change) != 2 or type(self.change[0]) is not int:
            raise CertificateError(f"expected a coalition and a network, got {self.change!r:.80}")
        members, target = self.change[0], _network(game, self.change[1]).mask
        payoffs, here = game.comparable(), np.array([self.network])
        for change in changes(self.kind, len(game.players)):
            flips = flips_of(change)
            if (
                change[0] == members
                and improving(payoffs, here, change, self.strictly)[0][flips == self.network ^ target].any()
            ):
                return False
        raise CertificateError("expected a change of links that the coalition may make and by which it gains, got another")

    def describe(self, game: NetworkGame) -> str:
        if self.change is None:
            what = {"pairwise": "adds or cuts a link", "pairwise Nash": "adds a link or cuts some"}
            return f"nobody {what.get(self.kind, 'changes links')} {self._rule()}"
        members, target = game.players.coalition(self.change[0]), self.change[1]
        added, cut = (Network(game.players, m) for m in (target & ~self.network, self.network & ~target))
        acts = [f"add {_links(added)}"] * bool(len(added)) + [f"cut {_links(cut)}"] * bool(len(cut))
        before, after = game.payoffs(self.network), game.payoffs(target)
        gains = "; ".join(f"{p} from {before[p]} to {after[p]}" for p in members)
        return f"{' and '.join(map(str, members))} {' and '.join(acts)}: {gains} ({self._rule()})"

    def _rule(self) -> str:
        return "where all who do must gain" if self.strictly == "all" else "where one who does must gain and none may lose"

    def to_dict(self) -> dict[str, Any]:
        change = None if self.change is None else list(self.change)
        head = {"kind": "network", "changes": self.kind, "strictly": self.strictly}
        return {**head, "network": self.network, "change": change}


def _links(network: Network) -> str:
    return ", ".join(f"{a}-{b}" for a, b in network)


@dataclass(frozen=True, slots=True)
class AllStableNetworks:
    """All networks that are stable in one sense. The check decides every one of the 2**(n(n−1)/2) networks."""

    kind: Changes
    strictly: Strictly
    networks: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The kind of stability."""
        return (f"all {NOTIONS[self.kind]}s",) if _known(self.kind, self.strictly) else ()

    def check(self, game: NetworkGame) -> tuple[Network, ...]:
        """The networks; raises CertificateError if one is missing or not stable."""
        found = _listed(_game(game), self.networks)
        if not _known(self.kind, self.strictly):
            raise CertificateError(f"expected a known kind of stability, got {self.kind!r:.80}, {self.strictly!r:.80}")
        if stable_networks(game, self.kind, self.strictly).tolist() != list(self.networks):
            raise CertificateError(f"expected exactly the networks that are a {NOTIONS[self.kind]}, got others")
        return found

    def describe(self, game: NetworkGame) -> str:
        rule = "all who change links must gain" if self.strictly == "all" else "one must gain and none may lose"
        return f"each of {game.table.shape[1]} networks decided, where {rule}"

    def to_dict(self) -> dict[str, Any]:
        head = {"kind": "all stable networks", "changes": self.kind, "strictly": self.strictly}
        return {**head, "networks": list(self.networks)}


def efficient_networks(game: NetworkGame) -> Array:
    """The networks of the largest total payoff, exactly: floats that are too close to call are added up as fractions."""
    if game.kind == "symbolic":
        raise UndecidedError("expected numbers for payoffs, which are added and compared, got symbols; put numbers in for them")
    table = game.table
    if game.kind == "exact":
        if table.dtype == np.int64 and len(table) * max(-int(table.min(initial=0)), int(table.max(initial=0))) >= 1 << 62:
            table = table.astype(object)
        total = table.sum(axis=0)
        return np.flatnonzero(total == total.max())
    with np.errstate(over="ignore", invalid="ignore"):
        total = table.sum(axis=0)
        least = total.max() - 2**-48 * np.abs(table).sum(axis=0).max()
    near = np.flatnonzero(total >= least) if np.isfinite(least) and np.isfinite(total).all() else np.arange(len(total))
    exact = [game.value(g) for g in near.tolist()]
    return near[[v == max(exact) for v in exact]]


def pareto_networks(game: NetworkGame) -> Array:
    """The networks for which no other is better for some players and worse for none."""
    payoffs = game.comparable()
    levels = np.array([np.unique(row, return_inverse=True)[1].reshape(-1) for row in payoffs], dtype=np.int64)
    ranks, first = np.unique(levels.reshape(payoffs.shape), axis=1, return_inverse=True)
    left = np.argsort(-ranks.sum(axis=0), kind="stable")  # what dominates has the larger sum of ranks
    kept: list[int] = []
    while len(left):
        top = left[0]
        kept.append(int(top))
        left = left[1:][(ranks[:, left[1:]] > ranks[:, [top]]).any(axis=0)]
    return np.flatnonzero(np.isin(first.reshape(-1), kept))


@dataclass(frozen=True, slots=True)
class BestNetworks:
    """The efficient or the Pareto efficient networks. The check compares all networks again."""

    kind: Literal["efficient", "Pareto efficient"]
    networks: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The kind of efficiency."""
        return (f"all {self.kind} networks",) if self.kind in ("efficient", "Pareto efficient") else ()

    def check(self, game: NetworkGame) -> tuple[Network, ...]:
        """The networks; raises CertificateError if one is missing or not efficient."""
        found = _listed(_game(game), self.networks)
        best = {"efficient": efficient_networks, "Pareto efficient": pareto_networks}[self.kind](game)
        if best.tolist() != list(self.networks):
            raise CertificateError(f"expected exactly the {self.kind} networks, got others")
        return found

    def describe(self, game: NetworkGame) -> str:
        count = game.table.shape[1]
        if self.kind == "efficient":
            return f"each of {count} networks has a total of at most {game.value(self.networks[0])}"
        return f"each of {count} networks compared"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": f"{self.kind} networks", "networks": list(self.networks)}


Ties = Literal["refuse", "form"]


@dataclass(frozen=True, slots=True)
class LinkFormation:
    """The outcome of the link formation game of Aumann and Myerson; the check goes backward through all networks again."""

    order: tuple[int, ...]  #: the links in the order in which they are offered
    ties: Ties
    path: tuple[int, ...]  #: the links that are formed, in this order
    proves: ClassVar[tuple[str, ...]] = ("network of the link formation game",)

    @property
    def judged(self) -> tuple[tuple[int, ...], Ties]:
        """The order of offers and the rule for ties that were asked about."""
        return self.order, self.ties

    def check(self, game: NetworkGame) -> Network:
        """The network that results; raises CertificateError if the path of play is another."""
        m = len(links(len(_game(game).players)))
        if type(self.order) is not tuple or not all(type(k) is int for k in self.order) or sorted(self.order) != list(range(m)):
            raise CertificateError(f"expected each of {m} links once, got {self.order!r:.80}")
        if self.ties not in ("refuse", "form"):
            raise CertificateError(f"expected ties as refuse or form, got {self.ties!r:.80}")
        if type(self.path) is not tuple or not all(type(k) is int for k in self.path):
            raise CertificateError(f"expected a tuple of links, got {self.path!r:.80}")
        if self.path != formed_links(game, self.order, self.ties):
            raise CertificateError("expected the path of backward induction, got another")
        return Network(game.players, sum(1 << k for k in self.path))

    def describe(self, game: NetworkGame) -> str:
        named = [Network(game.players, 1 << k) for k in self.path]
        last = game.payoffs(sum(1 << k for k in self.path))
        first = f"{', then '.join(map(_links, named))} formed" if named else "no link formed"
        return f"{first}, for payoffs {last}; backward induction, offers in the order {self._order(game)}, ties {self.ties}"

    def _order(self, game: NetworkGame) -> str:
        return ", ".join(_links(Network(game.players, 1 << k)) for k in self.order)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "link formation", "order": list(self.order), "ties": self.ties, "path": list(self.path)}


def formed_links(game: NetworkGame, order: tuple[int, ...], ties: Ties) -> tuple[int, ...]:
    """Which links are formed on the path of backward induction, in this order.

    `ends[g][k]` is the network in which play ends if the links g are there and the k-th link of the order is offered next,
    with none refused since the last was formed.
    """
    m, payoffs = len(order), game.comparable().tolist()
    pairs = links(len(game.players))
    places = {link: k for k, link in enumerate(order)}
    ends = [[0] * max(m, 1) for _ in range(1 << m)]
    forms: dict[tuple[int, int], int] = {}
    for g in range((1 << m) - 1, -1, -1):
        for start in range(max(m, 1)):
            end, formed = g, -1
            for step in range(m - 1, -1, -1):  # the last offer first
                link = order[(start + step) % m]
                if not g >> link & 1:
                    then = ends[g | 1 << link][(places[link] + 1) % m]
                    gains = [payoffs[i][then] - payoffs[i][end] for i in pairs[link]]
                    if all(v >= 0 if ties == "form" else v > 0 for v in gains):
                        end, formed = then, link
            ends[g][start] = end
            forms[g, start] = formed
    path: list[int] = []
    g, start = 0, 0
    while (link := forms[g, start]) >= 0:
        path.append(link)
        g, start = g | 1 << link, (places[link] + 1) % m
    return tuple(path)
