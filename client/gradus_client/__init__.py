"""Gradus from a terminal, over its REST API alone."""

VERSION = "0.1.0"
