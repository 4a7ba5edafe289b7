"""Children's and adults' matters, from a concern report to a closed case."""
