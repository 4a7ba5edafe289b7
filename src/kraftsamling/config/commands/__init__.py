"""What the command `kraftsamling` does, one module for each subject."""
