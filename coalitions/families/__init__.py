"""Named games of the literature: each function returns a form of game, exact unless a float is given."""
