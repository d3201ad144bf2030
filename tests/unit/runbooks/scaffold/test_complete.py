"""Pages begun and completed: nothing that a person wrote is changed, and a second time changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observability.runbooks.pages import FLAVOURS, parse
from observability.runbooks.scaffold import AlertFacts, PageFacts, Variant, complete
from observability.runbooks.sections import is_stub, part
from observability.runbooks.settings import Settings

ASKED = Settings()
FULL = AlertFacts(
    "QueueFull",
    (
        Variant(
            "critical",
            "The queue is over 10.",
            ("It fires after 5 minutes.",),
            "queue_length > 10",
            "https://g.test/d/x",
        ),
    ),
    ("too few workers",),
)
SLOW = AlertFacts("QueueSlow", (Variant("", "The queue is slow.", (), "queue_seconds > 3", "/d/x"),))
FACTS = PageFacts("Shop", "Sells things.", (FULL, SLOW), ("Mail", "Web"), "https://logs.test/", "tempo")


def completed(text: str, facts: PageFacts = FACTS) -> str:
    return complete(text, facts, ASKED).text


def test_a_page_is_begun_with_all_that_is_known() -> None:
    text = completed("")
    assert text.startswith("# Shop\n\nSells things.\n\n## QueueFull\n\n### Meaning\n\n<!-- made: QueueFull/meaning ")
    for words in (
        "- **critical.** The queue is over 10. It fires after 5 minutes.\n",
        "It is called by Mail, Web.\n",
        "```promql\nqueue_length > 10\n```\n",
        "[Its panel](<https://g.test/d/x>)",
        "Its panel: `/d/x`",
        "- [Logs](<https://logs.test/>)\n- Traces: `tempo`\n",
        "What usually causes it:\n\n- too few workers\n",
    ):
        assert words in text
    assert text.endswith("that does not help.\n")


def test_what_a_person_must_say_is_a_stub() -> None:
    page = parse("a.md", completed(""), FLAVOURS["github"])
    for alert in (heading for heading in page.headings if heading.level == 2):
        section = page.section(alert)
        found = {title: part(page, section, title) for title in ASKED.sections}
        stubs = [title for title, heading in found.items() if heading and is_stub(page, page.section(heading))]
        assert stubs == ["Impact", "Mitigation"]


def test_a_second_time_changes_nothing() -> None:
    once = completed("")
    again = complete(once, FACTS, ASKED)
    assert (again.text, again.done, again.left) == (once, (), ())


def test_what_is_missing_is_put_where_it_belongs() -> None:
    text = "# Ours\n\nHello.\n\n## QueueFull\n\n### Meaning\n\nFull.\n\n### Mitigation\nStart one.\n\n## Other\n\nLast."
    found = complete(text, FACTS, ASKED)
    assert found.done == ("Impact of QueueFull", "Diagnosis of QueueFull", "a section for QueueSlow")
    page = parse("a.md", found.text, FLAVOURS["github"])
    assert [(heading.level, heading.title) for heading in page.headings] == [
        (1, "Ours"),
        (2, "QueueFull"),
        (3, "Meaning"),
        (3, "Impact"),
        (3, "Diagnosis"),
        (3, "Mitigation"),
        (2, "Other"),
        (2, "QueueSlow"),
        *((3, title) for title in ASKED.sections),
    ]
    assert kept(text, found.text)


def test_a_page_of_one_alert_keeps_its_parts_at_the_top() -> None:
    facts = PageFacts("Shop", "", (FULL,))
    found = completed("# QueueFull\n\n## Meaning\n\nFull.\n", facts)
    page = parse("a.md", found, FLAVOURS["github"])
    assert [(heading.level, heading.title) for heading in page.headings] == [
        (1, "QueueFull"),
        *((2, title) for title in ASKED.sections),
    ]


def kept(before: str, after: str) -> bool:
    """Whether all lines are there still, in their order; a last line without an end may have got one."""
    lines = (line.removesuffix("\r") for line in after.split("\n"))
    return all(line.removesuffix("\r") in lines for line in before.rstrip("\r\n").split("\n"))


def test_limits_are_renewed() -> None:
    text = completed("").replace("TODO: what users notice", "Nobody can buy")
    higher = AlertFacts("QueueFull", (Variant("critical", "Over 20.", (), "queue_length > 20"),))
    found = complete(text, PageFacts("Shop", "", (higher, SLOW)), ASKED)
    assert found.done == ("meaning of QueueFull anew", "query of QueueFull anew")
    assert "Over 20." in found.text
    assert "queue_length > 20" in found.text
    assert "The queue is over 10" not in found.text
    assert "Nobody can buy" in found.text


def test_a_block_that_somebody_edited_is_left_alone() -> None:
    text = completed("").replace("The queue is over 10.", "The queue is over ten, says Ann.")
    higher = AlertFacts("QueueFull", (Variant("critical", "Over 20.", (), "queue_length > 10", "https://g.test/d/x"),))
    found = complete(text, PageFacts("Shop", "", (higher, SLOW)), ASKED)
    assert found.text == text
    assert found.left == ("meaning of QueueFull, which somebody has edited between its marks",)


def test_marks_that_are_gone_stay_gone() -> None:
    text = completed("")
    start, end = text.index("<!-- made: QueueFull/meaning"), text.index("<!-- made: end -->\n") + 19
    text = text[:start] + "Ann explains it here.\n" + text[end:]
    assert completed(text) == text


def test_blocks_of_alerts_that_are_gone_are_left() -> None:
    text = completed("")
    assert completed(text, PageFacts("Shop", "", (SLOW,))) == text


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_lines_end_as_they_do_on_the_page(end: str) -> None:
    text = f"# Ours{end}{end}## QueueFull{end}{end}Full.{end}"
    found = completed(text)
    assert found.count("\r\n") == (found.count("\n") if end == "\r\n" else 0)
    assert completed(found) == found
    renewed = completed(found, PageFacts("S", "", (AlertFacts("QueueFull", (Variant("", "x", (), "y"),)), SLOW)))
    assert renewed.count("\r\n") == (renewed.count("\n") if end == "\r\n" else 0)


def test_a_byte_order_mark_stays() -> None:
    assert completed("\ufeff# Ours\n").startswith("\ufeff# Ours\n\n## QueueFull")


@pytest.mark.parametrize("tail", ["```\ncode without an end\n", "<!-- a comment without an end\n", "<script>\n"])
def test_what_would_not_be_read_is_not_written(tail: str) -> None:
    text = f"# Ours\n\n{tail}"
    found = complete(text, FACTS, ASKED)
    assert found.text == text
    assert len(found.left) == 2
    assert "that has no end" in found.left[0]


HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:a)",
    "`` ` ``",
    "<!-- made: end -->",
    "# Title",
    "*a*",
    "{{ x }}",
    "a\n\n# b",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_descriptors_are_text(text: str) -> None:
    alert = AlertFacts("QueueFull", (Variant(text, text, (text,), f'x{{a="{text}"}}', text),))
    found = completed("", PageFacts(text, text, (alert,), (text,), text, text))
    page = parse("a.md", found, FLAVOURS["github"])
    assert [heading.title for heading in page.headings][1:] == ["QueueFull", *ASKED.sections]
    assert page.links == ()
    assert completed(found, PageFacts(text, text, (alert,), (text,), text, text)) == found


PIECES = st.sampled_from(
    [
        "# Shop",
        "## QueueFull",
        "### QueueFull",
        "# QueueSlow",
        "## Other",
        "### Meaning",
        "## Meaning",
        "### Impact",
        "### Mitigation",
        "#### Diagnosis",
        "QueueSlow\n---------",
        "Words of a person.",
        "- a list\n\n  ## QueueFull",
        "> ## QueueSlow",
        "```\n## QueueFull\n```",
        "    # code",
        "<h2>QueueFull</h2>",
        '<a id="queuefull"></a>',
        "<!-- ## QueueFull -->",
        "```",
        "<!--",
        "\r",
        "",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=9), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_whatever_is_on_a_page_stays_and_twice_is_once(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = complete(text, FACTS, ASKED)
    assert not text.strip() or kept(text, found.text)
    again = complete(found.text, FACTS, ASKED)
    assert again.text == found.text
    assert again.done == ()
