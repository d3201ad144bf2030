"""How long an audit of many runbooks takes, without the network."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.process import measure
from benchmarks.tables import Figure, show

_PARTS = ("Meaning", "Impact", "Diagnosis", "Mitigation")
_ALERTS = 5
_LIMIT = 3.0
_TEXT = (
    "Requests of `shop` wait for a connection longer than they should, see [the pool](#alert{first}). Ask which pages\n"
    "are slow, since when, and whether a release was made just before; the dashboard marks releases.\n\n"
    '```promql\nmax by (instance) (rate(http_requests_total{{job="shop{page}",code=~"5.."}}[5m])) > 0.5\n```\n'
)


def main(arguments: Sequence[str]) -> None:
    """Audit pages with five alerts each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks runbooks", description=__doc__)
    parser.add_argument("pages", metavar="PAGES", nargs="?", type=int, default=1_000, help="how many pages")
    pages = parser.parse_args(arguments).pages
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as folder:
        _generate(Path(folder), pages)
        run = measure(Path(folder), "runbooks", "audit", "rules", "--fail-on", "any")
    show(Console(), f"{_ALERTS * pages:,} links in {pages:,} pages", list(_figures(run.seconds, run.parent)))


def _figures(seconds: float, memory: int) -> Iterator[Figure]:
    yield Figure("audit, without the network", seconds, "s", _LIMIT)
    yield Figure("memory", memory / 1_000_000, "MB")


def _generate(folder: Path, pages: int) -> None:
    (folder / ".git").mkdir()
    (folder / "runbooks").mkdir()
    (folder / "rules").mkdir()
    for page in range(pages):
        numbers = range(page * _ALERTS, (page + 1) * _ALERTS)
        (folder / f"runbooks/shop{page}.md").write_text(_page(page, numbers))
        (folder / f"rules/shop{page}.yaml").write_text(_rules(page, numbers))


def _page(page: int, numbers: range) -> str:
    text = _TEXT.format(first=numbers[0], page=page)
    sections = (f"## Alert{n}\n\n" + "\n".join(f"### {part}\n\n{text}" for part in _PARTS) for n in numbers)
    return f"# Shop {page}\n\n" + "\n".join(sections)


def _rules(page: int, numbers: range) -> str:
    alerts = "".join(
        f'      - alert: Alert{n}\n        expr: rate(http_requests_total{{job="shop{page}"}}[5m]) > {n}\n'
        f"        for: 5m\n        labels: {{owner: team{page % 20}, severity: critical}}\n"
        f"        annotations:\n          summary: Alert {n} of shop {page}\n"
        f"          runbook_url: runbooks/shop{page}.md#alert{n}\n"
        for n in numbers
    )
    return f"groups:\n  - name: shop{page}\n    rules:\n{alerts}"
