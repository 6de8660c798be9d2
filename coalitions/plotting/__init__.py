"""Pictures of games, with Matplotlib (extra: plotting): every function takes and returns axes, and none shows anything."""

from .hasse import plot_partitions as plot_partitions
from .regions import plot_regions as plot_regions
from .simplex import plot_core as plot_core
from .simplex import plot_imputations as plot_imputations
from .stability import plot_stability_table as plot_stability_table
from .stable_sizes import plot_stable_sizes as plot_stable_sizes
from .transitions import plot_transitions as plot_transitions
