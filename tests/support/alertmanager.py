"""Alertmanager's configuration for tests: made of a project file's text, and asked with the real amtool."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

from attrs import frozen

from observability.descriptor import Project, load_project
from observability.emit import alertmanager
from observability.model.artifact import Source
from observability.model.routing import Routing

# Receivers of every kind, and the server that e-mail needs.
RECEIVERS = """\
receivers:
  pager: {pagerduty: {routing_key_file: /etc/alertmanager/secrets/pagerduty}}
  chat: {slack: {channel: "#payments", api_url_file: /etc/alertmanager/secrets/slack}}
  mail: {email: {to: payments@example.org}}
  switch: {webhook: {url: https://switch.example.org/, credentials_file: /etc/alertmanager/secrets/switch}}
smtp:
  smarthost: mail.example.org:587
  from: alertmanager@example.org
  username: alertmanager
  password_file: /etc/alertmanager/secrets/smtp
"""
TOLD = "default: {critical: pager, warning: chat, info: mail}\nwatchdog: switch\n"


def project(settings: str, more: str = "") -> Project:
    """A project with these keys of alertmanager, and more keys of its spec."""
    head = "apiVersion: observability/v1\nkind: Project\nmetadata: {name: shop}\nspec:\n"
    text = f"{head}{indent(more, '  ')}\n  alertmanager:\n{indent(settings, '    ')}"
    return load_project(Source("observability.yaml", text.encode()))


def routing(
    project: Project, owners: Mapping[str, str], environment: str = "default", by: tuple[str, ...] = ()
) -> Routing:
    """What an environment's configuration is made of; `owners` by service."""
    others = tuple(one for one in project.environments if one.name != environment)
    return Routing(project.environment(environment), project.alertmanagers[environment], owners, by, others)


def written(routing: Routing, folder: Path) -> Path:
    """The configuration as a file."""
    path = folder / "alertmanager.yaml"
    path.write_bytes(alertmanager.emit(routing).text)
    return path


@frozen
class Amtool:
    """The program at `path`."""

    path: Path

    def check(self, config: Path) -> None:
        """Assert that the configuration is sound."""
        run = subprocess.run([self.path, "check-config", config], capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr

    def receiver(self, config: Path, **labels: str) -> str:
        """Whom the configuration tells of an alert."""
        pairs = [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in labels.items()]
        command = [self.path, "config", "routes", "test", f"--config.file={config}", *pairs]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def rendered(self, template: str, data: Mapping[str, Any], folder: Path) -> str:
        """What Alertmanager makes of a text of a receiver."""
        (folder / "data.json").write_text(json.dumps(data))
        options = [f"--template.glob={folder}/none.tmpl", f"--template.data={folder / 'data.json'}"]
        command = [self.path, "template", "render", *options, f"--template.text={template}"]
        run = subprocess.run(command, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout
