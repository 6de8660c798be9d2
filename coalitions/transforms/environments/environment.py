"""What can happen next in a game: its states, and who can move from which to which."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from ...errors import InvalidArgumentError, UnsupportedGameError
from ...games.agreement import AgreementGame
from ...games.environment import Environment
from ...games.hedonic import HedonicGame
from ...games.landscape import Landscape
from ...games.matching import MatchingProblem
from ...games.network import NetworkGame
from ...games.normal_form import NormalFormGame
from ...games.partition_function import PartitionFunctionGame
from ...games.valuation import Valuation
from .agreement import of_agreement
from .hedonic import of_hedonic
from .landscape import of_landscape
from .matching import of_matching
from .network import of_network
from .normal_form import of_normal_form
from .valuation import of_partition_function, of_valuation

#: How each form of game becomes an environment; the keywords of the function are the options of the form.
FORMS: dict[type, Callable[..., Environment]] = {
    NormalFormGame: of_normal_form,
    HedonicGame: of_hedonic,
    NetworkGame: of_network,
    MatchingProblem: of_matching,
    Landscape: of_landscape,
    Valuation: of_valuation,
    PartitionFunctionGame: of_partition_function,
    AgreementGame: of_agreement,
}


def environment(game: Any, **options: Any) -> Environment:
    """The environment of a game: its states, what each player thinks of them, and the moves that players can make.

    Every notion of stability of states (`enumerate_unblocked`, `largest_consistent_set`, …) works on an environment, and what
    distinguishes Nash from strong or pairwise stability is which moves there are. The options are shown with the result.

    Args:
        game: a game of one of these forms, with the options of the form. NormalFormGame: the states are the profiles of pure
            strategies; `moves="individual"` (one player changes his strategy), `"coalitional"` (any set of players changes
            theirs) or `"nested"` (after a coalition has moved only its subsets may move again). HedonicGame: the states are
            the partitions; `moves="coalitional"` (players form a coalition, `rest="together"` or "alone" for those they leave)
            or `"individual"` (a player joins a coalition, `consent="nobody"`, "joined", "left" or "both"). NetworkGame:
            the states are the networks; `moves="pairwise"` (two add a link, one cuts it), "pairwise Nash", "bilateral" or
            "strong", with `strictly="one"` unless "all" is asked for. MatchingProblem: the states are the matchings, and two
            form a pair or one leaves his partner (`moves="pairwise"`). Landscape: the states are the alignments of at most
            `blocs=2` blocs, and single players change blocs. Valuation, and
            PartitionFunctionGame with equal shares: the states are the partitions; `moves="coalitional"` or "individual",
            `membership="exclusive"` (those who move regroup among themselves, with `rest="together"` or "alone" for those they
            leave) or "open" (they join whom they like). AgreementGame: the states are the sets of signatories; `moves=
            "individual"` or "coalitional".
        options: besides those of the form, `strictly="all"` (each mover must gain) or `"one"` (none may lose, and one must
            gain), and `limit`, the most moves that may be listed.

    Raises:
        UnsupportedGameError: there is no rule for this form of game (write `Environment.from_moves`).
        InvalidArgumentError: an option that this form does not have.
        LimitExceededError: more moves than `limit`.
        UndecidedError: payoffs are symbolic and their order is open.

    Examples:
        >>> import coalitions as co
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
        >>> environment(hunt, moves="individual")
        Environment of 2 players and 4 states with 8 moves (form normal form, moves individual): (Stag, Stag) -{Column}-> ...

    References:
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
        Rosenthal, R. W. (1972). Cooperative games in effectiveness form. Journal of Economic Theory 5, 88–101.
    """
    if isinstance(game, Environment):
        if options:
            raise InvalidArgumentError(
                f"expected a game to make an environment of, got an Environment with {options!r:.80}; drop them"
            )
        return game
    build = FORMS.get(type(game))
    if build is None:
        forms = ", ".join(form.__name__ for form in FORMS)
        raise UnsupportedGameError(
            f"expected a game of one of the forms {forms}, got {type(game).__name__}; use Environment.from_moves for others"
        )
    known = [p.name for p in inspect.signature(build).parameters.values() if p.kind is inspect.Parameter.KEYWORD_ONLY]
    unknown = [name for name in options if name not in known]
    if unknown:
        raise InvalidArgumentError(
            f"expected options of {type(game).__name__}, which are {', '.join(known)}; got {', '.join(unknown)}"
        )
    return build(game, **options)
