"""The steps of `action.yml`, run as GitHub's runner runs them: bash, the files of its commands, expressions filled in.

What is not understood here fails the test: an expression that nothing stands for, a condition, a step of another kind.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import define, field, frozen

from tests.ci.sources import HERE
from tests.support import git

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
INSTALL = "Install observability"
_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
# Actions of others, of which a test stands on what they would have done.
_OTHERS = {"actions/setup-python@v5", "actions/cache@v4"}


@frozen
class Done:
    """A step that ran."""

    name: str
    code: int
    output: str


@define
class Run:
    """A job in which the action is the only step, with what its event tells.

    `temp` is the runner's. Where another run has installed the program there, that step is left out, as it takes long.
    """

    workspace: Path
    temp: Path
    event: Mapping[str, str]
    source: Path
    environment: Mapping[str, str] = field(factory=dict)
    done: list[Done] = field(factory=list)
    _known: dict[str, str] = field(factory=dict)

    def __call__(self, **inputs: str) -> dict[str, Done]:
        action = yaml.safe_load((HERE / "action.yml").read_text())
        assert set(inputs) <= set(action["inputs"])
        self._known = dict(self.event)
        for name, declared in action["inputs"].items():
            self._known[f"inputs.{name}"] = self._filled(inputs.get(name, declared["default"]))
        self._file("summary").write_text("")
        for step in action["runs"]["steps"]:
            self._step(step)
        return {done.name: done for done in self.done}

    @property
    def summary(self) -> str:
        return self._file("summary").read_text()

    @property
    def _installed(self) -> bool:
        return (self.temp / "observability/bin/observability").exists()

    def _step(self, step: Mapping[str, Any]) -> None:
        if "uses" in step:
            assert step["uses"] in _OTHERS
            return
        assert step["shell"] == "bash"
        assert step.get("if") in (None, "${{ !cancelled() }}")
        assert "${{" not in step["run"], "what others wrote would be run as a script"
        failed = any(done.code for done in self.done)
        if not (failed and "if" not in step) and not (step["name"] == INSTALL and self._installed):
            self._run(step)

    def _run(self, step: Mapping[str, Any]) -> None:
        output = self._file("output")
        output.write_text("")
        folder = self.workspace / self._filled(step.get("working-directory", "."))
        environment = self._environment() | {key: self._filled(value) for key, value in step.get("env", {}).items()}
        command = (*_SHELL, step["run"])
        ran = subprocess.run(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.done.append(Done(step["name"], ran.returncode, ran.stdout))
        for line in output.read_text().splitlines():
            key, _, value = line.partition("=")
            self._known[f"steps.{step['id']}.outputs.{key}"] = value

    def _environment(self) -> dict[str, str]:
        first = [*self._file("path").read_text().splitlines(), str(self.temp / "bin")]
        files = {f"GITHUB_{name}": str(self._file(name.lower())) for name in ("OUTPUT", "PATH")}
        given = {
            "GITHUB_ACTION_PATH": str(self.source),
            "GITHUB_STEP_SUMMARY": str(self._file("summary")),
            "GITHUB_WORKSPACE": str(self.workspace),
            "PATH": os.pathsep.join([*first, os.environ["PATH"]]),
            "RUNNER_TEMP": str(self.temp),
        }
        return git.environment() | files | given | self.environment

    def _file(self, name: str) -> Path:
        path = self.temp / f"_{name}"
        path.touch()
        return path

    def _filled(self, text: str) -> str:
        """With what stands for each expression; `a || b` is the first that there is."""
        return _EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _value(self, expression: str) -> str:
        names = expression.split(" || ")
        unknown = [
            name for name in names if not name.startswith(("github.event.", "steps.")) and name not in self._known
        ]
        assert not unknown, unknown
        return next((self._known[name] for name in names if self._known.get(name)), "")
