"""`make seed-load`: databases as large as a school's, and the same learner alone in small ones, to measure pages on.

A cast of learners is written through the application's own functions, then copied in the database until there are
as many as asked for. `make bench-web` measures on what it leaves.
"""
