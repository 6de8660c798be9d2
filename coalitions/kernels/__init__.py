"""Mathematics on arrays that knows no game."""
