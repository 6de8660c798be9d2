"""Sets and chains of states of an environment, as answers show them."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from ..display import Table, escape_latex
from ..errors import InvalidArgumentError
from ..players import Coalition

State = Hashable


def state_text(state: Any) -> str:
    """A state in words: a string as it is, a tuple as (a, b), anything else as it prints."""
    return "(" + ", ".join(map(state_text, state)) + ")" if isinstance(state, tuple) else str(state)


def known_state(state: Any, states: Container[Any]) -> bool:
    """Whether something is one of the states; what cannot be hashed, as a list in a tuple, is none."""
    try:
        return state in states
    except TypeError:
        return False


@dataclass(frozen=True, slots=True, eq=False)
class States(Set[Any]):
    """A set of states. It is equal to any set of the same states, keeps their order and prints as {a, b}.

    Examples:
        >>> States(("c", "a")) == {"a", "c"}
        True
        >>> States(("c", "a"))
        {c, a}
    """

    labels: tuple[State, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.labels, tuple) or len(set(self.labels)) != len(self.labels):
            raise InvalidArgumentError(f"expected a tuple of different states, got {self.labels!r:.120}; name each once")

    def __contains__(self, state: object) -> bool:
        return state in self.labels

    def __iter__(self) -> Iterator[Any]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Set) and frozenset(self.labels) == frozenset(other)

    def __hash__(self) -> int:
        return hash(frozenset(self.labels))

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> frozenset[Any]:
        return frozenset(it)

    def _table(self) -> Table:
        return Table("States", ("state",), [(state_text(s),) for s in self.labels[:64]], len(self))

    def __repr__(self) -> str:
        more = f", … ({len(self)} states)" if len(self) > 20 else ""
        return "{" + ", ".join(map(state_text, self.labels[:20])) + more + "}"

    def _repr_latex_(self) -> str:
        return r"$\{" + ", ".join(rf"\text{{{escape_latex(state_text(s))}}}" for s in self.labels[:64]) + r"\}$"


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of moves from state to state, with the coalition that makes each: a -{1}-> b -{2}-> c."""

    states: tuple[State, ...]
    coalitions: tuple[Coalition, ...]

    def __post_init__(self) -> None:
        if len(self.states) != len(self.coalitions) + 1:
            raise InvalidArgumentError(
                f"expected one state more than moves, got {len(self.states)} states and {len(self.coalitions)} moves"
            )

    def __len__(self) -> int:
        return len(self.coalitions)

    def _table(self) -> Table:
        rows = [
            (state_text(a), str(who), state_text(b))
            for a, who, b in zip(self.states, self.coalitions, self.states[1:], strict=False)
        ]
        return Table("Chain", ("from", "movers", "to"), rows, len(rows))

    def __repr__(self) -> str:
        steps = (f" -{who}-> {state_text(b)}" for who, b in zip(self.coalitions, self.states[1:], strict=True))
        return state_text(self.states[0]) + "".join(steps)
