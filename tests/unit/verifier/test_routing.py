"""Whom the built configuration tells, against the catalog: with the real amtool, over a real build."""

import shutil
import subprocess
from pathlib import Path

import pytest

from observability import workspace
from observability.building import Request, build
from observability.emit.target import Target
from observability.exceptions import InputError
from observability.findings import Finding
from observability.verifier import Verified, catalogs, needs_amtool
from observability.verifier.loading import load
from observability.verifier.parts import parted
from observability.verifier.routing import check, table
from tests.support.alertmanager import Amtool
from tests.support.promtool import Promtool
from tests.unit.verifier.verifying import verified

ROOT = Path(__file__).parents[3]
CONFIG = "alertmanager/alertmanager.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own services, compiled."""
    folder = tmp_path_factory.mktemp("routing")
    shutil.copytree(ROOT / "services", folder / "services")
    shutil.copy(ROOT / "observability.yaml", folder)
    build(Request((folder,), folder / "build", ("production",)))
    return folder / "build/production"


@pytest.fixture
def broken(built: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(built, tmp_path / "production"))


@pytest.fixture
def left(built: Path, tmp_path: Path) -> Path:
    """A copy of all that the build left, to break."""
    return Path(shutil.copytree(built.parent, tmp_path / "build")) / "production"


def looked_at(folder: Path, amtool: Amtool) -> Verified:
    (found,) = workspace.find_output([folder])
    catalog = catalogs.read(found)
    assert catalog is not None
    routes = table(catalog.document, found.alertmanager, amtool.path)
    assert routes is not None
    trees = [load(part).tree for part in parted(found, catalog)]
    return check(routes, routes.tests(trees), jobs=2)


def changed(folder: Path, before: str, after: str) -> None:
    text = (folder / CONFIG).read_text()
    assert before in text
    (folder / CONFIG).write_text(text.replace(before, after))


def messages(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.message for finding in findings]


def test_what_was_built_tells_whom_the_project_names(built: Path, each_amtool: Amtool) -> None:
    routed = looked_at(built, each_amtool)
    assert routed.findings == ()
    # Two owners of two severities, one of them with a service in maintenance, and the Watchdog.
    assert routed.routes == 5


@pytest.mark.parametrize(("before", "after", "said"), [
    ('[owner="shop"]', '[owner="shup"]', "(critical) of shop would be told to platform-pager, not to shop-pager"),
    ('[service="shop"]', '[service=~".*"]\n          continue: true', "of shop would be told to shop-pager,shop-pager"),
    ('severity="critical"', 'severity=~"critic.*s"', "(critical) of alertmanager would be told to platform-mail"),
    ('alertname="Watchdog"', 'alertname="watchdog"', "Watchdog (info) of watchdog would be told to nobody"),
])  # fmt: skip
def test_an_alert_that_comes_to_others_is_found(
    broken: Path, each_amtool: Amtool, before: str, after: str, said: str
) -> None:
    changed(broken, before, after)
    assert any(said in message for message in messages(looked_at(broken, each_amtool).findings))


def test_a_finding_stands_where_the_project_names_the_receivers(broken: Path, each_amtool: Amtool) -> None:
    changed(broken, '[owner="shop"]', '[owner="shup"]')
    places = {str(finding.location) for finding in looked_at(broken, each_amtool).findings}
    (line,) = (
        number
        for number, text in enumerate((ROOT / "observability.yaml").read_text().splitlines(), 1)
        if "receivers: {critical: shop-pager" in text
    )
    assert places == {f"observability.yaml:{line}:7"}


def test_a_configuration_that_cannot_be_read_is_told_with_its_line(broken: Path, each_amtool: Amtool) -> None:
    changed(broken, "\nroute:", "\nrute:")
    routed = looked_at(broken, each_amtool)
    (finding,) = routed.findings
    (line,) = (n for n, text in enumerate((broken / CONFIG).read_text().splitlines(), 1) if text == "rute:")
    assert "field rute not found" in finding.message
    assert finding.where == f"{broken / CONFIG}:{line}"
    assert finding.location.file == "observability.yaml"
    assert routed.routes == 0


def test_a_matcher_that_is_none_is_told(broken: Path, each_amtool: Amtool) -> None:
    changed(broken, '[owner="shop"]', "['owner=\"shop']")
    (finding,) = looked_at(broken, each_amtool).findings
    assert "unescaped double quote" in finding.message


def test_a_configuration_that_is_lost_is_an_error(broken: Path, promtool: Promtool) -> None:
    """Of a copy without the manifest of the build, the catalog tells."""
    (broken / CONFIG).unlink()
    (finding,) = verified(promtool, broken)
    assert finding.message == f"{CONFIG}, which says who is told, is not there"
    assert (finding.location.file, finding.hint) == ("observability.yaml", "run `observability build` again")


@pytest.mark.parametrize("named", ["build", "build/production"])
def test_so_it_is_where_the_build_left_it(left: Path, tmp_path: Path, named: str) -> None:
    (left / CONFIG).unlink()
    with pytest.raises(InputError) as refused:
        workspace.find_output([tmp_path / named])
    (finding,) = refused.value.findings
    said = "is not there, which the build left here; run `observability build` again"
    assert str(finding) == f"{left / CONFIG}: {said}"


def test_rules_alone_have_none_and_miss_none(built: Path, tmp_path: Path, promtool: Promtool) -> None:
    build(Request((built.parent.parent,), tmp_path, ("production",), frozenset({Target.RULES})))
    assert verified(promtool, tmp_path) == []


def test_an_older_amtool_that_knows_no_file_for_a_url_is_told_apart(broken: Path, each_amtool: Amtool) -> None:
    changed(broken, "- url: https://", "- url_file: /etc/")
    hints = {finding.hint for finding in looked_at(broken, each_amtool).findings}
    assert hints <= {"it needs Alertmanager 0.26 or newer, and so does this amtool"}
    assert bool(hints) is _is_old(each_amtool)


def _is_old(amtool: Amtool) -> bool:
    run = subprocess.run([amtool.path, "--version"], capture_output=True, text=True, check=True)
    return "version 0.25" in run.stdout + run.stderr


def test_only_who_has_a_configuration_needs_amtool(built: Path, broken: Path) -> None:
    assert needs_amtool([built])
    (broken / CONFIG).unlink()
    assert not needs_amtool([broken])
