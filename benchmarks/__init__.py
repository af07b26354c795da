"""Benchmarks: one script a claim, peers beside us, in one run."""
