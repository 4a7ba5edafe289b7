"""Pages of plans and visits."""
