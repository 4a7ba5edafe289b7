"""What every file with known columns has in common: a profile of its headings, and faults with their place.

The rows themselves are read by `documents.tables`; what they mean is for the app that asked.
"""
