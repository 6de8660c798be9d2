"""Hadano (2020), Multipolarity and the Future of Multilateralism: the argument as games, computed end to end.

Takamitsu Hadano, "Multipolarity and the Future of Multilateralism: Towards 'Thick' Peacekeeping in the Donbas Conflict",
Global Policy 11(2), 212-221, doi 10.1111/1758-5899.12790. Only its abstract and its four policy implications are at hand, so
"thick", "we-feeling" and "diplomatic culture" are formalized from those and not from the author's own definitions. Each
module says what it takes from the article, what is our own formalization, and what a sceptic would hold instead.
"""
