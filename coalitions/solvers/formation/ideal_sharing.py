"""Almost ideal sharing among the signatories of an agreement: nobody gains by leaving, if that can be had at all."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...certificates.agreements import IdealShares, Terms, exact_surplus, exact_total
from ...errors import InvalidArgumentError
from ...games.agreement import AgreementGame, agreement
from ...players import CoalitionLike, Payoffs
from ...scalars import read_payoffs, to_fraction
from ...solution import Solution, certify


def almost_ideal_sharing(
    game: AgreementGame, signatories: CoalitionLike, *, weights: Mapping[Any, Any] | None = None
) -> Solution[Payoffs | None]:
    """Payoffs after transfers by which every signatory gets what it would get by leaving, and a share of what is left.

    x_i = π_i(S \\ i) + λ_i σ(S) for i in S, where σ(S) = Σ_i (π_i(S) − π_i(S \\ i)) is what the signatories have beyond
    what each would get by leaving; outsiders keep what they have. With these transfers S is internally stable if any
    transfers make it so, that is if σ(S) >= 0; otherwise the answer is None.

    Args:
        game: payoffs for every set of signatories.
        signatories: the players who have signed.
        weights: λ, numbers of at least 0 for the signatories, in which proportions they share σ(S); equal unless given.

    Returns:
        Solution with Payoffs, certified by the definition, or with None, certified by what the signatories lack.

    Raises:
        UnsupportedGameError: not an AgreementGame.
        UndecidedError: payoffs are symbolic.
        InvalidArgumentError: weights that are negative or all 0.
        UnknownPlayerError: a signatory who is not a player, or a weight of somebody who is not.

    Examples:
        >>> import coalitions as co
        >>> game = co.public_good_agreement({"A": 1, "B": 2})
        >>> game["A", "B"], co.check_stable_agreement(game, ["A", "B"]).value
        (A: 3/2, B: 15/2, False)
        >>> co.almost_ideal_sharing(game, ["A", "B"]).value  # 5/2 and 4 by leaving, and half of 9 − 13/2 each
        A: 15/4, B: 21/4

    References:
        Eyckmans and Finus (2009), An almost ideal sharing scheme for coalition games with externalities. Stirling Economics
        Discussion Paper 2009-10; Carraro, Eyckmans and Finus (2006), Optimal transfers and participation decisions in
        international environmental agreements. Review of International Organizations 1, 379–396.
    """
    form = agreement(game)
    mask, n = form.players.mask(signatories), len(form.players)
    members = [i for i in range(n) if mask >> i & 1]
    if weights is None:
        given = [Fraction(int(i in members)) for i in range(n)]
    else:
        names = {form.players.names[form.players.index(name)]: w for name, w in dict(weights).items()}
        given = [to_fraction(w) for w in read_payoffs(form.players, dict.fromkeys(form.players, 0) | names, "weight").amounts]
    whole = sum((given[i] for i in members), start=Fraction(0))
    if min(given, default=Fraction(0)) < 0 or (members and not whole):
        raise InvalidArgumentError("expected weights of at least 0 that are not all 0, got others; write {player: 1}")
    shares = tuple(given[i] / whole if i in members else Fraction(0) for i in range(n))
    surplus = exact_total(form, mask, Terms())
    amounts = None
    if surplus >= 0:
        now = [to_fraction(form.scaled(form.table[i, mask])) for i in range(n)]
        leaving = [exact_surplus(form, mask, i, Terms()) if i in members else Fraction(0) for i in range(n)]
        amounts = tuple(a - s + w * surplus for a, s, w in zip(now, leaving, shares, strict=True))
    return certify("almost ideal sharing", form, IdealShares(mask, shares, amounts))
