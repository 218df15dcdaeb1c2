"""Measuring against labelled articles and benches."""
