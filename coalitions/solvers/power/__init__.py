"""Who decides: power indices of simple games."""
