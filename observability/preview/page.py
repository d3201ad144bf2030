"""One HTML file of all: the dashboards, their data, our code and that of the chart library.

It asks for nothing: a policy in its head forbids every request, and allows just the scripts and styles that it holds.
"""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

import orjson

_ASSETS = files("observability.preview") / "assets"
_LIBRARY = "vendor/uPlot.iife.min.js"
# In the order in which they need each other.
_SCRIPTS = (
    *("core.js", "units.js", "colours.js", "markdown.js", "data.js", "fields.js", "charts.js"),
    *("panels/stat.js", "panels/gauge.js", "panels/bargauge.js", "panels/timeseries.js", "panels/heatmap.js"),
    *("panels/table.js", "panels/statetimeline.js", "panels/alertlist.js", "panels/text.js"),
    *("panel.js", "grid.js", "compare.js", "controls.js", "app.js"),
)
_STYLES = ("vendor/uPlot.min.css", "page.css", "panels.css")
# What would end a script or begin a comment in it; JSON reads the escapes as the same characters.
_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def page(payload: Mapping[str, Any]) -> bytes:
    """The file, UTF-8. What is in `payload` may be anybody's text: it is data to the page, and never markup."""
    script, style = _joined(_SCRIPTS), _joined(_STYLES)
    library = _asset(_LIBRARY)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(library)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    filled = Template(_asset("page.html")).substitute(
        policy=policy, style=style, library=library, script=script, data=embedded(payload)
    )
    return filled.encode()


def embedded(payload: Mapping[str, Any]) -> str:
    """JSON that stands in a script element and cannot leave it."""
    text = orjson.dumps(payload, option=orjson.OPT_NON_STR_KEYS).decode()
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_asset(name).rstrip("\n") for name in names) + "\n"


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
