"""What players may do in a game in normal form: profiles of pure or mixed strategies, and correlated strategies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..display import Table, format_value, latex_value, to_html
from ..errors import DuplicatePlayerError, InvalidArgumentError, UndecidedError
from ..players import Payoffs, Player, Players
from ..scalars import Array, is_symbolic, parse, sign, simplest
from .normal_form import NormalFormGame
from .reading import Strategies, place_of, words

#: Probabilities given as floats may miss the sum 1 by this much, which is what rounding can do to them.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """One strategy, pure or mixed, for every player: the probability with which each strategy is played.

    A pure profile prints as (Stag, Hare), a mixed one as Ann: 2/3 Stag + 1/3 Hare; Bob: Hare. `profile["Ann"]` is the
    mapping from Ann's strategies to their probabilities, without those that she never plays.

    Examples:
        >>> import coalitions as co
        >>> game = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
        >>> co.Profile.of(game, ("Stag", "Hare"))
        (Stag, Hare)
        >>> co.Profile.of(game, {"Row": {"Stag": "3/4", "Hare": "1/4"}, "Column": "Hare"})
        Row: 3/4 Stag + 1/4 Hare; Column: Hare
    """

    players: Players
    strategies: Strategies
    probabilities: tuple[tuple[Any, ...], ...]

    def __post_init__(self) -> None:
        if tuple(map(len, self.probabilities)) != tuple(map(len, self.strategies)) or len(self.strategies) != len(self.players):
            raise InvalidArgumentError(
                f"expected one probability for each strategy of each player, that is {tuple(map(len, self.strategies))} of "
                f"them, got {tuple(map(len, self.probabilities))}"
            )
        for name, weights in zip(self.players, self.probabilities, strict=True):
            check_distribution(weights, f"the strategies of {name}")

    @classmethod
    def of(cls, game: NormalFormGame, profile: Any) -> Profile:
        """The profile that a user means: names of strategies in the order of the players, or a mapping by player.

        Each player's part is the name of a strategy or a mapping from names of strategies to probabilities (strategies
        left out have probability 0); in a game of one player the part alone will do.

        Raises:
            InvalidArgumentError: a player is left out, or probabilities are negative or do not add up to 1.
            UnknownPlayerError: a name is not a player or not a strategy of that player.
        """
        if isinstance(profile, Profile):
            _same_names(game, profile)
            return profile
        parts = _parts(game, profile)
        rows: list[tuple[Any, ...]] = []
        for i, part in enumerate(parts):
            weights: list[Any] = [0] * game.shape[i]
            chosen = part if isinstance(part, Mapping) else {part: 1}
            for name, p in chosen.items():
                weights[place_of(game.players, game.strategies, i, name)] = parse(p, f"a probability of {name}")
            rows.append(tuple(_exact(w) for w in weights))
        return cls(game.players, game.strategies, tuple(rows))

    @classmethod
    def pure(cls, game: NormalFormGame, place: Sequence[int]) -> Profile:
        """The pure profile with these numbers of strategies."""
        rows = (tuple(Fraction(int(k == own)) for k in range(m)) for m, own in zip(game.shape, place, strict=True))
        return cls(game.players, game.strategies, tuple(rows))

    @property
    def is_pure(self) -> bool:
        """Whether every player plays one strategy for certain."""
        return all(sum(1 for p in weights if p == 0) == len(weights) - 1 for weights in self.probabilities)

    @property
    def names(self) -> tuple[str, ...] | None:
        """The names of the strategies of a pure profile; None where somebody mixes."""
        return tuple(next(iter(self[p])) for p in self.players) if self.is_pure else None

    def __getitem__(self, player: Player) -> dict[str, Any]:
        i = self.players.index(player)
        return {s: p for s, p in zip(self.strategies[i], self.probabilities[i], strict=True) if p != 0}

    __iter__ = None  # its parts are reached by the names of the players

    def to_dict(self) -> dict[Player, dict[str, Any]]:
        """A plain dictionary from players to their strategies' positive probabilities; `Profile.of` reads it."""
        return {player: self[player] for player in self.players}

    def _table(self) -> Table:
        rows = [(str(player), mixture(self.strategies[i], self.probabilities[i])) for i, player in enumerate(self.players)]
        return Table("Profile", ("player", "strategy"), rows, len(rows))

    def __repr__(self) -> str:
        names = self.names
        if names is not None:
            return words(names)
        return "; ".join(f"{player}: {text}" for player, text in self._table().rows)

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        names = self.names
        if names is not None:
            return "$(" + r",\ ".join(map(latex_value, names)) + ")$"
        parts = [
            rf"{latex_value(player)}: " + " + ".join(rf"{latex_value(p)}\,{latex_value(s)}" for s, p in self[player].items())
            for player in self.players
        ]
        return "$" + r";\ ".join(parts) + "$"


@dataclass(frozen=True, slots=True, repr=False)
class CorrelatedStrategy:
    """A lottery over pure profiles, from which a mediator draws one and tells each player only his own part.

    `strategy["T", "L"]` is the probability of a profile, `strategy.payoffs` what everybody expects.

    Examples:
        >>> import coalitions as co
        >>> game = co.NormalFormGame.from_arrays([[6, 2], [7, 0]], [[6, 7], [2, 0]], strategies=[["yield", "dare"]] * 2)
        >>> co.CorrelatedStrategy.of(game, {("yield", "yield"): "1/3", ("yield", "dare"): "1/3", ("dare", "yield"): "1/3"})
        1/3 (yield, yield) + 1/3 (yield, dare) + 1/3 (dare, yield)
    """

    players: Players
    strategies: Strategies
    weights: tuple[tuple[tuple[int, ...], Any], ...]  #: the profiles with positive probability, by numbers of strategies
    payoffs: Payoffs

    @classmethod
    def of(cls, game: NormalFormGame, lottery: Any) -> CorrelatedStrategy:
        """The correlated strategy that a user means: a mapping from pure profiles to probabilities, or a `Profile`.

        Profiles left out have probability 0. A profile of mixed strategies stands for independent draws.

        Raises:
            InvalidArgumentError: probabilities are negative or do not add up to 1, or a profile stands twice.
            UnknownPlayerError: a name is not a strategy of the player at its place.
        """
        if isinstance(lottery, CorrelatedStrategy):
            _same_names(game, lottery)
            return cls.from_places(game, dict(lottery.weights))
        if isinstance(lottery, Profile):
            _same_names(game, lottery)
            return cls.from_places(game, _product(lottery.probabilities))
        if not isinstance(lottery, Mapping):
            raise InvalidArgumentError(
                f"expected a mapping from profiles to probabilities, got {lottery!r:.80}; write for example "
                f"{{{tuple(s[0] for s in game.strategies)!r}: 1}}"
            )
        weights: dict[tuple[int, ...], Any] = {}
        for profile, p in lottery.items():
            place = game.place(profile)
            if place in weights:
                raise DuplicatePlayerError(f"expected every profile once, got {words(game.named(place))} twice; drop one")
            weights[place] = _exact(parse(p, f"a probability of {words(game.named(place))}"))
        return cls.from_places(game, weights)

    @classmethod
    def from_places(cls, game: NormalFormGame, weights: Mapping[tuple[int, ...], Any]) -> CorrelatedStrategy:
        """The lottery with these probabilities of profiles, given by their numbers of strategies."""
        check_distribution(tuple(weights.values()), "the profiles")
        kept = tuple(sorted((place, p) for place, p in weights.items() if p != 0))
        amounts = tuple(
            _like(game, sum((_times(p, game.scaled(game.table[(*place, i)])) for place, p in kept), start=Fraction(0)))
            for i in range(len(game.players))
        )
        return cls(game.players, game.strategies, kept, Payoffs(game.players, amounts))

    def __getitem__(self, profile: Any) -> Any:
        names = (profile,) if isinstance(profile, str) else tuple(profile)
        if len(names) != len(self.players):
            raise InvalidArgumentError(f"expected {len(self.players)} names of strategies, got {profile!r}")
        place = tuple(place_of(self.players, self.strategies, i, name) for i, name in enumerate(names))
        return dict(self.weights).get(place, Fraction(0))

    __iter__ = None  # its probabilities are reached by profiles

    def _named(self) -> list[tuple[tuple[str, ...], Any]]:
        return [(tuple(self.strategies[i][k] for i, k in enumerate(place)), p) for place, p in self.weights]

    def to_dict(self) -> dict[tuple[str, ...], Any]:
        """A plain dictionary from profiles to their positive probabilities; `CorrelatedStrategy.of` reads it."""
        return dict(self._named())

    def _table(self) -> Table:
        rows = [(words(names), p) for names, p in self._named()]
        return Table("Correlated strategy", ("profile", "probability"), rows, len(rows))

    def __repr__(self) -> str:
        return " + ".join(_term(p, words(names)) for names, p in self._named())

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        terms = (rf"{latex_value(p)}\,({', '.join(map(latex_value, names))})" for names, p in self._named())
        return "$" + " + ".join(terms) + "$"


def expected_payoffs(game: NormalFormGame, profile: Any) -> Payoffs:
    """What every player gets on average when each draws a strategy on his own, with the profile's probabilities.

    u_i(x) is the sum over the pure profiles s of u_i(s) x_1(s_1) ... x_n(s_n). `profile` is what `Profile.of` reads (names,
    or probabilities by player), or a `CorrelatedStrategy`. Exact numbers give exact payoffs, floats give floats.

    Raises:
        InvalidArgumentError: the profile does not fit the game.

    Examples:
        >>> import coalitions as co
        >>> game = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], strategies=[["heads", "tails"]] * 2)
        >>> co.expected_payoffs(game, {"Row": {"heads": "1/2", "tails": "1/2"}, "Column": {"heads": "2/3", "tails": "1/3"}})
        Row: 0, Column: 0
        >>> co.expected_payoffs(game, ("heads", "tails"))
        Row: -1, Column: 1
    """
    if isinstance(profile, CorrelatedStrategy):
        return CorrelatedStrategy.of(game, profile).payoffs
    x = Profile.of(game, profile)
    table = deviation_payoffs(game, x.probabilities)
    amounts = (average(row, weights) for row, weights in zip(table, x.probabilities, strict=True))
    rounded = any(isinstance(p, float) for weights in x.probabilities for p in weights)
    return Payoffs(game.players, tuple(float(a) if rounded and not is_symbolic(a) else _like(game, a) for a in amounts))


def deviation_payoffs(game: NormalFormGame, probabilities: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    """What player i gets from his strategy k while the others keep to theirs: `[i][k]`, exact (floats by binary value)."""
    out = []
    for i in range(len(game.players)):
        slab: Array = game.table[..., i]
        axes = [j for j in range(len(game.players)) if j != i]
        support = {j: [(k, p) for k, p in enumerate(probabilities[j]) if p != 0] for j in axes}
        fixed = tuple(support[j][0][0] if j != i and len(support[j]) == 1 else slice(None) for j in range(len(game.players)))
        mixing = [j for j in range(len(game.players)) if j == i or len(support[j]) > 1]
        slab = _exact_objects(game, slab[fixed])
        for j in reversed(mixing):  # from the last axis on, so that the earlier ones keep their numbers
            if j != i:
                axis = mixing.index(j)
                terms = [slab.take(k, axis=axis) * _exact(p, True) for k, p in support[j]]
                slab = np.add.reduce(terms)
                mixing.remove(j)
        out.append(tuple(slab.tolist()))
    return tuple(out)


def average(values: Sequence[Any], weights: Sequence[Any]) -> Any:
    """The mean of values with these weights, exact."""
    return sum((_times(p, v) for v, p in zip(values, weights, strict=True) if p != 0), start=Fraction(0))


def check_distribution(weights: Sequence[Any], of: str) -> None:
    """Raise where weights are negative or do not add up to 1 (floats: within rounding)."""
    for p in weights:
        try:
            negative = sign(p) < 0
        except UndecidedError:
            negative = False  # a symbol's sign is asked again where an answer depends on it
        if negative:
            raise InvalidArgumentError(f"expected probabilities of {of} that are not negative, got {p}")
    total = (
        sum(weights, start=Fraction(0)) if not any(isinstance(p, float) for p in weights) else float(sum(map(float, weights)))
    )
    if isinstance(total, float):
        wrong = not abs(total - 1) <= ROUNDING
    else:
        wrong = sign(total - 1) != 0 if is_symbolic(total) else total != 1
    if wrong:
        raise InvalidArgumentError(
            f'expected probabilities of {of} that add up to 1, got {total}; write for example "1/3", "2/3"'
        )


def mixture(names: Iterable[str], weights: Iterable[Any]) -> str:
    """A mixed strategy as text: 2/3 Stag + 1/3 Hare."""
    return " + ".join(_term(p, s) for s, p in zip(names, weights, strict=True) if p != 0)


def _term(p: Any, text: str) -> str:
    if not is_symbolic(p) and p == 1:
        return text
    named = f"({text})" if text[:1].isdigit() else text  # 2/3 (1) + 1/3 (2), not 2/3 1 + 1/3 2
    return f"({p}) {named}" if is_symbolic(p) and not p.is_Atom else f"{format_value(p)} {named}"


def _exact(p: Any, binary: bool = False) -> Any:
    return p if is_symbolic(p) or (isinstance(p, float) and not binary) else Fraction(p)


def _times(p: Any, value: Any) -> Any:
    return _exact(p, True) * _exact(value, True)


def _exact_objects(game: NormalFormGame, slab: Array) -> Array:
    out = np.empty(slab.shape, dtype=object)
    values = slab.reshape(-1).tolist()
    out.reshape(-1)[:] = [v if is_symbolic(v) else Fraction(v) / game.denominator for v in values]
    return out


def _like(game: NormalFormGame, amount: Any) -> Any:
    if is_symbolic(amount):
        return amount.cancel()
    return float(amount) if game.kind == "float" else simplest(Fraction(amount))


def _parts(game: NormalFormGame, profile: Any) -> list[Any]:
    n = len(game.players)
    if isinstance(profile, Mapping):
        if n == 1 and not any(name in game.players for name in profile):
            return [profile]
        return list(Payoffs.from_mapping(game.players, profile).amounts)
    parts = [profile] if isinstance(profile, str) else list(profile) if isinstance(profile, Sequence) else []
    if len(parts) != n:
        raise InvalidArgumentError(
            f"expected a strategy for each of the players {', '.join(map(str, game.players))}, got {profile!r:.120}; write "
            f"{tuple(s[0] for s in game.strategies)!r}, or {{player: {{strategy: probability}}}} with probabilities"
        )
    for part in parts:
        if not isinstance(part, str | Mapping):
            raise InvalidArgumentError(
                f"expected the name of a strategy or a mapping from strategies to probabilities, got {part!r:.80}"
            )
    return parts


def _same_names(game: NormalFormGame, given: Profile | CorrelatedStrategy) -> None:
    if given.players != game.players or given.strategies != game.strategies:
        raise InvalidArgumentError(
            "expected a profile of this game, got one of a game with other players or strategies; write it with names"
        )


def _product(probabilities: Sequence[Sequence[Any]]) -> dict[tuple[int, ...], Any]:
    out: dict[tuple[int, ...], Any] = {(): Fraction(1)}
    for weights in probabilities:
        out = {(*place, k): p * _exact(q) for place, p in out.items() for k, q in enumerate(weights) if q != 0}
    return out
