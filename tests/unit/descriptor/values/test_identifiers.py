import pytest

from tests.unit.descriptor.samples import BASE, complaints, http, spec


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "../../etc/x",
            "'../../etc/x' is not a name (metadata.name); use lower-case letters, digits and hyphens, as in etc-x",
        ),
        ("Checkout", "as in checkout"),
        ("a_b", "as in a-b"),
        ("-a", "as in a"),
        ("a/b", "as in a-b"),
        ("'a\\u0000'", "is not a name"),
        ("é", "is not a name"),
        ("''", "'' is not a name"),
        ("watchdog", "the name watchdog is taken"),
        ("a" * 64, "has 64 characters, and a name has at most 63"),
    ],
)
def test_a_name_that_would_be_a_path_or_worse_is_refused(name: str, words: str) -> None:
    (found,) = complaints(BASE.replace("name: shop", f"name: {name}"))
    assert words in found


@pytest.mark.parametrize("name", ["a", "a1", "1a", "a-b-c", "a" * 63])
def test_plain_names_are_fine(name: str) -> None:
    assert complaints(BASE.replace("name: shop", f"name: {name}")) == []


@pytest.mark.parametrize("owner", ["A Team", "../x", "team/a"])
def test_an_owner_becomes_a_folder_so_it_is_a_name_too(owner: str) -> None:
    (found,) = complaints(BASE.replace("team", owner))
    assert "is not a name (metadata.owner)" in found


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("[service]", "the label 'service' is one that the generated rules set"),
        ("[le]", "the label 'le' is one that the generated rules set"),
        ("[a-b]", "'a-b' is not a label name"),
        ("[1a]", "'1a' is not a label name"),
        ("[__name__]", "the label '__name__' belongs to Prometheus"),
    ],
)
def test_signals_are_broken_down_by_labels_of_their_own(by: str, words: str) -> None:
    (found,) = complaints(http(f"by: {by}"))
    assert words in found


def test_a_selector_may_use_labels_that_the_rules_set() -> None:
    assert complaints(BASE.replace("{job: shop}", "{job: shop, service: checkout}")) == []


def test_a_selector_label_that_no_scrape_leaves_is_refused() -> None:
    (found,) = complaints(BASE.replace("{job: shop}", "{__address__: x}"))
    assert "(spec.selector.__address__)" in found


def test_links_lead_to_the_web_or_to_a_data_source() -> None:
    assert (
        complaints(spec("links: {repository: 'https://git.example.org/x', logs: loki, traces: 'https://t.org'}")) == []
    )
    found = complaints(spec("links: {repository: 'ftp://x', logs: 'javascript:x', traces: 'a b'}"))
    assert ["is not a web address" in line or "neither a data source" in line for line in found] == [True] * 3


def test_a_service_does_not_depend_on_itself() -> None:
    (found,) = complaints(spec("depends_on: [mail, shop]"))
    assert "a service cannot depend on itself" in found


def test_a_service_without_anything_to_watch_is_told_what_to_write() -> None:
    (found,) = complaints(BASE[: BASE.index("  red")])
    assert "the service has neither a signal nor an alert (spec); write a section red, use or golden" in found
    (found,) = complaints(BASE[: BASE.index("  red")] + "  red: {}\n")
    assert "the service has neither a signal nor an alert" in found
