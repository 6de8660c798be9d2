"""Bodies of states with their real numbers: the Council of the European Union, the Electoral College, the IMF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ..errors import InvalidArgumentError
from ..games.boolean import BooleanVotingGame
from ..games.voting import WeightedVotingGame
from ._imf_quotas import QUOTAS

#: Eurostat's populations on 1 January 2024, as the pages of the Union on its members gave them, read in a public copy; that of
#: Germany is in thousands there. They add up to 449,206,579, which is the total for the Union as remembered, not read.
POPULATIONS = {
    "Germany": 83_445_000,
    "France": 68_401_997,
    "Italy": 58_989_749,
    "Spain": 48_610_458,
    "Poland": 36_620_970,
    "Romania": 19_064_409,
    "Netherlands": 17_942_942,
    "Belgium": 11_832_049,
    "Czechia": 10_900_555,
    "Portugal": 10_639_726,
    "Sweden": 10_551_707,
    "Greece": 10_397_193,
    "Hungary": 9_584_627,
    "Austria": 9_158_750,
    "Bulgaria": 6_445_481,
    "Denmark": 5_961_249,
    "Finland": 5_603_851,
    "Slovakia": 5_424_687,
    "Ireland": 5_343_805,
    "Croatia": 3_861_967,
    "Lithuania": 2_885_891,
    "Slovenia": 2_123_949,
    "Latvia": 1_871_882,
    "Estonia": 1_374_687,
    "Cyprus": 933_505,
    "Luxembourg": 672_050,
    "Malta": 563_443,
}
ELECTORS = {
    "AL": 9, "AK": 3, "AZ": 11, "AR": 6, "CA": 54, "CO": 10, "CT": 7, "DE": 3, "DC": 3, "FL": 30, "GA": 16,
    "HI": 4, "ID": 4, "IL": 19, "IN": 11, "IA": 6, "KS": 6, "KY": 8, "LA": 8, "ME": 4, "MD": 10, "MA": 11,
    "MI": 15, "MN": 10, "MS": 6, "MO": 10, "MT": 4, "NE": 5, "NV": 6, "NH": 4, "NJ": 14, "NM": 5, "NY": 28,
    "NC": 16, "ND": 3, "OH": 17, "OK": 7, "OR": 8, "PA": 19, "RI": 4, "SC": 9, "SD": 3, "TN": 11, "TX": 40,
    "UT": 6, "VT": 3, "VA": 13, "WA": 12, "WV": 4, "WI": 10, "WY": 3,
}  # fmt: skip
BASIC_SHARE = 5502  #: of 100,000: the share of the basic votes in all votes of the IMF


def eu_council_game(populations: Mapping[Any, Any] | None = None) -> BooleanVotingGame:
    """The qualified majority in the Council of the European Union: 55 % of the states with 65 % of the people, or all but 3.

    A coalition wins if it has at least 55 % of the members (15 of 27) and they represent at least 65 % of the population. A
    blocking minority must include at least four members, so that all but three of them win whatever their population.
    Cost: none; the power indices of 27 members take hundredths of a second, with the populations as they are.

    Args:
        populations: the members and their populations, in any unit; by default the 27 members since 2020 with Eurostat's
            figures of 1 January 2024. (The Council itself votes by figures that it decides on every year, which differ by up to
            a few per cent; give them here where it matters.)

    Raises:
        InvalidArgumentError: populations is not a mapping of at least four members.
        InvalidGameError: a population is negative, or not a number.

    Examples:
        >>> import coalitions as co
        >>> council = co.eu_council_game()
        >>> power = co.banzhaf_index(council).value
        >>> [f"{100 * float(power[name]):.2f} %" for name in ("Germany", "Poland", "Malta")]
        ['12.10 %', '6.22 %', '1.74 %']

    References:
        Treaty on European Union (2007), article 16(4); Kirsch (2016), Brexit and the distribution of power in the Council of
        the EU, studies the rules. Eurostat (2024), population on 1 January.
    """
    people = dict(POPULATIONS if populations is None else _mapping(populations))
    members = dict.fromkeys(people, 1)
    n = len(people)
    # 65 % as a rule in twentieths: 20 times a population must reach 13 times that of all
    rule = WeightedVotingGame.from_weights(quota=1, weights=people)
    total = sum(rule.weights[0])
    twentieths = dict(zip(people, (20 * w for w in rule.weights[0]), strict=True))
    return BooleanVotingGame.from_alternatives([[(-(-55 * n // 100), members), (13 * total, twentieths)], [(n - 3, members)]])


def _mapping(populations: Any) -> Mapping[Any, Any]:
    if not isinstance(populations, Mapping) or len(populations) < 4:
        raise InvalidArgumentError(
            f"expected a mapping of at least four members to populations, got {populations!r:.80}; write {{'Malta': 563_443}}"
        )
    return populations


def electoral_college_game() -> WeightedVotingGame:
    """The Electoral College of the United States from 2024 to 2028: 51 members with 538 votes, 270 of which elect a president.

    Every state (and the District of Columbia) is taken to cast all its votes alike; Maine and Nebraska may split theirs.
    Cost: none; the power indices of 51 members take milliseconds.

    Raises:
        InvalidGameError: never; the numbers are given.

    Examples:
        >>> import coalitions as co
        >>> college = co.electoral_college_game()
        >>> shapley = co.shapley_shubik_index(college).value
        >>> [f"{100 * float(shapley[state]):.2f} %" for state in ("CA", "TX", "WY")]
        ['10.80 %', '7.74 %', '0.54 %']

    References:
        United States Census Bureau (2021), Apportionment of the House of Representatives by the census of 2020; Mann and
        Shapley (1962), Values of large games VI: evaluating the Electoral College exactly.
    """
    return WeightedVotingGame.from_weights(quota=270, weights=ELECTORS)


def imf_game(*, percent: Literal[50, 70, 85] = 50) -> WeightedVotingGame:
    """The Board of Governors of the International Monetary Fund: 190 members with one vote for 100,000 SDR, and basic votes.

    Quotas are those of 31 January 2024. Basic votes, the same for each member, are 5.502 % of all votes (here 1459 each).
    Cost: none; the Banzhaf index counts 2.5 million totals, in seconds.

    Args:
        percent: of all votes, how many decide: more than 50, or at least 70 or 85.

    Raises:
        InvalidArgumentError: the percentage is none of these.

    Examples:
        >>> import coalitions as co
        >>> fund = co.imf_game(percent=85)
        >>> len(fund.players), fund.quotas[0], fund.weights[0][fund.players.index("United States")]
        (190, 4283941, 831401)

    References:
        Articles of Agreement of the International Monetary Fund (amended 2011), article XII, section 5; IMF (2024), Quarterly
        report on IMF finances for the quarter ended January 31, 2024; Leech (2002), Voting power in the governance of the
        International Monetary Fund.
    """
    if percent not in (50, 70, 85) or isinstance(percent, bool):
        raise InvalidArgumentError(f"expected 50, 70 or 85 percent of the votes, got {percent!r}; write imf_game(percent=85)")
    all_basic = BASIC_SHARE * sum(QUOTAS.values()) / (100_000 - BASIC_SHARE)
    votes = {name: quota + round(all_basic / len(QUOTAS)) for name, quota in QUOTAS.items()}
    total = sum(votes.values())
    return WeightedVotingGame.from_weights(quota=total // 2 + 1 if percent == 50 else -(-percent * total // 100), weights=votes)
