"""Starts all of Gradus on one machine, watches it, and stops it: `python -m roadmap.serve`."""
