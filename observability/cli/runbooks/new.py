"""`observability runbooks new`: pages for alerts that have none."""

from pathlib import Path

import click

from observability import report
from observability.auditing import Written, scaffold
from observability.cli.exit_codes import ExitCode


@click.command(
    short_help="Begin or complete the pages that alerts lead to.",
    epilog="""\b
Examples:
  observability runbooks new                # all services
  observability runbooks new checkout mail  # two of them
  observability runbooks new --check        # in CI: is anything missing, or out of date?
""",
)
@click.argument("services", nargs=-1, metavar="[SERVICE]...")
@click.option("--environment", "-e", metavar="NAME", help="Whose limits are written down.  [default: the first]")
@click.option(
    "--path", "paths", multiple=True, type=click.Path(path_type=Path), help="Where descriptors are; repeatable."
)
@click.option("--check", is_flag=True, help="Write nothing; list what would be done, and exit 1 if anything would.")
def command(services: tuple[str, ...], environment: str | None, paths: tuple[Path, ...], check: bool) -> int:
    """Write what is missing on the pages that the alerts of each SERVICE lead to; without one, of all services.

    Each alert gets a section with all of its parts: what it means and when it fires, in words; whom it hurts, as far
    as descriptors tell; its PromQL, its panel, logs, and what usually causes it. What only a person can say is marked
    with TODO, and counts as a stub for `observability runbooks audit`.

    What is on a page is never changed, but for blocks between `<!-- made: ... -->` and `<!-- made: end -->`, which
    hold limits and PromQL and are renewed; one that somebody has edited is left as it is.
    """
    written = scaffold(paths or (Path(),), services, environment, check=check)
    for one in written:
        for line in _lines(one, check=check):
            click.echo(line)
    changed = [one for one in written if one.done]
    if check and changed:
        click.echo("`observability runbooks new` would mend this", err=True)
        return ExitCode.FINDINGS
    if not changed:
        click.echo(f"{report.number('page', len(written))}: nothing is missing")
    else:
        click.echo("Next: write what TODO asks for, then observability runbooks audit")
    return ExitCode.OK


def _lines(written: Written, *, check: bool) -> list[str]:
    verb = ("begin" if check else "began") if written.is_new else ("complete" if check else "completed")
    would = "would " if check else ""
    lines = [f"{would}{verb} {written.path}: {', '.join(written.done)}"] if written.done else []
    return lines + [f"left alone in {written.path}: {said}" for said in written.left]
