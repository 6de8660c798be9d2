"""Who joins with whom, what they can secure together, how they share it, and whether it lasts."""
