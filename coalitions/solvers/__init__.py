"""Game → Solution: a folder for each question, a file for each concept."""
