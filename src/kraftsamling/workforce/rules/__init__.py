"""Pure thinking of the workforce: points, ladder, span, forecast."""
