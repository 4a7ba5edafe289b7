"""Cases from another record system: a profile says what its columns mean."""
