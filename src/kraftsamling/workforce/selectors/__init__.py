"""What the pages and the allocation read of staff."""
