"""Whatever Grafana does to what it is sent, the second push sends nothing, and what people change is never lost."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.grafana import GrafanaServer, grafana_server
from tests.unit.delivering.delivery import checks, dashboard, drifting, pushing, write
from tests.unit.delivery.test_canonical import JSON

SWITCHES = st.fixed_dictionaries(
    {
        "unique_titles": st.booleans(),
        "old_history": st.booleans(),
        "shows_history": st.booleans(),
        "drops": st.booleans(),
        "shortest": st.sampled_from([0, 30, 90]),
    }
)
# Keys of Grafana's, and one that it may not know.
CONTENT = st.fixed_dictionaries(
    {},
    optional={
        "description": st.text(max_size=5),
        "time": JSON,
        "links": JSON,
        "refresh": st.sampled_from(["5s", "60s"]),
        "odd": JSON,
    },
)
BUILDS = st.dictionaries(st.sampled_from(["fleet", "a/one", "a/two", "b/three"]), CONTENT, min_size=1)
SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def build(root: Path, contents: dict[str, dict[str, Any]]) -> None:
    write(root, {path: dashboard(path.replace("/", "-"), **more) for path, more in contents.items()})


def knows_what_it_is_told(server: GrafanaServer) -> bool:
    """Where neither mark nor history is kept, nothing tells our save from another."""
    return not server.drops or server.shows_history


@SLOW
@given(BUILDS, BUILDS, SWITCHES)
def test_pushing_twice_sends_nothing_the_second_time(
    first: dict[str, Any], second: dict[str, Any], switches: dict[str, Any]
) -> None:
    with grafana_server(**switches) as server, TemporaryDirectory() as folder:
        root = Path(folder)
        for contents in (first, second) if knows_what_it_is_told(server) and not _forgets(server) else (first,):
            build(root, contents)
            assert not [one for one in pushing(server, root).problems if one.check != "dashboard-left-over"]
            server.forget()
            again = pushing(server, root)
            if _tells(server):
                assert (again.done, again.unchanged) == ([], len(contents))
            assert server.sent == []


def _forgets(server: GrafanaServer) -> bool:
    # The first entry of an old history has no message, so that nothing is left of a mark that was dropped.
    return server.drops and server.old_history


def _tells(server: GrafanaServer) -> bool:
    return knows_what_it_is_told(server) and not _forgets(server)


@SLOW
@given(CONTENT, CONTENT, st.text(min_size=1, max_size=5), SWITCHES)
def test_what_a_person_saves_is_never_overwritten_unless_told(
    first: dict[str, Any], second: dict[str, Any], title: str, switches: dict[str, Any]
) -> None:
    with grafana_server(**switches) as server, TemporaryDirectory() as folder:
        root = Path(folder)
        build(root, {"a/one": first})
        pushing(server, root)
        server.edit("a-one", lambda json: json["panels"][0].update(title=f"Mine {title}"))
        mine = orjson.dumps(server.dashboards["a-one"].json)
        build(root, {"a/one": second})
        assert checks(pushing(server, root).problems) == ["dashboard-changed"]
        assert orjson.dumps(server.dashboards["a-one"].json) == mine
        assert "dashboard-changed" in checks(drifting(server, root))
        assert len(pushing(server, root, changed=True).done) == 1
