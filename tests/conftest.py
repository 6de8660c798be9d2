"""One profile for Hypothesis: no deadline, since the first call of many solvers imports what it needs."""

from hypothesis import settings

settings.register_profile("coalitions", deadline=None)
settings.load_profile("coalitions")
