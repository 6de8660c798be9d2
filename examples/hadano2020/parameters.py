"""The one set of parameters that all modules share: symbols, what they mean, and the box in which they are taken to lie.

The boxes are priors of the formalization, not evidence. Every share of a box that the report quotes names its box.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

import coalitions as co

Box = tuple[Fraction, Fraction]
UNIT: Box = (Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the article leaves open: its symbol, its meaning, and the box in which it is taken to lie."""

    symbol: Any
    meaning: str
    box: Box = UNIT

    @property
    def region(self) -> list[Any]:
        """The box as inequalities, for the region of a claim."""
        return [self.symbol >= self.box[0], self.symbol <= self.box[1]]


def _open(name: str, meaning: str, low: str = "0", high: str = "1") -> Parameter:
    return Parameter(co.parameter(name), meaning, (Fraction(low), Fraction(high)))


@dataclass(frozen=True, slots=True)
class Parameters:
    """All parameters of the argument."""

    alpha: Parameter = _open("alpha", "autonomy: marginal loss for each unit of control that is given up")
    lam: Parameter = _open("lambda", "weight of legitimacy")
    b_e: Parameter = _open("b_e", "weight of efficacy: of the chance that a proposal passes")
    sigma: Parameter = _open("sigma", "status: what it is worth to be one of k")
    ell_5: Parameter = _open("ell_5", "legitimacy of a body of five")
    ell_15: Parameter = _open("ell_15", "legitimacy of a body of fifteen")
    beta: Parameter = _open("beta", "share of the coordination gain at the other's preferred outcome")
    r_1: Parameter = _open("r_1", "value of the status quo to the first state")
    r_2: Parameter = _open("r_2", "value of the status quo to the second state")
    a_i: Parameter = _open("a", "cost of autonomy in joining the institution")
    omega: Parameter = _open("omega", "we-feeling: weight on the other's payoff", "-1/5", "1/10")
    q_R: Parameter = _open("q_R", "loss of Russia in the status quo")
    q_U: Parameter = _open("q_U", "loss of Ukraine in the status quo")
    kappa: Parameter = _open("kappa", "yearly rate at which contact teaches we-feeling", "0", "2/5")
    rho: Parameter = _open("rho", "yearly rate at which we-feeling decays", "1/50", "3/10")
    wbar: Parameter = _open("wbar", "we-feeling that makes a framework worth joining", "1/10", "3/5")
    eta: Parameter = _open("eta", "quality of contact under a lead other than the UN's (UN: 1)")
    xi: Parameter = _open("xi", "contact by proxy: how far other CSTO troops stand for Russia's")
    m: Parameter = _open("m", "intensity of joint practice across the blocs")
    p: Parameter = _open("p", "chance that one state consents")

    def items(self) -> list[tuple[str, Parameter]]:
        """Names and parameters, in order."""
        return [(f.name, getattr(self, f.name)) for f in fields(self)]


P = Parameters()
