"""Where the links of an alert lead: to what is in the repository and in the build."""

from urllib.parse import parse_qs, urlsplit

import yaml

from tests.e2e.compiled import ROOT, Compiled, panels
from tests.support.markdown import headings


def section(url: str) -> str:
    """The heading in a runbook of this repository that the link jumps to."""
    project = yaml.safe_load((ROOT / "observability.yaml").read_text())
    base = project["spec"]["runbooks"]["url"].partition("{path}")[0]
    assert url.startswith(base), url
    path, _, anchor = url.removeprefix(base).partition("#")
    return headings(ROOT / path)[anchor]


def panel(compiled: Compiled, url: str) -> str:
    """The title of the panel that the link opens, on the one dashboard with its uid."""
    link = urlsplit(url)
    uid, (shown,) = link.path.removeprefix("/d/"), parse_qs(link.query)["viewPanel"]
    (dashboard,) = (one for _, one in compiled.dashboards() if one["uid"] == uid)
    (title,) = (one["title"] for one in panels(dashboard) if str(one["id"]) == shown)
    return str(title)
