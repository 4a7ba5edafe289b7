"""A command that cannot do its work."""


class CommandRefused(Exception):
    """Said to the person at the terminal as it stands: what was found and what to do."""
