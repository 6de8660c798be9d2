"""Stationary equilibria of bargaining by random proposers: legislatures and the formation of coalitions."""

from __future__ import annotations

from fractions import Fraction

from ...certificates.proposals import Proposals, Stage, StationaryProposals
from ...errors import LimitExceededError
from ...games.proposers import ProposerBargaining, proposer_bargaining
from ...players import Payoffs
from ...scalars import whole_limit
from ...solution import Guarantee, Solution, certify
from ._proposals import residual, round_of, solved
from ._quota import quota_proposals

CONCEPT = "stationary equilibrium"


def find_stationary_equilibrium(bargaining: ProposerBargaining, *, limit: int | None = None) -> Solution[Payoffs | None]:
    """What the players expect in a stationary equilibrium of bargaining by random proposers, in which every offer is accepted.

    A strategy is stationary if it depends only on who is left. In equilibrium a proposer offers its partners what waiting is
    worth to them, δ_j v_j, and nothing to others, and chooses the coalition whose worth exceeds these prices most; where
    several are best it may draw lots. v_i is what player i expects before the proposer is drawn. With impatient players these
    values are unique under majority rule (Eraslan) and other voting rules (Eraslan and McLennan); which coalitions form need
    not be. Where the others go on, or somebody is fully patient, there may be several equilibria; one is returned.

    A vote with equal weights is solved in closed form, for any number of players. Otherwise floats guess which coalitions tie,
    and the values follow from linear equations in exact numbers.

    Args:
        bargaining: who proposes and what for (`ProposerBargaining.from_game`).
        limit: the most players (default: 10 where the game ends with the first agreement, 6 where the others go on); in a vote
            with equal weights, the most kinds of players by recognition and discount (default: 12).

    Returns:
        Solution with Payoffs, certified by the proposals: `certificate.explain(bargaining, player)` says in words what a player
        proposes. Approximate, with the remaining error in the diagnostics, where no exact values were found (they can be
        roots of polynomials), or None and the guarantee OPEN where the others go on. Cost: some hundred passes over n 2**n
        coalitions, for each set of players who may be left.

    Raises:
        InvalidGameError: a worth is negative.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.
        UnsupportedGameError: not bargaining by proposals.

    Examples:
        Three parties with one vote each: the proposer keeps 1 − δ/3. In the apex game [3; 2, 1, 1, 1] the values are
        proportional to the votes:

        >>> import coalitions as co
        >>> rule = co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1, "C": 1})
        >>> co.find_stationary_equilibrium(co.ProposerBargaining.from_game(rule, discount="4/5"))
        stationary equilibrium: A: 1/3, B: 1/3, C: 1/3   [certified; 1 of the cheapest other votes are bought; A proposing
        keeps 11/15]
        >>> apex = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1, "D": 1})
        >>> co.find_stationary_equilibrium(co.ProposerBargaining.from_game(apex)).value
        A: 2/5, B: 1/5, C: 1/5, D: 1/5

    References:
        Baron and Ferejohn (1989), Bargaining in legislatures. American Political Science Review 83, 1181–1206. Okada (1996),
        A noncooperative coalitional bargaining game with random proposers. Games and Economic Behavior 16, 97–108. Eraslan
        (2002), Uniqueness of stationary equilibrium payoffs in the Baron–Ferejohn model. Journal of Economic Theory 103,
        11–30. Eraslan and McLennan (2013), Uniqueness of stationary equilibrium payoffs in coalitional bargaining. Journal of
        Economic Theory 148, 2195–2222. Snyder, Ting and Ansolabehere (2005), Legislative bargaining under weighted voting.
        American Economic Review 95, 981–1004. Montero (2006), Noncooperative foundations of the nucleolus in majority games.
        Games and Economic Behavior 54, 380–397.
    """
    game = proposer_bargaining(bargaining)
    options = {"the others": game.rest, "agreements": "without delay"}
    votes = game.votes_needed()
    if votes is not None:
        found = quota_proposals(game, votes, 12 if limit is None else whole_limit(limit))
        return certify(CONCEPT, game, found, {**options, "method": "the marginal vote"})
    n = len(game.players)
    most = whole_limit(limit) if limit is not None else 10 if game.rest == "nothing" else 6
    if n > most:
        raise LimitExceededError(
            f"expected at most limit={most} players to compare all coalitions, got {n}; raise the limit if the time is there, "
            "or give players of one kind the same weight (a vote with equal weights is solved for any number of them)"
        )
    return _by_stages(game, n, options)


def _by_stages(game: ProposerBargaining, n: int, options: dict[str, str]) -> Solution[Payoffs | None]:
    worths, denominator = game.exact_worths(limit=n)
    grand = game.players.grand
    masks = [grand] if game.rest == "nothing" else range(1, grand + 1)
    expected: dict[int, tuple[Fraction, ...]] = {0: (Fraction(0),) * n}
    stages: list[Stage] = []
    options = {**options, "method": "ties by Newton's method, values by linear equations"}
    for left in sorted(masks, key=lambda m: (m.bit_count(), m)) if n else []:
        stage = round_of(game, worths, denominator, left, expected)
        found = solved(stage)
        if not isinstance(found, tuple):
            who = game.players.coalition(left)
            if game.rest == "continue":
                return Solution(CONCEPT, game, None, Guarantee.OPEN, None, {**options, "no exact values among": str(who)})
            error = residual(stage, found)
            floats = Payoffs(game.players, tuple(map(float, found)))
            return Solution(CONCEPT, game, floats, Guarantee.APPROXIMATE, None, {**options, "error": error})
        values: list[Fraction] = [Fraction(0)] * n
        proposals: list[Proposals] = [()] * n
        for k, i in enumerate(stage.members):
            values[i] = found[0][k]
            proposals[i] = tuple(
                (sum(1 << stage.members[b] for b in range(m.bit_length()) if m >> b & 1), q) for m, q in found[1][k]
            )
        expected[left] = tuple(values)
        stages.append((left, expected[left], tuple(proposals)))
    return certify(CONCEPT, game, StationaryProposals(tuple(stages)), options)
