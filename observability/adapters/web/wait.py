"""For how long a server asks to be left alone."""

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(text: str) -> float | None:
    """Seconds, of `Retry-After`: a number of them, or a date."""
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError, TypeError, OverflowError):
        when = parsedate_to_datetime(text)
        return max(0.0, (when - datetime.now(when.tzinfo or UTC)).total_seconds())
    return None
