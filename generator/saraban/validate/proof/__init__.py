"""The fast way: a text table is proved free of faults by vectorised checks, as far as it can be."""
