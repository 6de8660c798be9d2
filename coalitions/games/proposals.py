"""Games of proposals and approvals: in each period somebody proposes another state, and those who must, approve or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ..display import Table, to_html
from ..errors import InvalidArgumentError, InvalidGameError, LimitExceededError, UnsupportedGameError
from ..kernels.partitions import bell, blocks, restricted_growth
from ..players import CoalitionLike, Partition, Player, Players, is_list
from ..scalars import parse, read_payoffs, simplest, to_fraction
from .dynamic import chain_values, discount_text
from .processes import Process, Row, read_discounts, read_payoff_rows
from .states import State, state_text

#: (proposer, source, target) to the sets of approvers, each of which suffices: [["A", "B"]] both, [["A"], ["B"]] one of them.
Approval = Callable[[Player, Any, Any], Iterable[CoalitionLike]]
Sets = tuple[tuple[tuple[tuple[int, ...], ...], ...], ...]


@dataclass(frozen=True, slots=True, repr=False)
class ProposalGame:
    """States that pay in every period, a lottery that says who proposes another, and rules who must approve of it.

    Each period a player draws the payoff of the present state; then player i is the proposer with probability `protocol[i]`,
    proposes a state (or none), and the proposal is carried out if the members of one of the sets of approvers for this
    proposer, source and target all approve; otherwise the state remains. In state x a player expects
    V(x) = (1 - d) u(x) + d E[V(next state)]; the factor 1 - d, which some papers leave out, changes no decision.

    `approvals[i][x][y]` lists these sets as masks: none if the transition is impossible, the empty set if nobody is asked.
    `options` are the choices that the model leaves open. Use a `from_…` method to build one.

    Examples:
        >>> import coalitions as co
        >>> def approval(proposer, source, target):
        ...     return [[]] if target == "apart" else [["A" if proposer == "B" else "B"]]
        >>> co.ProposalGame.from_states(
        ...     ["A", "B"], ["apart", "together"], {"apart": (0, 0), "together": (1, 2)}, approval=approval, discount="0.9"
        ... )
        ProposalGame of 2 players and 2 states, discount 9/10, proposers A 1/2, B 1/2: apart (0, 0), together (1, 2)

    References:
        Heyen, D. and Lehtomaa, J. (2021). Solar geoengineering governance: a dynamic framework of farsighted coalition
        formation. Oxford Open Climate Change 1, kgab010.
        Hyndman, K. and Ray, D. (2007). Coalition formation with binding agreements. Review of Economic Studies 74, 1125–1147.
    """

    players: Players
    states: tuple[State, ...]
    payoffs: tuple[tuple[Fraction, ...], ...]
    discounts: tuple[Fraction, ...]
    protocol: tuple[Fraction, ...]
    approvals: Sets
    approval: str = "given"  #: the rule in a word, shown with the game

    def __post_init__(self) -> None:
        n, z = len(self.players), len(self.states)
        if not z or len(set(self.states)) != z or len(self.payoffs) != z or len(self.discounts) != n:
            raise InvalidGameError("expected states, each once, with payoffs and discount factors; use a from_… method")
        if len(self.protocol) != n or any(p < 0 for p in self.protocol) or (n and sum(self.protocol) != 1):
            raise InvalidGameError(
                f"expected probabilities of being the proposer that add up to 1, got {', '.join(map(str, self.protocol))}; "
                'write protocol={"A": "1/2", "B": "1/2"}'
            )
        if len(self.approvals) != n or any(len(a) != z or any(len(b) != z for b in a) for a in self.approvals):
            raise InvalidGameError("expected sets of approvers for each proposer, source and target; use a from_… method")

    @classmethod
    def from_states(
        cls,
        players: Iterable[Player] | Players,
        states: Iterable[State],
        payoffs: Any,
        *,
        approval: Approval,
        discount: Any,
        protocol: Mapping[Player, Any] | None = None,
        name: str = "given",
    ) -> ProposalGame:
        """The game on any states; `approval(proposer, source, target)` lists the sets of approvers each of which suffices.

        [] says that nobody can bring it about, [[]] that nobody is asked, [["A", "B"]] that both must approve, [["A"], ["B"]]
        that one of them does. The proposer need not be named. `protocol` gives each player's probability of being the proposer
        (by default all the same).
        """
        names, labels = Players.from_names(players), tuple(states)
        n = len(names)
        chances = (Fraction(1, n),) * n if protocol is None else read_payoffs(names, protocol, "probability").amounts
        rows = read_payoff_rows(names, labels, payoffs)

        def sets(i: int, x: int, y: int) -> tuple[int, ...]:
            if x == y:
                return (0,)
            given = approval(names.names[i], labels[x], labels[y])
            listed = None if isinstance(given, str) or not is_list(given) else list(given)
            if listed is None or any(isinstance(c, str | int) for c in listed):  # ["A", "B"] could mean both or one of them
                raise InvalidArgumentError(
                    f'expected sets of approvers, got {given!r:.80}; write [["A", "B"]] if both must approve, [[]] if nobody'
                )
            masks = {names.mask(c) & ~(1 << i) for c in listed}
            return tuple(sorted(m for m in masks if not any(o != m and o & m == o for o in masks)))

        z = range(len(labels))
        table = tuple(tuple(tuple(sets(i, x, y) for y in z) for x in z) for i in range(n))
        chances = tuple(to_fraction(parse(p, "a probability")) for p in chances)
        return cls(names, labels, rows, read_discounts(names, discount), chances, table, name)

    @classmethod
    def from_partitions(
        cls,
        players: Iterable[Player] | Players,
        payoffs: Callable[[Partition], Any],
        *,
        discount: Any,
        approval: Approval | Literal["changed"] = "changed",
        protocol: Mapping[Player, Any] | None = None,
        limit: int = 5,
    ) -> ProposalGame:
        """The game whose states are the partitions of the players, with `payoffs(partition)` per period.

        `approval="changed"`: a player who leaves his coalition to be alone, while nothing else changes, asks nobody; any other
        proposal takes the approval of everybody whose coalition changes (Heyen and Lehtomaa 2021). Or a function, as in
        `from_states`. `limit` bounds the number of players.
        """
        names = Players.from_names(players)
        n = len(names)
        if n > limit:
            raise LimitExceededError(
                f"expected at most limit={limit} players for rules between {bell(n)} partitions, got {n}; write limit={n}, or "
                "list the states that matter in from_states"
            )
        states = [Partition(names, tuple(m for m in row if m)) for row in blocks(restricted_growth(n)).tolist()]
        if not callable(payoffs):
            raise InvalidArgumentError(f"expected a function of a partition, got {payoffs!r:.80}; write lambda partition: …")
        rule = changed if approval == "changed" else approval
        if not callable(rule):
            raise InvalidArgumentError(f'expected approval="changed" or a function, got {approval!r}')
        rows = {s: payoffs(s) for s in states}
        called = "changed" if approval == "changed" else "given"
        return cls.from_states(names, states, rows, approval=rule, discount=discount, protocol=protocol, name=called)

    def process(self, proposals: tuple[tuple[Row, ...], ...]) -> Process:
        """The process in which `proposals[x][i]` comes of player i's proposals in state x, with everybody's exact values."""
        transitions = mixed(self, proposals)
        return Process(self.players, self.states, transitions, chain_values(self, transitions), proposals)

    def _caption(self) -> str:
        who = ", ".join(f"{p} {q}" for p, q in zip(self.players, map(simplest, self.protocol), strict=True))
        size = f"{len(self.players)} players and {len(self.states)} states"
        rule = f", approval {self.approval}" if self.approval != "given" else ""
        return f"ProposalGame of {size}, discount {discount_text(self.discounts)}, proposers {who}{rule}"

    def _table(self) -> Table:
        rows = [(state_text(s), *map(simplest, u)) for s, u in zip(self.states[:64], self.payoffs, strict=False)]
        return Table(self._caption() + ", payoffs per period", ("state", *map(str, self.players)), rows, len(self.states))

    def __repr__(self) -> str:
        shown = [f"{row[0]} ({', '.join(map(str, row[1:]))})" for row in self._table().rows[:8]]
        return f"{self._caption()}: {', '.join(shown)}" + (", …" if len(self.states) > 8 else "")

    def _repr_html_(self) -> str:
        return to_html(self._table())


def changed(proposer: Player, source: Partition, target: Partition) -> list[list[Player]]:
    """One set of approvers: everybody whose coalition changes; nobody if the proposer only leaves to be alone."""
    players = source.players
    own = next(m for m in source.masks if m >> players.index(proposer) & 1)
    bit = 1 << players.index(proposer)
    if set(target.masks) == {m for m in source.masks if m != own} | {bit, own & ~bit} - {0}:
        return [[]]
    same = set(source.masks) & set(target.masks)
    return [[p for i, p in enumerate(players) if not any(m >> i & 1 for m in same)]]


def mixed(game: ProposalGame, proposals: tuple[tuple[Row, ...], ...]) -> tuple[Row, ...]:
    """The transitions, over all proposers."""
    out = []
    for rows in proposals:
        total: dict[int, Fraction] = {}
        for chance, row in zip(game.protocol, rows, strict=True):
            for y, p in row:
                total[y] = total.get(y, Fraction(0)) + chance * p
        out.append(tuple((y, p) for y, p in sorted(total.items()) if p))
    return tuple(out)


def proposal_game(game: Any) -> ProposalGame:
    """The game of proposals itself, or an error that says how to make one."""
    if isinstance(game, ProposalGame):
        return game
    raise UnsupportedGameError(
        f"expected a ProposalGame (states with payoffs per period, proposers and approvers), got {type(game).__name__}; use "
        "ProposalGame.from_states or from_partitions with numbers for payoffs"
    )
