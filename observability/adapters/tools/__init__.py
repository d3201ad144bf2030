"""The programs that we run, and how we come by them: from the user, from PATH, or built once with Go into a cache."""

from observability.adapters.tools.find import (
    ALERTMANAGER,
    AMTOOL,
    PROMETHEUS,
    PROMTOOL,
    TOOLS,
    Tool,
    find,
    provide,
    there,
)

__all__ = ["ALERTMANAGER", "AMTOOL", "PROMETHEUS", "PROMTOOL", "TOOLS", "Tool", "find", "provide", "there"]
