class Counter:
    """Adds up what it is given, and remembers each total."""

    def step(self, amount):
        """Add `amount`; returns the total so far."""
        raise NotImplementedError

    def history(self):
        """The totals after each step, oldest first."""
        raise NotImplementedError
