"""Is the game superadditive, convex, …?"""
