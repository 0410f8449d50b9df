"""`make bench-web`: the time of each page in a large database, in one with a single learner, and of an empty view."""
