"""Why there is no case."""


class NotDerivableError(Exception):
    """No series are found that would show this; the text says why, to follow `not derived: `."""
