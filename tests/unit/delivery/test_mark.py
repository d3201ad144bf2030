"""The mark on what we push: it says whose a dashboard is, and it is not a copy's."""

from observability.delivery import Origin, fingerprint, marked, message, of_message, read_mark

ORIGIN = Origin("shop", "production")
DASHBOARD = {"uid": "shop-1", "title": "Shop", "panels": []}


def test_a_mark_is_read_as_it_was_written() -> None:
    mark = read_mark(marked(DASHBOARD, ORIGIN, "folder-1", 3, "abc", 17))
    assert mark is not None
    assert (mark.origin, mark.uid, mark.folder, mark.revision) == (ORIGIN, "shop-1", "folder-1", "abc")
    assert mark.content == fingerprint(DASHBOARD)


def test_it_names_the_version_that_the_dashboard_gets() -> None:
    mark = read_mark(marked(DASHBOARD, ORIGIN, "", 3))
    assert mark is not None
    assert mark.version == 4


def test_what_replaces_a_version_names_it_and_what_is_new_names_none() -> None:
    assert marked(DASHBOARD, ORIGIN, "", 3, number=17).items() >= {"id": 17, "version": 3}.items()
    new = marked(DASHBOARD, ORIGIN, "", 0)
    assert new["id"] is None
    assert "version" not in new


def test_a_copy_has_no_mark() -> None:
    assert read_mark({**marked(DASHBOARD, ORIGIN, "", 0), "uid": "copy"}) is None


def test_anything_else_under_its_key_is_no_mark() -> None:
    for odd in (None, [], "x", {}, {"project": 5}, {"project": "shop", "uid": "shop-1"}):
        assert read_mark({"uid": "shop-1", "observability": odd}) is None


def test_the_history_tells_what_was_pushed_too() -> None:
    told = message(DASHBOARD, "revision abc")
    assert told.startswith("observability: revision abc")
    assert of_message(told) == fingerprint(DASHBOARD)
    assert of_message("made it nicer") == ""


def test_a_message_is_never_longer_than_grafana_takes() -> None:
    told = message(DASHBOARD, "x" * 900)
    assert len(told) == 500
    assert of_message(told) == fingerprint(DASHBOARD)
