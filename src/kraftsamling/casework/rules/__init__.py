"""Pure thinking of casework: legal time, identity numbers, names, search, the sheet of deadlines."""
