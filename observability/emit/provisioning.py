"""The file that tells Grafana where the dashboards are."""

from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.service import Environment
from observability.yamltext import scalar

# Apart from /var/lib/grafana, over which containers mount their data.
DASHBOARDS = "/etc/grafana/dashboards"


def emit(environment: Environment) -> Artifact:
    """A provider of dashboards, for Grafana's `provisioning/dashboards` folder."""
    return Artifact(
        layout.PROVISIONING,
        _TEMPLATE.format(name=scalar(f"observability-{environment.name}"), path=scalar(_path(environment))).encode(),
    )


def _path(environment: Environment) -> str:
    """A path for each environment: two that read one folder would both have all of it, and Grafana would refuse it."""
    return DASHBOARDS if environment.name == "default" else f"{DASHBOARDS}/{environment.name}"


_TEMPLATE = """\
# Made by observability. Do not edit: build again.
# Put this file into /etc/grafana/provisioning/dashboards, and the folder grafana/dashboards at the path below.
apiVersion: 1
providers:
  - name: {name}
    type: file
    # What is no longer made disappears; what is made is changed in its descriptor.
    disableDeletion: false
    allowUiUpdates: false
    updateIntervalSeconds: 30
    options:
      path: {path}
      # A folder for each owner.
      foldersFromFilesStructure: true
"""
