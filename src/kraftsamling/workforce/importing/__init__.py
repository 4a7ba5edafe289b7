"""Employments, absence and posts from the payroll system: a profile says what its columns mean."""
