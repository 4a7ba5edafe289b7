"""The pages about figures: the catalogue, marked changes, releases, and what everybody may see."""
