"""Which descriptors a page is about, and which dashboards an older build has of them."""

from pathlib import Path

import orjson
import pytest

from observability.exceptions import InputError, UsageError
from observability.previewing import Request
from observability.previewing.compiled import compiled
from observability.previewing.earlier import earlier

ROOT = Path(__file__).parents[3]
NODE = (ROOT / "services/node.yaml").read_text()


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    """A repository of twenty services."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "services").mkdir()
    for number in range(20):
        add(tmp_path, f"node-{number}", NODE.replace("name: node\n", f"name: node-{number}\n"))
    return tmp_path


def add(folder: Path, name: str, text: str) -> None:
    (folder / f"services/{name}.yaml").write_text(text)


def test_one_page_shows_twenty_services_and_of_more_those_that_are_named(fleet: Path) -> None:
    assert len(compiled(Request((fleet,))).services) == 20
    add(fleet, "one-more", NODE)
    with pytest.raises(UsageError, match="one page shows 20 services at most, and there are 21; name some"):
        compiled(Request((fleet,)))
    assert compiled(Request((fleet,), ("node-7", "node"))).services == ("node-7", "node")


def test_a_wrong_descriptor_matters_to_all_and_to_its_own_service_but_to_no_other(fleet: Path) -> None:
    add(fleet, "node-3", "spec: 3\n")
    assert compiled(Request((fleet,), ("node-4",))).services == ("node-4",)
    for names in ((), ("node-3",)):
        with pytest.raises(InputError):
            compiled(Request((fleet,), names))


def test_of_an_older_build_just_the_dashboards_that_are_shown_are_compared(tmp_path: Path) -> None:
    now = compiled(Request((ROOT,), ("node",)))
    folder = tmp_path / "production/grafana/dashboards/owner"
    folder.mkdir(parents=True)
    for name, uid in (("node", now.dashboards[0]["uid"]), ("other", "other")):
        (folder / f"{name}.json").write_bytes(orjson.dumps({"uid": uid, "title": name}))
    (tmp_path / "production/catalog.json").write_bytes(b"{}")
    assert [one["title"] for one in earlier(str(tmp_path), now).dashboards] == ["node"]
    (folder / "other.json").write_bytes(b"[")
    with pytest.raises(InputError, match="no JSON"):
        earlier(str(tmp_path), now)
