"""Why an answer is right: plain data that is recomputed, never searched for. Nothing here can reach a solver."""
