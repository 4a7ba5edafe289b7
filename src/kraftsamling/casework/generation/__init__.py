"""Invented casework: believable worlds of any size, the same for the same seed."""
