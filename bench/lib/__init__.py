"""Whole-system benchmarks: the servers, workloads and measures that the four of them share."""
