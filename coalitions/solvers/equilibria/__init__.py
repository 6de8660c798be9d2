"""Equilibria of games in normal form: Nash, pure and mixed, and correlated."""
