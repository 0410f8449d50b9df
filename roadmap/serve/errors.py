"""What keeps Gradus from starting."""


class StartError(Exception):
    """One sentence for the person who starts it, printed as it is, without a traceback; the exit status is 1."""
