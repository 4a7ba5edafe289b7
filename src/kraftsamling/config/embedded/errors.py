"""What is said when the embedded server cannot run."""


class ServerCannotRun(Exception):
    """The embedded server cannot be used. The text says what was found and what to do."""
