"""Pages of what is shared: the writer's side, and the public site."""
