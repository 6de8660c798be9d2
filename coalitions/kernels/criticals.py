"""Counting the winning coalitions of one weight rule by how many of their members are critical."""

from __future__ import annotations

from collections.abc import Sequence

from .boxes import States, up_to, with_player
from .counting import critical_cells


def critical_counts_of_one_rule(quota: int, weights: Sequence[int]) -> dict[int, list[int]]:
    """For each weight, in how many winning coalitions with k critical members such a player is critical (k from 0 to n).

    A member is critical iff it weighs more than the excess over the quota. Between two neighboring weights the excess does not
    matter: for each such range the missing players are counted by weight and by how many of them would be critical. Cost: for
    each range an addition of arrays for each player (100 members with 2,700 votes: seconds).
    """
    n, total = len(weights), sum(weights)
    out = {w: [0] * (n + 1) for w in weights}
    for (low,), (high,), marks in critical_cells([quota], [weights]):
        marked = sorted(w for w, mark in zip(weights, marks, strict=True) if mark)
        most, beyond = total - quota - low, total - quota - high  # what may be missing: more than `beyond`, up to `most`
        states = States([most], [(w,) for w in marked], True, beside=n - len(marked))
        for w in marked:
            states.add((w,))
        for w, mark in zip(weights, marks, strict=True):
            if not mark:
                states.add((w,), counted=False)
        states.accumulate()
        bounds = [(most, 1)] + ([(beyond, -1)] if beyond >= 0 else [])
        totals = [up_to(states, [bound]) for bound, _ in bounds]
        for w in set(marked):
            for (bound, sign), whole in zip(bounds, totals, strict=True):
                missing = with_player(states, (w,), [bound], whole)
                for t, (a, b) in enumerate(zip(whole, missing, strict=True)):
                    out[w][len(marked) - t] += sign * (a - b)
    return out
