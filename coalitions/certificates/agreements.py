"""Evidence about agreements: nobody gains by joining or leaving, or who does; and that a list of stable ones is complete."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np

from ..errors import CertificateError, UndecidedError
from ..games.agreement import AgreementGame, SymmetricAgreement
from ..players import Coalition, Payoffs
from ..scalars import Array, sign, to_fraction
from .plain import fractions

Ties = Literal["stay", "join", "leave"]
Transfers = Literal["none", "ideal"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is left open by the definition of a stable agreement, and how it is chosen."""

    ties: Ties = "stay"  #: what an indifferent player does
    transfers: Transfers = "none"  #: whether signatories may pay each other to stay
    singletons: bool = True  #: whether a single signatory makes an agreement

    def valid(self) -> bool:
        """Whether these are terms that have a meaning."""
        known = self.ties in ("stay", "join", "leave") and self.transfers in ("none", "ideal")
        return known and type(self.singletons) is bool

    def stays(self, surplus: Any) -> Any:
        """Whether who would lose this by leaving stays."""
        return surplus > 0 if self.ties == "leave" else surplus >= 0

    def joins(self, gain: Any) -> Any:
        """Whether who would gain this by joining joins."""
        return gain >= 0 if self.ties == "join" else gain > 0

    def to_dict(self) -> dict[str, Any]:
        """The terms as plain data."""
        return {"ties": self.ties, "transfers": self.transfers, "singletons": self.singletons}


def exact_surplus(game: AgreementGame, mask: int, i: int, terms: Terms) -> Fraction:
    """What player i gets as one of the signatories `mask` beyond what it gets if it is not one, exactly."""
    out = mask & ~(1 << i)
    if not terms.singletons and out == 0:
        return Fraction(0)
    if not terms.singletons and out.bit_count() == 1:
        out = 0  # the last one alone is no agreement
    inside, outside = (to_fraction(game.scaled(game.table[i, m])) for m in (mask, out))
    return inside - outside


def exact_total(game: AgreementGame, mask: int, terms: Terms) -> Fraction:
    """What the signatories have in common beyond what each would get by leaving, exactly."""
    members = [i for i in range(len(game.players)) if mask >> i & 1]
    return sum((exact_surplus(game, mask, i, terms) for i in members), start=Fraction(0))


def reason_against(game: AgreementGame, mask: int, terms: Terms) -> tuple[str, int] | None:
    """Why an agreement is not stable: ("leaves" or "joins", the player), or ("fails", -1) if transfers do not suffice."""
    n, members = len(game.players), [i for i in range(len(game.players)) if mask >> i & 1]
    if not terms.singletons and len(members) == 1:
        return ("fails", -1)
    if terms.transfers == "ideal":
        if members and not terms.stays(exact_total(game, mask, terms)):
            return ("fails", -1)
    else:
        for i in members:
            if not terms.stays(exact_surplus(game, mask, i, terms)):
                return ("leaves", i)
    for j in range(n):
        if not mask >> j & 1 and (terms.singletons or members):
            larger = mask | 1 << j
            gain = exact_total(game, larger, terms) if terms.transfers == "ideal" else exact_surplus(game, larger, j, terms)
            if terms.joins(gain):
                return ("joins", j)
    return None


def stable_coalitions(game: AgreementGame, terms: Terms) -> Array:
    """For each mask, whether the agreement is stable: all of them at once."""
    if game.kind == "symbolic":
        raise UndecidedError("expected numbers for payoffs, got symbols; put numbers in for them")
    n, worths = len(game.players), _roomy(game.table)
    size = 1 << n
    masks, single = np.arange(size), np.bitwise_count(np.arange(size)) == 1
    totals, doubt = _totals(game, terms) if terms.transfers == "ideal" else (None, None)
    stable = np.ones(size, dtype=np.bool_)
    if totals is not None:
        fine = terms.stays(totals)
        stable[1:] &= fine[1:]
        welcome = terms.joins(totals)
        for i in range(n):
            lines = stable.reshape(-1, 2, 1 << i)
            lines[:, 0] &= ~welcome.reshape(-1, 2, 1 << i)[:, 1]
    else:
        for i in range(n):
            with np.errstate(over="ignore"):  # a difference too large for a float has the right sign
                surplus = _surplus(worths[i], i, single if not terms.singletons else None)
            lines = stable.reshape(-1, 2, 1 << i)
            lines[:, 1] &= terms.stays(surplus)
            lines[:, 0] &= ~terms.joins(surplus)
    if doubt is not None:  # sums of floats so close to 0 that they are decided exactly, with all who might join or leave
        for mask in masks[doubt].tolist():
            for near in (mask, *(mask & ~(1 << i) for i in range(n) if mask >> i & 1)):
                stable[near] = reason_against(game, near, terms) is None
    if not terms.singletons:
        stable[single] = False
        stable[0] = True
    return stable


def _roomy(worths: Array) -> Array:
    """The same numbers, as Python integers where a sum of all the surpluses could leave int64."""
    largest = max(-int(worths.min(initial=0)), int(worths.max(initial=0))) if worths.dtype == np.int64 else 0
    return worths.astype(object) if 2 * len(worths) * largest >= 1 << 62 else worths


def _surplus(worths: Array, i: int, single: Array | None) -> Array:
    """For each set of others, what one player gets by signing beyond what it gets by not signing, times the denominator."""
    lines = worths.reshape(-1, 2, 1 << i)
    outside = lines[:, 0]
    if single is not None:
        outside = np.where(single.reshape(-1, 2, 1 << i)[:, 0], worths[0], outside)
    gain: Array = lines[:, 1] - outside
    return gain


def _totals(game: AgreementGame, terms: Terms) -> tuple[Array, Array | None]:
    """For each mask, the sum of the surpluses of its members; for floats also where the error is not smaller than the sum."""
    n, worths = len(game.players), _roomy(game.table)
    total, size = np.zeros(1 << n, dtype=worths.dtype), np.zeros(1 << n)
    single = None if terms.singletons else np.bitwise_count(np.arange(1 << n)) == 1
    with np.errstate(over="ignore", invalid="ignore"):  # what leaves the floats is in doubt
        for i in range(n):
            total.reshape(-1, 2, 1 << i)[:, 1] += _surplus(worths[i], i, single)
            if game.kind == "float":
                size.reshape(-1, 2, 1 << i)[:, 1] += 2 * np.abs(worths[i]).max()
        if game.kind != "float":
            return total, None
        bound = 4 * n * np.finfo(np.float64).eps * size
        doubt: Array = ~((np.abs(total) > bound) & np.isfinite(total))
        return total, doubt


def _checked(game: Any, terms: Any, mask: Any = 0) -> None:
    if not isinstance(game, AgreementGame):
        raise CertificateError(f"expected an AgreementGame, got {type(game).__name__}")
    if not isinstance(terms, Terms) or not terms.valid():
        raise CertificateError(f"expected the terms of a stable agreement, got {terms!r:.100}")
    if type(mask) is not int or not 0 <= mask <= game.players.grand:
        raise CertificateError(f"expected the mask of a set of signatories, got {mask!r}")


@dataclass(frozen=True, slots=True)
class AgreementVerdict:
    """That nobody gains by joining or leaving an agreement, or who does. The check compares n pairs of payoffs."""

    mask: int
    terms: Terms
    reason: tuple[str, int] | None
    proves: ClassVar[tuple[str, ...]] = ("stable agreement",)

    @property
    def judged(self) -> tuple[int, Terms]:
        """The signatories, and what stability was taken to mean."""
        return (self.mask, self.terms)

    def check(self, game: AgreementGame) -> bool:
        """Whether the agreement is stable; raises CertificateError if the reason is no reason, or one was left out."""
        _checked(game, self.terms, self.mask)
        if self.reason is None:
            if (found := reason_against(game, self.mask, self.terms)) is not None:
                raise CertificateError(f"expected an agreement from which nobody moves, but {self._words(game, found)}")
            return True
        if type(self.reason) is not tuple or len(self.reason) != 2 or type(self.reason[1]) is not int:
            raise CertificateError(f"expected who moves how, got {self.reason!r:.80}")
        if not self._holds(game, *self.reason):
            raise CertificateError(f"expected a reason why the agreement is not stable, got {self.reason!r:.80}")
        return False

    def _holds(self, game: AgreementGame, how: str, i: int) -> bool:
        terms, mask = self.terms, self.mask
        if how == "fails" and i == -1:
            lone = not terms.singletons and mask.bit_count() == 1
            return lone or (terms.transfers == "ideal" and mask != 0 and not terms.stays(exact_total(game, mask, terms)))
        if not 0 <= i < len(game.players) or how not in ("leaves", "joins") or (how == "leaves") != bool(mask >> i & 1):
            return False
        if how == "leaves":
            return terms.transfers == "none" and not terms.stays(exact_surplus(game, mask, i, terms))
        larger = mask | 1 << i
        gain = exact_total(game, larger, terms) if terms.transfers == "ideal" else exact_surplus(game, larger, i, terms)
        return bool(terms.joins(gain)) and (terms.singletons or mask != 0)

    def _words(self, game: AgreementGame, reason: tuple[str, int]) -> str:
        how, i = reason
        if how == "fails":
            if self.mask.bit_count() == 1 and not self.terms.singletons:
                return "a single signatory is no agreement"
            return f"the signatories lack {-exact_total(game, self.mask, self.terms)} to keep all of them in"
        name = game.players.names[i]
        if how == "joins" and self.terms.transfers == "ideal":
            return f"with {name} the signatories have {exact_total(game, self.mask | 1 << i, self.terms)} to share"
        gain = exact_surplus(game, self.mask | 1 << i, i, self.terms) * (1 if how == "joins" else -1)
        return f"{name} {'gains ' + str(gain) if gain else 'loses nothing'} by {how[:-1].replace('eave', 'eav')}ing"

    def describe(self, game: AgreementGame) -> str:
        if self.reason is not None:
            return self._words(game, self.reason)
        if self.terms.transfers == "ideal":
            return "transfers can keep every signatory in, and could not with one more"
        return "nobody gains by leaving or joining"

    def to_dict(self) -> dict[str, Any]:
        reason = None if self.reason is None else list(self.reason)
        return {"kind": "agreement verdict", "mask": self.mask, "terms": self.terms.to_dict(), "reason": reason}


@dataclass(frozen=True, slots=True)
class IdealShares:
    """What signatories get by leaving and a share of what they have beyond that; or that they have less than that together."""

    mask: int
    weights: tuple[Fraction, ...]
    amounts: tuple[Fraction, ...] | None
    proves: ClassVar[tuple[str, ...]] = ("almost ideal sharing",)

    @property
    def judged(self) -> tuple[int, tuple[Fraction, ...]]:
        """The signatories, and in which proportions they share."""
        return (self.mask, self.weights)

    def check(self, game: AgreementGame) -> Payoffs | None:
        """The payoffs after transfers, or None; raises CertificateError if they are others."""
        _checked(game, Terms(), self.mask)
        n = len(game.players)
        weights, surplus = fractions(self.weights, n), exact_total(game, self.mask, Terms())
        members = [i for i in range(n) if self.mask >> i & 1]
        if min(weights, default=Fraction(0)) < 0 or (members and sum(weights[i] for i in members) != 1):
            raise CertificateError("expected weights of at least 0 that add up to 1 over the signatories")
        if self.amounts is None:
            if surplus >= 0:
                raise CertificateError("expected signatories who lack something, they have a surplus")
            return None
        amounts = fractions(self.amounts, n)
        now = [to_fraction(game.scaled(game.table[i, self.mask])) for i in range(n)]
        if surplus < 0 or sum(amounts, start=Fraction(0)) != sum(now, start=Fraction(0)):
            raise CertificateError("expected transfers that cancel out, among signatories who lack nothing")
        for i in range(n):
            own = now[i] - exact_surplus(game, self.mask, i, Terms()) + weights[i] * surplus if i in members else now[i]
            if amounts[i] != own:
                raise CertificateError(f"expected {own} for {game.players.names[i]}, got {amounts[i]}")
        return Payoffs(game.players, amounts)

    def describe(self, game: AgreementGame) -> str:
        surplus = exact_total(game, self.mask, Terms())
        if self.amounts is None:
            return f"the signatories lack {-surplus} to give each what it would get by leaving"
        return f"each signatory gets what it would get by leaving, and they share {surplus} beyond that"

    def to_dict(self) -> dict[str, Any]:
        amounts = None if self.amounts is None else [str(a) for a in self.amounts]
        return {"kind": "ideal shares", "mask": self.mask, "weights": [str(w) for w in self.weights], "amounts": amounts}


@dataclass(frozen=True, slots=True)
class AllAgreements:
    """All stable agreements. The check decides each of the 2**n sets of signatories, a player at a time."""

    masks: tuple[int, ...]
    terms: Terms
    proves: ClassVar[tuple[str, ...]] = ("stable agreements",)

    @property
    def judged(self) -> Terms:
        """What stability was taken to mean."""
        return self.terms

    def check(self, game: AgreementGame) -> tuple[Coalition, ...]:
        """The stable agreements; raises CertificateError if one is missing or not stable."""
        _checked(game, self.terms)
        if type(self.masks) is not tuple or not all(type(m) is int for m in self.masks):
            raise CertificateError(f"expected a tuple of masks, got {self.masks!r:.80}")
        found = np.flatnonzero(stable_coalitions(game, self.terms)).tolist()
        if list(self.masks) != found:
            odd = min(set(found) ^ set(self.masks), default=-1)
            raise CertificateError(f"expected exactly the {len(found)} stable agreements in order, mask {odd} is wrong")
        return tuple(game.players.coalition(m) for m in self.masks)

    def describe(self, game: AgreementGame) -> str:
        return f"each of 2**{len(game.players)} sets of signatories decided"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "all agreements", "masks": list(self.masks), "terms": self.terms.to_dict()}


def symmetric_surplus(game: SymmetricAgreement, k: int, terms: Terms) -> Any:
    """What each of k signatories gets beyond what it gets if it leaves."""
    if terms.singletons or k > 2:
        return game.signatory[k - 1] - game.outsider[k - 1]
    return game.signatory[1] - game.outsider[0] if k == 2 else 0


def stable_sizes(game: SymmetricAgreement, terms: Terms) -> tuple[int, ...]:
    """The numbers of signatories at which nobody wants to leave or to join."""
    signs = {k: sign(symmetric_surplus(game, k, terms)) for k in range(1, game.n + 1)}
    found = []
    for k in range(game.n + 1):
        if not terms.singletons and k < 2:
            if k == 0:
                found.append(0)
            continue
        inside, outside = k == 0 or terms.stays(signs[k]), k == game.n or not terms.joins(signs[k + 1])
        if inside and outside:
            found.append(k)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class StableSizes:
    """The numbers of signatories at which an agreement among players who are alike is stable: each of 0, …, n is decided."""

    sizes: tuple[int, ...]
    terms: Terms
    proves: ClassVar[tuple[str, ...]] = ("stable agreement sizes",)

    @property
    def judged(self) -> Terms:
        """What stability was taken to mean."""
        return self.terms

    def check(self, game: SymmetricAgreement) -> tuple[int, ...]:
        """The sizes; raises CertificateError if one is missing or not stable."""
        if not isinstance(game, SymmetricAgreement) or not isinstance(self.terms, Terms) or not self.terms.valid():
            raise CertificateError("expected a SymmetricAgreement and the terms of a stable agreement")
        proper = type(self.sizes) is tuple and all(type(k) is int for k in self.sizes)
        if not proper or self.sizes != stable_sizes(game, self.terms):
            raise CertificateError(f"expected the stable sizes {stable_sizes(game, self.terms)}, got {self.sizes!r:.80}")
        return self.sizes

    def describe(self, game: SymmetricAgreement) -> str:
        return f"each of {game.n + 1} numbers of signatories decided"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "stable sizes", "sizes": list(self.sizes), "terms": self.terms.to_dict()}
