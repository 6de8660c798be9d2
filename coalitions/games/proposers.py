"""Bargaining by proposals: who may propose how often, what an agreement is worth to whom, and how much waiting costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np

from ..display import Table, to_html, to_latex
from ..errors import InvalidArgumentError, InvalidGameError, UnsupportedGameError
from ..players import Payoffs, Players
from ..scalars import Array, Kind, read_payoffs, to_fraction
from .tu import CoalitionalGame, exact_table, tabulate
from .voting import WeightedVotingGame

Rest = Literal["nothing", "continue"]


@dataclass(frozen=True, slots=True, repr=False)
class ProposerBargaining:
    """Players bargain over the worths of coalitions: in every round one of them is drawn and makes a take-it-or-leave-it offer.

    The proposer (player i with probability `recognition`[i]) names a coalition with itself and a division of its worth. If all
    members agree, it forms. If one refuses, the next round begins; a payoff one round later counts `discounts`[i] as much for
    player i. `rest` says what happens to the others after a coalition has formed: "nothing" ends the game and gives them 0, as
    in a legislature, where a winning coalition divides the whole (the closed rule of Baron and Ferejohn); with "continue" they
    go on bargaining among themselves in the next round, drawn in the same proportions (Okada). The constructor takes what is
    stored; use `from_game` to build from data. All numbers are exact; floats stand for their own binary values.

    Examples:
        >>> import coalitions as co
        >>> rule = co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1, "C": 1})
        >>> ProposerBargaining.from_game(rule, discount="4/5")
        ProposerBargaining on WeightedVotingGame of 3 players [2; 1, 1, 1]: proposers A: 1/3, B: 1/3, C: 1/3;
        discounts A: 4/5, B: 4/5, C: 4/5; the others get nothing

    References:
        Baron and Ferejohn (1989), Bargaining in legislatures. American Political Science Review 83, 1181–1206. Okada (1996), A
        noncooperative coalitional bargaining game with random proposers. Games and Economic Behavior 16, 97–108.
    """

    game: CoalitionalGame
    recognition: tuple[Fraction, ...]
    discounts: tuple[Fraction, ...]
    rest: Rest

    def __post_init__(self) -> None:
        if not hasattr(self.game, "worths") or not hasattr(self.game, "players"):
            raise UnsupportedGameError(
                f"expected a game with transferable utility or a voting game, got {type(self.game).__name__}; "
                "use ProposerBargaining.from_game"
            )
        n = len(self.game.players)
        numbers = (*self.recognition, *self.discounts)
        if len(self.recognition) != n or len(self.discounts) != n or not all(type(v) in (int, Fraction) for v in numbers):
            raise InvalidGameError(
                f"expected {n} exact recognition probabilities and {n} exact discount factors; use ProposerBargaining.from_game"
            )
        if min(self.recognition, default=0) < 0 or (n and sum(self.recognition) != 1):
            raise InvalidGameError(
                f"expected recognition probabilities of at least 0 that add up to 1, they add up to {sum(self.recognition)}; "
                "write fractions or strings"
            )
        if not all(0 <= d <= 1 for d in self.discounts):
            raise InvalidGameError(f"expected discount factors from 0 to 1, got {', '.join(map(str, self.discounts))}")
        if self.rest not in get_args(Rest):
            raise InvalidArgumentError(f'expected rest="nothing" or rest="continue", got {self.rest!r}')
        if self.rest == "continue" and min(self.recognition, default=1) == 0:
            raise InvalidGameError(
                "expected positive recognition probabilities where the others continue; write rest='nothing'"
            )

    @classmethod
    def from_game(
        cls, game: CoalitionalGame, *, discount: Any = 1, recognition: Any = None, rest: Rest | None = None
    ) -> ProposerBargaining:
        """The bargaining over the worths of a game.

        `discount` is one number for all or one for each player; `recognition` one number for each player, in proportion to
        which they are drawn (default: equal ones). `rest` is "nothing" by default for games in which every coalition is worth
        0 or 1 (voting), otherwise "continue".
        """
        if not hasattr(game, "worths") or not hasattr(game, "players"):
            raise UnsupportedGameError(
                f"expected a game with transferable utility or a voting game, got {type(game).__name__}; use TUGame.from_worths"
            )
        players: Players = game.players
        n = len(players)
        one = not isinstance(discount, Mapping | list | tuple | np.ndarray | Payoffs)
        factors = read_payoffs(players, [discount] * n if one else discount, "discount factor")
        drawn = read_payoffs(players, [1] * n if recognition is None else recognition, "recognition")
        shares, total = [to_fraction(a) for a in drawn.amounts], sum(map(to_fraction, drawn.amounts), start=Fraction(0))
        if min(shares, default=Fraction(0)) < 0 or (n and total == 0):
            raise InvalidArgumentError(f"expected recognitions of at least 0, not all 0, got {drawn}; write 1 for each")
        if rest is None:
            rest = "nothing" if isinstance(game, WeightedVotingGame) or _is_simple(game) else "continue"
        return cls(game, tuple(s / total for s in shares), tuple(map(to_fraction, factors.amounts)), rest)

    @property
    def players(self) -> Players:
        """Who bargains."""
        return self.game.players

    @property
    def kind(self) -> Kind:
        """The kind of the worths."""
        return self.game.kind

    def exact_worths(self, *, limit: int) -> tuple[Array, int]:
        """All worths as integers over one denominator, none of them negative."""
        worths, denominator = exact_table(tabulate(self.game, limit=max(limit, 1)))
        if worths.min() < 0 or (self.rest == "nothing" and worths[-1] == 0):
            raise InvalidGameError(
                "expected worths of at least 0 to bargain over, and something to divide for all players together, got "
                f"{worths.min()} and {worths[-1]}; subtract what the players have anyway"
            )
        return worths, denominator

    def votes_needed(self) -> int | None:
        """The number of players who win where all have the same weight; None for another game."""
        if not isinstance(self.game, WeightedVotingGame) or len(self.game.quotas) != 1 or self.rest != "nothing":
            return None
        weights = set(self.game.weights[0])
        return -(-self.game.quotas[0] // weights.pop()) if len(weights) == 1 else None

    def kinds(self) -> dict[tuple[Fraction, Fraction], list[int]]:
        """The players by recognition and discount."""
        found: dict[tuple[Fraction, Fraction], list[int]] = {}
        for i, key in enumerate(zip(self.recognition, self.discounts, strict=True)):
            found.setdefault(key, []).append(i)
        return found

    def _table(self) -> Table:
        rows = list(zip(self.players.names, self.recognition, self.discounts, strict=True))
        return Table(f"Bargaining by proposals: {self.game!r}", ("player", "recognition", "discount"), rows, len(rows))

    def __repr__(self) -> str:
        drawn, factors = Payoffs(self.players, self.recognition), Payoffs(self.players, self.discounts)
        others = "get nothing" if self.rest == "nothing" else "continue"
        return f"ProposerBargaining on {self.game!r}: proposers {drawn}; discounts {factors}; the others {others}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of recognition probabilities and discount factors."""
        return to_latex(self._table(), digits)


def _is_simple(game: CoalitionalGame) -> bool:
    worths = tabulate(game).table.tolist()
    return worths[-1] == 1 and all(w in (0, 1) for w in worths)


def proposer_bargaining(game: Any) -> ProposerBargaining:
    """The bargaining itself, or an error that says what is worked on."""
    if isinstance(game, ProposerBargaining):
        return game
    raise UnsupportedGameError(
        f"expected bargaining by proposals, got {type(game).__name__}; use ProposerBargaining.from_game to say who proposes"
    )
