"""A half-year of an invented learner, to look at Gradus full. Every verdict in it is judged here; only days are set."""
