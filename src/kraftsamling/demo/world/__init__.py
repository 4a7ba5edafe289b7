"""The invented world: places, people, voices, plans and reports, each in its own module."""
