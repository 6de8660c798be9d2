"""For users' own tests: Hypothesis strategies that reach every game of a class and shrink inside it (extra: testing)."""

from .environments import environments as environments
from .externalities import agreement_games as agreement_games
from .externalities import partition_function_games as partition_function_games
from .externalities import valuations as valuations
from .hedonic import hedonic_games as hedonic_games
from .strategies import additive_games as additive_games
from .strategies import balanced_games as balanced_games
from .strategies import boolean_voting_games as boolean_voting_games
from .strategies import convex_games as convex_games
from .strategies import monotone_games as monotone_games
from .strategies import superadditive_games as superadditive_games
from .strategies import tu_games as tu_games
from .strategies import typed_games as typed_games
from .strategies import weighted_voting_games as weighted_voting_games
