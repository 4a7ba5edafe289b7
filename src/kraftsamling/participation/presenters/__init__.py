"""The survey as its visitors see it, and the results as the staff sees them."""
