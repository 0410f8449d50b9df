"""Exactly one verdict, proved by killing things: a real house, a victim, a moment, and what became of the submissions."""
