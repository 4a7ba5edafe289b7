"""What is shared, as ready strings."""
