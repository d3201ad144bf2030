"""The table by owner, for a terminal and for a message to all."""

from collections.abc import Sequence

from observability import report
from observability.auditing import Audited
from observability.cli.columns import aligned
from observability.report.as_markdown import literal, table
from observability.report.as_text import printable
from observability.runbooks.byowner import Owned, by_owner, columns


def as_lines(audited: Audited) -> list[str]:
    """For a terminal; no lines where there is nothing to mend."""
    if not audited.problems:
        return []
    return aligned(_cells(by_owner(audited.problems, audited.owners)))


def as_markdown(audited: Audited) -> str:
    """For a message: the table, and below it what is to be mended."""
    head, *rows = _cells(by_owner(audited.problems, audited.owners))
    findings = [problem.finding for problem in audited.problems]
    said = f"{report.count(findings)}.\n\n{report.render(findings, 'markdown')}" if findings else "Nothing to mend.\n"
    return f"## Runbooks\n\n{table(head, [[literal(cell) for cell in row] for row in rows])}\n{said}"


def _cells(rows: Sequence[Owned]) -> list[list[str]]:
    kinds = columns(rows)
    body = [[printable(row.owner), str(row.alerts), *(str(row.counts.get(kind, 0)) for kind in kinds)] for row in rows]
    return [["owner", "alerts", *kinds], *body]
