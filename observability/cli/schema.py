"""`observability schema`: what an editor needs to complete and explain a descriptor."""

import click
import orjson

from observability.descriptor.schema import schema


@click.command(
    short_help="Print the JSON Schema of descriptors, for editors.",
    epilog="""\b
Examples:
  observability schema > observability.schema.json
  # then, as the first line of a descriptor, for editors with the YAML language server:
  # yaml-language-server: $schema=../observability.schema.json
""",
)
def command() -> None:
    """Print the JSON Schema of descriptors and of the project file to standard output.

    The schema is of draft 2020-12. It describes every field with an example: an editor completes and explains them.
    """
    click.echo(schema_text(), nl=False)


def schema_text() -> bytes:
    """The schema as a file; `init` writes it too."""
    return orjson.dumps(schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
