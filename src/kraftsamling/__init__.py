"""Kraftsamling: a municipality's social child and youth care, and the plan to improve it."""

__version__ = "0.1.0"
