"""Children and families: concern reports, assessments, investigations, and who works with what."""
