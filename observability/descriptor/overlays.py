"""What a descriptor says of single environments."""

from observability.descriptor.node import Node
from observability.descriptor.project.project import Project
from observability.descriptor.suggest import suggestion
from observability.descriptor.yaml.marks import YamlMap
from observability.descriptor.yaml.merge import merge


def with_overlay(data: YamlMap, overlay: YamlMap) -> YamlMap:
    """The descriptor as it is where the overlay holds.

    A preset that `uses` names will be one more layer, below both: `merge(merge(preset, data), overlay)`.
    """
    merged = merge(data, overlay)
    del merged["environments"]
    return merged


def check_overlays(root: Node, project: Project) -> None:
    """Report environments that the project has not, and names that an overlay would change."""
    overlays = root.child("environments")
    known = {environment.name for environment in project.environments}
    for name, overlay in root.children("environments"):
        if name not in known:
            hint = suggestion(name, known)
            overlays.complain_of_key("environment", f"the project has no environment {name!r}", name, hint)
        if "name" in overlay.child("metadata"):
            message = "a service has the same name in all environments"
            overlay.child("metadata").complain("environment", message, "name", "drop it")
