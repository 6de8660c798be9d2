"""Stable agreements: no signatory gains by leaving, and no outsider by joining."""

from __future__ import annotations

import numpy as np

from ...certificates.agreements import (
    AgreementVerdict,
    AllAgreements,
    StableSizes,
    Terms,
    Ties,
    Transfers,
    reason_against,
    stable_coalitions,
    stable_sizes,
)
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.agreement import AgreementGame, SymmetricAgreement, agreement, symmetric_agreement
from ...players import Coalition, CoalitionLike
from ...scalars import whole_limit
from ...solution import Solution, certify


def check_stable_agreement(
    game: AgreementGame,
    signatories: CoalitionLike,
    *,
    ties: Ties = "stay",
    transfers: Transfers = "none",
    singletons: bool = True,
) -> Solution[bool]:
    """Whether an agreement is internally and externally stable: nobody gains by leaving it, and nobody by joining.

    Internally: π_i(S) >= π_i(S \\ i) for every signatory i. Externally: π_j(S) >= π_j(S ∪ j) for every outsider j. Whoever
    joins or leaves expects all others to stay as they are.

    Args:
        game: payoffs for every set of signatories.
        signatories: the players who have signed (an empty list: nobody).
        ties: what an indifferent player does: "stay" where it is, "join" (external stability is strict then) or "leave"
            (internal stability is strict).
        transfers: "none", or "ideal": signatories pay each other, so S is internally stable if together they have what each
            would get by leaving (potential internal stability), σ(S) = Σ_i (π_i(S) − π_i(S \\ i)) >= 0, and externally if it
            would not be so with any one more (σ(S ∪ j) <= 0), which is stability under an almost ideal sharing scheme.
        singletons: whether one signatory alone makes an agreement with its own payoffs; if not, it counts as nobody.

    Returns:
        Solution with True, certified by n comparisons of payoffs, or with False, certified by the player who moves or by what
        the signatories lack. Exact: float payoffs stand for their own binary values.

    Raises:
        UnsupportedGameError: not an AgreementGame.
        UndecidedError: payoffs are symbolic.
        InvalidArgumentError: options that have no meaning.
        UnknownPlayerError: a signatory who is not a player.

    Examples:
        With payoffs Q − q²/2 a signatory of k provides q = k; three players sign, and a fourth does not join:

        >>> import coalitions as co
        >>> game = co.public_good_agreement({"A": 1, "B": 1, "C": 1, "D": 1})
        >>> co.check_stable_agreement(game, ["A", "B", "C"])
        stable agreement: True   [certified; nobody gains by leaving or joining]
        >>> co.check_stable_agreement(game, ["A", "B", "C", "D"])
        stable agreement: False   [certified; A gains 3/2 by leaving]

    References:
        d'Aspremont, Jacquemin, Gabszewicz and Weymark (1983), On the stability of collusive price leadership. Canadian Journal
        of Economics 16, 17–25; Carraro, Eyckmans and Finus (2006), Optimal transfers and participation decisions in
        international environmental agreements. Review of International Organizations 1, 379–396; Eyckmans and Finus (2009), An
        almost ideal sharing scheme for coalition games with externalities.
    """
    form, terms = agreement(game), _terms(ties, transfers, singletons)
    mask = form.players.mask(signatories)
    evidence = AgreementVerdict(mask, terms, reason_against(form, mask, terms))
    return certify("stable agreement", form, evidence, terms.to_dict())


def enumerate_stable_agreements(
    game: AgreementGame,
    *,
    ties: Ties = "stay",
    transfers: Transfers = "none",
    singletons: bool = True,
    most: int = 100_000,
) -> Solution[tuple[Coalition, ...]]:
    """All agreements that are internally and externally stable; there may be none.

    See `check_stable_agreement` for the definition and the options.

    Args:
        game: payoffs for every set of signatories (22 players at most).
        ties, transfers, singletons: as in `check_stable_agreement`.
        most: the most agreements that may be listed.

    Returns:
        Solution with a tuple of coalitions in the order of masks, certified: each of the 2**n sets is decided. Cost: n passes
        over 2**n payoffs; a second for 20 players.

    Raises:
        UnsupportedGameError: not an AgreementGame.
        UndecidedError: payoffs are symbolic.
        InvalidArgumentError: options that have no meaning.
        LimitExceededError: more stable agreements than `most`.

    Examples:
        >>> import coalitions as co
        >>> game = co.public_good_agreement({"A": 1, "B": 2, "C": 3})
        >>> co.enumerate_stable_agreements(game)
        stable agreements: 2: {}; {C}   [certified; each of 2**3 sets of signatories decided]

    References:
        d'Aspremont, Jacquemin, Gabszewicz and Weymark (1983), On the stability of collusive price leadership. Canadian Journal
        of Economics 16, 17–25.
    """
    form, terms, most = agreement(game), _terms(ties, transfers, singletons), whole_limit(most)
    masks = np.flatnonzero(stable_coalitions(form, terms))
    if len(masks) > most:
        raise LimitExceededError(
            f"expected at most most={most} stable agreements, got {len(masks)}; write most={len(masks)}, or ties='leave', or "
            "use check_stable_agreement for one"
        )
    return certify("stable agreements", form, AllAgreements(tuple(masks.tolist()), terms), terms.to_dict())


def stable_agreement_sizes(
    game: SymmetricAgreement, *, ties: Ties = "stay", singletons: bool = True
) -> Solution[tuple[int, ...]]:
    """The numbers of signatories at which an agreement among players who are alike is stable.

    k is stable if a signatory gets at least what it would get as an outsider to k − 1, and an outsider at least what it would
    get as one of k + 1. Transfers make no difference here, since all signatories lack or have the same.

    Args:
        game: payoffs by the number of signatories, of any number of players.
        ties, singletons: as in `check_stable_agreement`.

    Returns:
        Solution with a tuple of numbers, certified: each of 0, …, n is decided.

    Raises:
        UnsupportedGameError: not a SymmetricAgreement.
        UndecidedError: symbolic payoffs whose order is open.
        InvalidArgumentError: options that have no meaning.

    Examples:
        >>> import coalitions as co
        >>> co.stable_agreement_sizes(co.barrett_agreement(10, benefit=1, cost="0.25")).value
        (4,)

    References:
        Barrett (1994), Self-enforcing international environmental agreements. Oxford Economic Papers 46, 878–894; d'Aspremont,
        Jacquemin, Gabszewicz and Weymark (1983), On the stability of collusive price leadership.
    """
    form, terms = symmetric_agreement(game), _terms(ties, "none", singletons)
    return certify("stable agreement sizes", form, StableSizes(stable_sizes(form, terms), terms), terms.to_dict())


def _terms(ties: Ties, transfers: Transfers, singletons: bool) -> Terms:
    terms = Terms(ties, transfers, singletons)
    if not terms.valid():
        raise InvalidArgumentError(
            'expected ties="stay", "join" or "leave", transfers="none" or "ideal" and singletons=True or False, got '
            f"{ties!r}, {transfers!r} and {singletons!r}"
        )
    return terms
