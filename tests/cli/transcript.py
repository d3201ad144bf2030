"""Transcripts: a session at a terminal, then the files that it starts with.

    # What this shows.
    $ observability validate
    services/shop.yaml:3:1: ...
    [exit 2]
    -- services/shop.yaml --
    apiVersion: ...

Beside `observability`, a session may call the helpers of `files.py` and `grafana.py`. An exit code of 0 is not shown.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import chdir, nullcontext, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

from attrs import frozen

from observability import cli
from tests.cli.files import HELPERS
from tests.cli.grafana import GRAFANA, really, running, shown

_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)
# How long it took is not the same twice.
_SECONDS = re.compile(r"\bin \d+\.\d s(?=$|;)", re.MULTILINE)
_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


@frozen
class Transcript:
    """A session as it was written down, and the files it starts with, path -> content."""

    session: str
    files: dict[str, str]

    @classmethod
    def parse(cls, text: str) -> "Transcript":
        session, *rest = _FILE.split(text)
        return cls(session, dict(zip(rest[::2], rest[1::2], strict=True)))

    def dump(self) -> str:
        return self.session + "".join(f"-- {path} --\n{content}" for path, content in self.files.items())

    def play(self, folder: Path) -> str:
        """Run the session's commands in `folder`; what they printed takes the place of what was written down."""
        # A repository of its own, so that nothing above it is looked at.
        (folder / ".git").mkdir()
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content)
        with chdir(folder), running() if "grafana start" in self.session else nullcontext():
            return "".join(_lines(self.session))


def _lines(session: str) -> Iterator[str]:
    # What stands before the first command is the transcript's own text, all else is output.
    introduction, *commands = _COMMAND.split(session)
    yield introduction
    for command in commands[::2]:
        yield f"$ {command}\n"
        yield _run(shlex.split(command))


def _run(words: list[str]) -> str:
    program, *arguments = map(really, words)
    helpers = HELPERS | GRAFANA
    command: Callable[[list[str]], int] = cli.run if program == "observability" else helpers[program]
    # One stream for both, as on a terminal, with bytes below it, as some commands print bytes.
    written = BytesIO()
    output = TextIOWrapper(written, encoding="utf-8", write_through=True)
    with redirect_stdout(output), redirect_stderr(output):
        code = command(arguments)
    said = _SECONDS.sub("in N s", written.getvalue().decode())
    return shown(said) + (f"[exit {code}]\n" if code else "")
