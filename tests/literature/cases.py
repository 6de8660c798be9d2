"""A worked result as it was printed, and how the library's answer is held against it and against the bare definition.

`basis` says how the printed number is known: "read" where the source, or a page that quotes it, was read; "recalled" where it
was written down from memory. Every number, read or recalled, is confirmed here a second time: by the definition itself where
the game is small (`DEFINITIONS`), and by the calculation in the comment beside the case where it is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, permutations, product
from math import comb, factorial
from typing import Any, Literal

import coalitions as co
from tests.literature.lexicographic import kohlberg


@dataclass(frozen=True)
class Case:
    """One line of a table: a whole number or fraction is exact, a decimal string is rounded as it was printed."""

    name: str
    source: str
    basis: Literal["read", "recalled"]
    game: Any
    solver: Callable[..., co.Solution]
    expected: Any
    judged: tuple[Any, ...] = ()  #: what the solver asks for besides the game
    unit: Fraction = Fraction(1)  #: what one of the printed numbers stands for, as 1/100 in percentages

    def __str__(self) -> str:
        return self.name

    def check(self) -> None:
        """The answer is certified, it is the printed one, and it is what the definition says."""
        solution = self.solver(self.game, *self.judged)
        assert solution.verify().guarantee is co.Guarantee.CERTIFIED
        value = solution.value
        if isinstance(self.expected, bool | None):
            assert value is self.expected
        elif isinstance(self.expected, Sequence) and not isinstance(self.expected, str):
            assert len(value) == len(self.expected)
            wrong = [
                (p, float(a / self.unit), e)
                for (p, a), e in zip(value.items(), self.expected, strict=True)
                if not as_printed(a / self.unit, e)
            ]
            assert not wrong, wrong
        else:
            assert as_printed(value / self.unit, self.expected), value
        if self.solver in DEFINITIONS:
            DEFINITIONS[self.solver](self.game, value, *self.judged)


def as_printed(value: Any, printed: Any) -> bool:
    """Whether a number rounds to the printed one: half a unit of its last decimal place, or exactly."""
    if isinstance(printed, str) and "." in printed:
        return abs(Fraction(value) - Fraction(printed)) <= Fraction(1, 2 * 10 ** len(printed.split(".")[1]))
    return value == Fraction(printed)


def worths(game: Any) -> list[Any]:
    """All worths by mask, whole numbers as they are."""
    values = (game.worth(mask) for mask in range(1 << len(game.players)))
    return [v if isinstance(v, int) else Fraction(v) for v in values]


def by_orders(game: Any, value: Any) -> None:
    """Shapley (1953): the mean of what a player adds, over all orders of arrival, or over all sets where orders are many."""
    n, v = len(game.players), worths(game) if len(game.players) <= 16 else []
    total = [Fraction(0)] * n
    if n <= 6:
        for order in permutations(range(n)):
            mask = 0
            for i in order:
                total[i] += v[mask | 1 << i] - v[mask]
                mask |= 1 << i
        total = [t / factorial(n) for t in total]
    elif v:
        for i in range(n):
            added: list[Any] = [0] * n
            for mask in range(1 << n):
                if not mask >> i & 1:
                    added[mask.bit_count()] += v[mask | 1 << i] - v[mask]
            total[i] = sum((Fraction(a) / (n * comb(n - 1, s)) for s, a in enumerate(added)), start=Fraction(0))
    assert not v or list(value.values()) == total


def by_swings(game: Any, value: Any) -> None:
    """Banzhaf (1965): the share of a member in all swings, counted one coalition after another."""
    n = len(game.players)
    if n > 16:
        return
    v = worths(game)
    swings = [sum(v[m] != v[m ^ 1 << i] for m in range(1 << n) if m >> i & 1) for i in range(n)]
    assert list(value.values()) == [Fraction(s, sum(swings)) for s in swings]


def by_adding(game: Any, value: Any) -> None:
    """Banzhaf's value: what a player adds on average to a set of the others that is drawn by tosses of a coin."""
    n, v = len(game.players), worths(game)
    added = [sum(v[m] - v[m ^ 1 << i] for m in range(1 << n) if m >> i & 1) for i in range(n)]
    assert list(value.values()) == [Fraction(a) / 2 ** (n - 1) for a in added]


def by_winning(game: Any, value: Any) -> None:
    """Coleman (1971): the share of winning coalitions among all."""
    n = len(game.players)
    assert n > 16 or value == Fraction(sum(worths(game)), 2**n)


def by_critical(among_minimal: bool, shared: bool) -> Callable[[Any, Any], None]:
    """Johnston (1978), Deegan and Packel (1978), Holler (1982): winning coalitions with critical members, or minimal ones only,
    each of which counts for 1 in all or for 1 to each of its critical members."""

    def check(game: Any, value: Any) -> None:
        n, v = len(game.players), worths(game)
        total = [Fraction(0)] * n
        for m in range(1 << n):
            critical = [i for i in range(n) if m >> i & 1 and v[m] and not v[m ^ 1 << i]]
            if critical and (not among_minimal or len(critical) == m.bit_count()):
                for i in critical:
                    total[i] += Fraction(1, len(critical)) if shared else 1
        assert list(value.values()) == [t / sum(total) for t in total]

    return check


def by_kohlberg(bounded: bool, size: Callable[[int], int] = lambda S: 1) -> Callable[[Any, Any], None]:
    """Kohlberg (1971): coalitions of large excess are balanced, at every level."""

    def check(game: Any, value: Any) -> None:
        if len(game.players) <= 6:
            assert kohlberg(worths(game), list(value.values()), bounded=bounded, size=size)

    return check


def surplus(v: list[Fraction], x: list[Fraction], i: int, j: int) -> Fraction:
    """Davis and Maschler (1965): the most that i can gain without j."""
    masks = [m for m in range(len(v)) if m >> i & 1 and not m >> j & 1]
    return max(v[m] - sum(x[k] for k in range(len(x)) if m >> k & 1) for m in masks)


def by_surpluses(game: Any, value: bool, payoffs: Any) -> None:
    """The kernel of the grand coalition: whoever has more against another than the other has against him keeps v(i) only."""
    v, x = worths(game), [Fraction(a) for a in (payoffs.values() if hasattr(payoffs, "values") else payoffs)]
    n = len(x)
    stable = all(surplus(v, x, i, j) <= surplus(v, x, j, i) or x[j] == v[1 << j] for i in range(n) for j in range(n) if i != j)
    imputation = sum(x) == v[-1] and all(x[i] >= v[1 << i] for i in range(n))
    assert value == (stable and imputation)


def by_coalitions(game: Any, value: bool, payoffs: Any) -> None:
    """Gillies (1959): no coalition is worth more than it gets."""
    v, x = worths(game), [Fraction(a) for a in (payoffs.values() if hasattr(payoffs, "values") else payoffs)]
    gets = [sum(x[i] for i in range(len(x)) if m >> i & 1) for m in range(len(v))]
    assert value == (gets[-1] == v[-1] and all(g >= w for g, w in zip(gets, v, strict=True)))


def by_utopia(game: Any, value: Any) -> None:
    """Tijs (1981): on the line between minimal rights and utopia payoffs."""
    v, n = worths(game), len(game.players)
    top = [v[-1] - v[len(v) - 1 - (1 << i)] for i in range(n)]
    rights = [
        max(v[m] - sum(top[j] for j in range(n) if m >> j & 1 and j != i) for m in range(1, len(v)) if m >> i & 1)
        for i in range(n)
    ]
    rest, span = v[-1] - sum(rights), sum(top) - sum(rights)
    assert list(value.values()) == [
        a + (Fraction(rest) * (b - a) / span if span else 0) for a, b in zip(rights, top, strict=True)
    ]


def by_orders_of_unions(game: Any, value: Any, unions: Any) -> None:
    """Owen (1977): the mean of what a player adds, over all orders of arrival in which unions stay together."""
    v, bit = worths(game), {p: 1 << i for i, p in enumerate(game.players)}
    total, count = dict.fromkeys(bit, Fraction(0)), 0
    parts = [union if isinstance(union, tuple | list) else (union,) for union in unions]
    for order in permutations(parts):
        for inside in product(*(permutations(part) for part in order)):
            mask, count = 0, count + 1
            for p in chain(*inside):
                total[p] += v[mask | bit[p]] - v[mask]
                mask |= bit[p]
    assert dict(value) == {p: t / count for p, t in total.items()}


def by_linked_parts(game: Any, value: Any, links: Any) -> None:
    """Myerson (1977): the Shapley value when a coalition makes what its linked parts make."""
    v, bit = worths(game), {p: 1 << i for i, p in enumerate(game.players)}
    pairs = [bit[a] | bit[b] for a, b in links]

    def parts(mask: int) -> list[int]:
        found = []
        while mask:
            part, grown = 0, mask & -mask
            while part != grown:
                part = grown
                for pair in pairs:
                    if pair & part and pair & mask == pair:
                        grown |= pair
            found.append(part)
            mask &= ~part
        return found

    linked = [sum(v[part] for part in parts(mask)) for mask in range(len(v))]
    by_orders(co.TUGame.from_vector(game.players, linked, order="mask"), value)


def by_average_gains(game: Any, value: Any) -> None:
    """Nowak and Radzik (1994): as in the Shapley value, but all members get the average of what members add."""
    n, v = len(game.players), worths(game)
    total = [Fraction(0)] * n
    for mask in range(1, 1 << n):
        size, members = mask.bit_count(), [i for i in range(n) if mask >> i & 1]
        average = sum(Fraction(v[mask] - v[mask ^ 1 << i]) for i in members) / size
        for i in members:
            total[i] += average / (size * comb(n, size))
    assert list(value.values()) == total


def by_disruption(game: Any, value: Any) -> None:
    """Gately (1974): if a player leaves, the others lose as many times what he loses himself, whoever it is."""
    n, v, x = len(game.players), worths(game), list(value.values())
    others = [Fraction(v[-1] - x[i] - v[len(v) - 1 - (1 << i)]) for i in range(n)]
    own = [Fraction(x[i] - v[1 << i]) for i in range(n)]
    assert sum(x) == v[-1]
    assert all(others[i] * own[j] == others[j] * own[i] for i in range(n) for j in range(n))


#: The definition of what a solver computes, written for small games and for nothing but to be obvious.
DEFINITIONS: dict[Any, Callable[..., None]] = {
    co.shapley_value: by_orders,
    co.shapley_shubik_index: by_orders,
    co.banzhaf_index: by_swings,
    co.banzhaf_value: by_adding,
    co.coleman_power_to_act: by_winning,
    co.johnston_index: by_critical(False, True),
    co.deegan_packel_index: by_critical(True, True),
    co.holler_packel_index: by_critical(True, False),
    co.nucleolus: by_kohlberg(True),
    co.prenucleolus: by_kohlberg(False),
    co.per_capita_prenucleolus: by_kohlberg(False, int.bit_count),
    co.check_in_kernel: by_surpluses,
    co.check_in_core: by_coalitions,
    co.tau_value: by_utopia,
    co.gately_value: by_disruption,
    co.solidarity_value: by_average_gains,
    co.owen_value: by_orders_of_unions,
    co.myerson_value: by_linked_parts,
}


def three(*values: Any, names: str = "ABC") -> co.TUGame:
    """A game of three players as papers print it: v(A), v(B), v(C), v(AB), v(AC), v(BC), v(ABC)."""
    return co.TUGame.from_vector(list(names), values, order="size")


def votes(quota: Any, *weights: int) -> co.WeightedVotingGame:
    """[quota; weights] with members numbered from 1."""
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(enumerate(weights, 1)))
