"""Game → game."""
