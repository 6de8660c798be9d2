"""Bargaining by alternating offers: the players propose in turn how to divide a cake of 1, and all must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..display import Table, to_html, to_latex
from ..errors import InvalidArgumentError, InvalidGameError, UnsupportedGameError
from ..players import Payoffs, Player, Players
from ..scalars import Kind, is_symbolic, kind_of, read_payoffs, to_fraction


@dataclass(frozen=True, slots=True, repr=False)
class AlternatingOffers:
    """Players who propose in turn, in their order and round again, how to divide a cake of 1 until all agree.

    The others answer; if one refuses, the next in order proposes one period later, when a share counts `discounts`[i] as much
    for player i. Discounts are exact numbers from 0 to 1, of which at most one may be 1, or SymPy expressions that stand for
    numbers between 0 and 1. The constructor takes what is stored; use `from_discounts` to build from data.

    Examples:
        >>> AlternatingOffers.from_discounts({"Ann": "9/10", "Bob": "4/5"})
        AlternatingOffers: Ann, Bob propose in turn; discounts Ann: 9/10, Bob: 4/5

    References:
        Rubinstein (1982), Perfect equilibrium in a bargaining model. Econometrica 50, 97–109.
    """

    players: Players
    discounts: tuple[Any, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or len(self.discounts) != len(self.players) or not self.discounts:
            raise InvalidGameError(
                "expected at least one player, and one discount factor for each; use AlternatingOffers.from_discounts"
            )
        known = [d for d in self.discounts if not is_symbolic(d)]
        if any(isinstance(d, float) for d in known):
            raise InvalidGameError("expected exact discount factors as they are stored, got a float; use from_discounts")
        if not all(0 <= d <= 1 for d in known) or (sum(d == 1 for d in known) > 1 and len(known) > 1):
            raise InvalidGameError(
                f"expected discount factors from 0 to 1, at most one of them 1 (who loses nothing by waiting never gives in), "
                f"got {', '.join(map(str, known))}; write numbers below 1"
            )

    @classmethod
    def from_discounts(cls, discounts: Mapping[Player, Any] | Iterable[Any], players: Any = None) -> AlternatingOffers:
        """The game with these discount factors: a mapping by player, in the order of proposing, or numbers and `players`."""
        if not isinstance(discounts, Mapping) and players is None:
            raise InvalidArgumentError(
                f'expected a mapping from players to discount factors, got {discounts!r:.80}; write {{"Ann": "9/10", …}}'
            )
        names = Players.from_names(list(discounts) if players is None else players)
        given = discounts if isinstance(discounts, Mapping) else list(discounts)
        read = read_payoffs(names, given, "discount factor").amounts
        return cls(names, tuple(d if is_symbolic(d) else to_fraction(d) for d in read))

    @property
    def kind(self) -> Kind:
        """The kind of numbers: exact or symbolic."""
        return kind_of(self.discounts)

    def share(self, demands: tuple[Any, ...], proposer: int, player: int) -> Any:
        """What a player gets when another proposes, where all are as willing to wait until the player itself proposes."""
        return self.discounts[player] ** ((player - proposer) % len(self.players)) * demands[player]

    def _table(self) -> Table:
        rows = list(zip(self.players.names, self.discounts, strict=True))
        return Table("Alternating offers", ("player", "discount factor"), rows, len(rows))

    def __repr__(self) -> str:
        names = ", ".join(map(str, self.players))
        return f"AlternatingOffers: {names} propose in turn; discounts {Payoffs(self.players, self.discounts)}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the discount factors."""
        return to_latex(self._table(), digits)


def alternating_offers(game: Any) -> AlternatingOffers:
    """The game itself, or an error that says what is worked on."""
    if isinstance(game, AlternatingOffers):
        return game
    raise UnsupportedGameError(
        f"expected bargaining by alternating offers, got {type(game).__name__}; use AlternatingOffers.from_discounts"
    )
