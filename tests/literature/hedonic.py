"""Hedonic games with known answers, from the literature on coalition formation. Coalitions are written by their digits."""

import coalitions as co


def by_digits(*lists, players=None):
    """A game from one list for each player, best first; "12" is {1, 2}, "12=13" a tie."""
    names = players or [str(k + 1) for k in range(len(lists))]
    levels = {i: [[tuple(c) for c in level.split("=")] for level in row.split()] for i, row in zip(names, lists, strict=True)}
    return co.HedonicGame.from_preferences(names, levels)


def partition(text):
    """ "12|3" as {"12", "3"}, a set of frozensets."""
    return frozenset(frozenset(block) for block in text.split("|")) if text else frozenset()


def partitions(solution):
    """A list of partitions as a set of sets of frozensets, to compare with `several`."""
    return {frozenset(frozenset(c) for c in p) for p in solution.value}


def several(*texts):
    return {partition(t) for t in texts}


#: Two is a company, three is a crowd, but together is better than alone: no core partition (Banerjee, Konishi, Sönmez 2001).
GRAND_BEFORE_ALONE = by_digits("12 13 123 1", "23 12 123 2", "13 23 123 3")
#: Example 15.1 of Aziz and Savani (2016): two before one, one before three.
COMPANY = by_digits("12 13 1 123", "23 12 2 123", "13 23 3 123")
#: An undesired guest (Bogomolnaia and Jackson 2002).
GUEST = by_digits("12 1 123 13", "12 2 123 23", "123 23 13 3")
