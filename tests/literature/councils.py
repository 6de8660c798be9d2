"""Councils of the literature, for tests."""

import coalitions as co


def security_council() -> co.WeightedVotingGame:
    """The United Nations Security Council since 1966: 9 of 15 votes, and no veto."""
    permanent = ["China", "France", "Russia", "United Kingdom", "United States"]
    members = permanent + [f"elected {k}" for k in range(1, 11)]
    return co.WeightedVotingGame.from_rules([(9, dict.fromkeys(members, 1)), (5, dict.fromkeys(permanent, 1))])


#: The Electoral College of the apportionment of 1990 (51 members, 538 votes).
ELECTORAL_COLLEGE = [54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 10]
ELECTORAL_COLLEGE += [9, 9, 8, 8, 8, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3]
