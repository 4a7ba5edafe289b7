"""Ljuset i tunneln: how long the queue will be, from what has happened and who works here.

`history` is what is known, `inflow` and `length` what is read out of it, `staffing` who can take cases,
`queue` the weeks as they may come, `forecast` the whole of it, and `queueing` the textbook's formulas that
the weeks are held against.
"""
