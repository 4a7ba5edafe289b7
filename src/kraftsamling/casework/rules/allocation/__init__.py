"""Who takes the cases that wait: a proposal that cannot be bettered, and that says why.

`problem` holds what is known, `costs` what it costs that a case waits or goes to the wrong one,
`proposing` finds the best, `explaining` tells in codes why, and `relaxing` what it would take that nobody
waits.
"""
