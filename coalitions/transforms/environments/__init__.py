"""Forms of game as environments: one file for each form, and one line in `environment.FORMS`."""
