"""What this app does: accounts, roles, units, deputies, decided values, and the first start."""
