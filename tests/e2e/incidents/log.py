"""What happens in an incident, with times, for a person to read."""

import textwrap
import time

from tests.e2e.pager import Notification

_INDENT = " " * 11


class Log:
    """Lines, with seconds since it was begun."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._lines: list[tuple[float, str]] = []

    def tell(self, what: str, at: float = 0.0) -> float:
        """Something happened now, or `at`. Returns when, in seconds of the monotonic clock."""
        self._lines.append((at or time.monotonic(), what))
        return self._lines[-1][0]

    def show(self, notification: Notification) -> None:
        """Somebody was told: all that a person can read of it."""
        told = [f"{notification.receiver} is told: {notification.status}"]
        for alert in notification.alerts:
            told += [f"  {alert['status']}, since {alert['startsAt']}"]
            told += [f"    {name}: {value}" for name, value in (alert["labels"] | alert["annotations"]).items()]
        self.tell("\n".join(told), notification.at)

    def __str__(self) -> str:
        # Notifications are shown when a test looks for them, which may be after they came.
        return "\n".join(self._line(at, what) for at, what in sorted(self._lines))

    def _line(self, at: float, what: str) -> str:
        return f"{at - self._start:7.1f} s" + textwrap.indent(what, _INDENT)[9:]
