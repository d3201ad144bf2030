"""Links to what a person looks at next."""

from datetime import UTC, datetime
from urllib.parse import urlencode

_HOUR = 3_600_000


def graph(server: str, expr: str, start: int, end: int) -> str:
    """The server's own page with the graph of an expression, from before `start` until after `end`, in milliseconds."""
    margin = max(_HOUR // 4, (end - start) // 2)
    until = datetime.fromtimestamp((end + margin) / 1000, UTC)
    span = (end - start + 2 * margin) // 1000
    given = {"g0.expr": expr, "g0.tab": "0", "g0.range_input": f"{span}s", "g0.end_input": f"{until:%Y-%m-%d %H:%M:%S}"}
    return f"{server}/graph?{urlencode(given)}"
