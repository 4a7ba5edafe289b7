"""Answers from elsewhere: a file that another survey tool made becomes answers among the others.

`meanings` knows words, `reading` turns a table into a dry run, `services` keeps it until two have agreed.
"""
