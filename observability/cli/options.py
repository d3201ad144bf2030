"""Options that several commands share, so that they mean and say the same everywhere."""

import click

from observability import report

format_option = click.option(
    "--format",
    "form",
    type=click.Choice([form.NAME for form in report.FORMATS]),
    default="text",
    show_default=True,
    help="How findings are printed: lines for people and editors, or a document for programs.",
)
