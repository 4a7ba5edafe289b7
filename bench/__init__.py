"""How fast things are, always beside a floor measured in the same run."""
