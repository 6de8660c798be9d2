"""Communication graphs: links by names, and what a coalition is worth when only linked players can act together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...players import Players, is_list
from ...scalars import Array


def read_links(players: Players, links: Iterable[Any]) -> tuple[int, ...]:
    """The masks of links given as pairs of names, in increasing order; a link that is named twice is one link."""
    mapping = isinstance(links, Mapping) and not isinstance(links, Set)  # the edges of a NetworkX graph are both
    if mapping or isinstance(links, str) or not is_list(links):
        raise InvalidArgumentError(
            f'expected links as a list of pairs of players, got {links!r}; write for example [("A", "B"), ("B", "C")]'
        )
    masks = set()
    for link in links:
        ends = list(link) if is_list(link) and not isinstance(link, str) else [link]
        mask = 0
        for name in ends:
            mask |= 1 << players.index(name)
        if len(ends) != 2 or mask.bit_count() != 2:
            raise InvalidArgumentError(
                f'expected a link between two different players, got {link!r}; write for example ("A", "B")'
            )
        masks.add(mask)
    return tuple(sorted(masks))


def components(n: int, links: tuple[int, ...]) -> list[int]:
    """For each player the mask of its component in the whole graph."""
    component = [1 << i for i in range(n)]
    for link in links:
        joint = 0
        for i in range(n):
            if link >> i & 1:
                joint |= component[i]
        component = [joint if joint >> i & 1 else component[i] for i in range(n)]
    return component


def first_components(n: int, links: tuple[int, ...]) -> Array:
    """For every S the component of its first member in the graph within S: n passes over all masks at most."""
    masks = np.arange(1 << n)
    around = np.zeros(1 << n, dtype=np.int64)  # everybody linked to a member of S, by doubling
    for i in range(n):
        own = sum(link ^ 1 << i for link in links if link >> i & 1)
        np.bitwise_or(around[: 1 << i], own, out=around[1 << i : 2 << i])
    component: Array = masks & -masks
    while True:
        larger = component | around[component] & masks
        if np.array_equal(larger, component):
            return component
        component = larger


def restricted_by_links(worths: Array, links: tuple[int, ...]) -> Array:
    """The worths when each coalition falls apart into its components: the sum of what they are worth."""
    n = len(worths).bit_length() - 1
    component = first_components(n, links)
    rest, out = np.arange(1 << n), np.zeros(1 << n, dtype=object)
    while rest.any():
        out = out + worths[component[rest]]
        rest = rest ^ component[rest]
    return out


def link_gains(worths: Array, n: int, links: tuple[int, ...]) -> Array:
    """For every set of links, what its components are worth together more than their members alone."""
    components = np.empty((n, 1 << len(links)), dtype=np.int64)
    components[:, 0] = 1 << np.arange(n)
    for k, link in enumerate(links):
        a, b = (link & -link).bit_length() - 1, link.bit_length() - 1
        without = components[:, : 1 << k]
        merged = without[a] | without[b]
        inside = merged[None, :] >> np.arange(n)[:, None] & 1
        components[:, 1 << k : 2 << k] = np.where(inside, merged[None, :], without)
    out = np.zeros(1 << len(links), dtype=object)
    for i in range(n):
        first = components[i] & -components[i] == 1 << i  # each component once, at its first member
        out = out + worths[np.where(first, components[i], 0)] - worths[1 << i]
    return out
