"""The pages of the survey: for those who answer, and for the staff."""
