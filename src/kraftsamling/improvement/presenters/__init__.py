"""Pages as ready strings. Templates only draw them."""
