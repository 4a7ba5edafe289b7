"""The pages of this app: one's own page, settings, what waits for a second person, the first start."""
