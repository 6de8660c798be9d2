"""Who joins with whom: stable partitions, coalition structures, farsighted stability."""
