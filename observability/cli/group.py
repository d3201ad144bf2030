"""The group of all commands. A command's module is imported only when the command runs."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

from observability.cli.exit_codes import ExitCode

# Name -> what `--help` says of it; the module `observability.cli.<name>` holds it as `command`.
# A test compares these lines with the commands' own.
COMMANDS = {
    "init": "Start a repository with a project file, an example and its runbook.",
    "validate": "Check descriptors, and report every error of every file.",
    "build": "Compile descriptors into rules, alerts and dashboards.",
    "verify": "Check rules, dashboards and routes with promtool, amtool and our own checks.",
    "prove": "Derive tests for any alerts, and run them with promtool.",
    "lint": "Check rule files of anybody, and mend what is sure.",
    "diff": "Explain and weigh a change of rules.",
    "replay": "Replay both versions of alerts over the history of a Prometheus.",
    "runbooks": "Audit the pages that alerts link to, and begin those that are missing.",
    "dashboards": "Send built dashboards to a Grafana, and compare them with what is there.",
    "preview": "Draw dashboards as one HTML page, without a Grafana.",
    "explain": "Tell where a rule comes from, and when an alert would fire.",
    "schema": "Print the JSON Schema of descriptors, for editors.",
    "makefile": "Print the targets that a Makefile includes.",
    "tools": "Build the programs that we run, once, into your cache.",
}


class Commands(click.Group):
    """A group that knows its commands by name, and loads the one that is called."""

    known: Mapping[str, str] = COMMANDS
    package = "observability.cli"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`help build` is `build --help`."""
        return super().parse_args(ctx, [*args[1:], "--help"] if args[:1] == ["help"] else args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order of a first day with the program."""
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command, imported now."""
        if cmd_name not in self.known:
            return None
        command: click.Command = import_module(f"{self.package}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or an error that names the one that was meant."""
        if args[0] not in self.known and not args[0].startswith("-"):
            meant = get_close_matches(args[0], self.known, n=1)
            ctx.fail(f"there is no command {args[0]!r}" + (f"; did you mean {meant[0]!r}?" if meant else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.known.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. A reader that is gone (`| head`) is no error to talk about."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(ExitCode.BROKEN_PIPE)
