"""Everything that changes a case. Each act says who (`by`) and when (`at`)."""
