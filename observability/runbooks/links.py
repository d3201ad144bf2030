"""An alert to its link."""

from observability.model.rule import Alert
from observability.runbooks.library import Link
from observability.runbooks.targets import InRepository, InWeb, Nowhere, Target, Unfilled, target
from observability.runbooks.templates import ANYTHING, filled

ANNOTATION = "runbook_url"
# Longer than any browser's.
_LONGEST = 4_096


def link(alert: Alert, pages_url: str) -> Link:
    """Where an alert's runbook is. `pages_url` is the URL of the repository's pages with `{path}` in it, or empty."""
    url = alert.annotations.get(ANNOTATION, "")
    if len(url) > _LONGEST:
        return Link(alert, url, Nowhere(f"the link is longer than {_LONGEST} characters", "link to a page"))
    return Link(alert, url, _target(filled(url, alert), url, pages_url))


def _target(text: str, url: str, pages_url: str) -> Target:
    if text.strip().startswith(ANYTHING):
        return Unfilled(url)
    found = target(text, pages_url)
    if isinstance(found, InRepository) and ANYTHING in f"{found.path}{found.anchor}":
        return Unfilled(url, found.path)
    return Unfilled(url) if isinstance(found, InWeb) and ANYTHING in found.url else found
