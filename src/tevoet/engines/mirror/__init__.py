"""Contact figures, each defined once as an Ibis expression and named `name@version`."""
