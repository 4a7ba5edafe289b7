"""Forms of casework: one thing at a time, everything typed is kept."""
