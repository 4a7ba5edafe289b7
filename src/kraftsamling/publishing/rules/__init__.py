"""Pure thinking about what is shared."""
