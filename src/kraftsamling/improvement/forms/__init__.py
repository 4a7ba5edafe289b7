"""The forms of plans and visits."""
