"""Set systems: what kind of structure the feasible coalitions form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from ...certificates.set_systems import AxiomBreach, AxiomsHold
from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame
from ...kernels.set_systems import SYSTEMS, breach
from ...players import CoalitionLike, Players
from ...scalars import within
from ...solution import Guarantee, Solution, certify
from ...transforms.feasible import read_feasible

System = Literal[
    "union-closed system",
    "union-stable system",
    "partition system",
    "antimatroid",
    "convex geometry",
    "augmenting system",
    "regular set system",
    "matroid",
]
#: Up to this many feasible coalitions all pairs are compared a second time at once; beyond, by `solution.verify()`.
CERTIFY_UP_TO = 256


def check_set_system(
    game: CoalitionalGame | Players, feasible: Iterable[CoalitionLike], *, kind: System = "union-stable system", limit: int = 20
) -> Solution[bool]:
    """Whether the feasible coalitions form a system of some kind: an antimatroid, a convex geometry, a matroid and so on.

    The empty coalition is always feasible. union-closed system: so is the union of two feasible coalitions. union-stable
    system: of two that meet. partition system: and each player alone. antimatroid: closed under unions, and every feasible
    coalition stays so without some member. convex geometry: closed under intersections, and every feasible coalition but N
    stays so with some further player. augmenting system: union-stable, and if S ⊂ T, then S stays feasible with some player
    of T. regular set system: the same growth, and N is feasible. matroid: every part of a feasible coalition is feasible, and
    if T has one member more than S, then S stays feasible with some player of T.

    Args:
        game: a game, or only its Players.
        feasible: the feasible coalitions, by names.
        kind: the kind of system, as above.
        limit: the most players. Cost: some operations for each pair of feasible coalitions.

    Returns:
        Solution with True, certified by trying each axiom on all pairs (beyond 256 coalitions by `verify()`), or with False,
        certified by one or two coalitions that break an axiom.

    Raises:
        InvalidArgumentError: there is no such kind, or `feasible` is not a list of coalitions.
        UnknownPlayerError, DuplicatePlayerError: a coalition does not consist of players.
        LimitExceededError: more players than `limit`, or more than 2**14 feasible coalitions (2**12 for `verify()`)
            where an axiom is about each two of them.

    Examples:
        >>> import coalitions as co
        >>> # Edelman and Jamison (1985): the intervals of a line are a convex geometry; by hand: but no union-closed system
        >>> players = co.Players.from_names(["A", "B", "C"])
        >>> intervals = ["A", "B", "C", ["A", "B"], ["B", "C"], ["A", "B", "C"]]
        >>> co.check_set_system(players, intervals, kind="convex geometry").value
        True
        >>> co.check_set_system(players, intervals, kind="union-closed system")
        union-closed system: False   [certified; {A} and {C} are feasible, {A, C} is not]

    References:
        Edelman and Jamison (1985), The theory of convex geometries; Korte, Lovász and Schrader (1991), Greedoids; Bilbao
        (2000), Cooperative games on combinatorial structures; Algaba, Bilbao, Borm and López (2001); Bilbao (2003),
        Cooperative games under augmenting systems; Lange and Grabisch (2009), Values on regular games under Kirchhoff's laws.
    """
    players = game if isinstance(game, Players) else getattr(game, "players", None)
    if not isinstance(players, Players):
        raise InvalidArgumentError(f'expected a game or Players, got {game!r:.80}; write Players.from_names(["A", "B"])')
    if kind not in get_args(System):
        raise InvalidArgumentError(f"expected kind as one of {', '.join(map(repr, get_args(System)))}, got {kind!r}")
    within(len(players), limit, "a table of 2**n coalitions")
    masks = read_feasible(players, feasible)
    for axiom in SYSTEMS[kind]:
        found = breach(axiom, len(players), masks)
        if found is not None:
            return certify(kind, game, AxiomBreach(kind, masks, axiom, found))
    if len(masks) <= CERTIFY_UP_TO:
        return certify(kind, game, AxiomsHold(kind, masks))
    return Solution(kind, game, True, Guarantee.EXACT, AxiomsHold(kind, masks), {}, masks)
