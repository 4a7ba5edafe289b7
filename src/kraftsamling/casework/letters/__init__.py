"""The words of letters to begin with, in Swedish: they go to people who live here."""
