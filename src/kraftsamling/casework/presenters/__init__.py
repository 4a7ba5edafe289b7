"""Pages of casework, ready to be drawn."""
