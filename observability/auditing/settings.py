"""What the project file asks of runbooks, as the pure room wants to hear it."""

from observability.descriptor import Project
from observability.runbooks.settings import Settings

_DAY = 86_400


def settings_of(project: Project, pages_url: str = "") -> Settings:
    """The settings; a `pages_url` of the command line comes before the project's."""
    return Settings(
        pages_url or project.pages_url,
        project.anchors,
        project.runbook_sections,
        int(project.stale_after.seconds // _DAY),
    )
