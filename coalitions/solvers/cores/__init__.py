"""How the worth of all together can be shared so that no coalition leaves."""
