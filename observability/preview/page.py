"""One HTML file of all: the dashboards, their data, our code and that of the chart library.

It asks for nothing: a policy in its head forbids every request, and allows just the scripts and styles that it holds.
"""

import gzip
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
# Of 1 to 9; more takes three times as long for three parts in a hundred.
_PACKED = 6
_STYLES = ("vendor/uPlot.min.css", "page.css", "panels.css")


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
    """JSON, packed to a quarter, in letters and digits: it stands in a script element and cannot leave it."""
    return b64encode(gzip.compress(orjson.dumps(payload), _PACKED, mtime=0)).decode()


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_asset(name).rstrip("\n") for name in names) + "\n"


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
