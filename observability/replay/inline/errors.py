"""What cannot be written out."""


class InlineError(Exception):
    """Why an expression cannot be evaluated over history; the message is for people."""


class TooLongError(InlineError):
    """It could be written out, but nobody could evaluate it."""
