"""Tests of the settings, the commands and the embedded server."""
