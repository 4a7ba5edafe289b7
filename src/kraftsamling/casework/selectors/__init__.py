"""What the pages of casework read."""
