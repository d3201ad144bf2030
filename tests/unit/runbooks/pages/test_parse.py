from observability.runbooks.pages import FLAVOURS, Code, Page, PageLink, parse


def page(text: str, flavour: str = "github") -> Page:
    return parse("a.md", text, FLAVOURS[flavour])


def test_headings_are_those_that_a_reader_sees() -> None:
    found = page(
        "# One\n\nTwo\n---\n\n```\n# not one\n```\n\n    # nor this\n\n> ## Quoted\n\n<!-- ## hidden -->\n\n"
        "### With `code` and [a link](b.md) ###\n"
    )
    assert [(heading.level, heading.title, heading.line, heading.body) for heading in found.headings] == [
        (1, "One", 1, 2),
        (2, "Two", 3, 5),
        (2, "Quoted", 12, 13),
        (3, "With code and a link", 16, 17),
    ]
    assert set(found.anchors) == {"one", "two", "quoted", "with-code-and-a-link"}


def test_anchors_of_html_count() -> None:
    found = page('<a name="old"></a>\n\nText <span id="here">x</span> <input name="no">\n\n<h2 id="h">A &amp; B</h2>\n')
    assert found.anchors == {"old": 1, "here": 3, "h": 5, "a--b": 5}
    assert found.headings[0].title == "A & B"


def test_an_anchor_that_is_there_twice_is_the_first() -> None:
    assert page('<a id="one"></a>\n\n<a id="one"></a>\n').anchors == {"one": 1}


def test_what_is_hidden_in_a_comment_is_no_anchor() -> None:
    assert page('<!-- <a id="x"> -->\n').anchors == {}


def test_front_matter_is_no_heading() -> None:
    found = page("---\ntitle: A page\n---\n# One\n")
    assert [(heading.title, heading.line) for heading in found.headings] == [("One", 4)]
    assert page("---\nno end\n").headings == ()


def test_links_are_quoted_as_they_were_written_with_their_lines() -> None:
    found = page(
        "First\nthen [a](b%20c.md#d)\nand ![p](p.png)\n\n[r][ref] <https://x.org> <img src='i.png'>\n\n"
        "[j](javascript:alert) [e]()\n\n[ref]: other.md\n\n`[no](code.md)`\n\n| a |\n| - |\n| [t](t.md) |\n"
    )
    assert found.links == (
        PageLink("b%20c.md#d", 2),
        PageLink("p.png", 3),
        PageLink("other.md", 5),
        PageLink("https://x.org", 5),
        PageLink("i.png", 5),
        PageLink("javascript:alert", 7),
        PageLink("", 7),
        PageLink("t.md", 15),
    )


def test_code_blocks_know_their_language_and_line() -> None:
    found = page("```promql x\nup\n```\n\n1. list\n\n   ```\n   inner\n   ```\n\n       indented\n")
    assert found.code == (Code("promql", "up\n", 2), Code("", "inner\n", 8), Code("", "indented\n", 11))


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    found = page("# A\none\n## B\ntwo\n## C\nthree\n# D\n")
    first, second, third, last = found.headings
    assert found.text(found.section(first)) == "one\n## B\ntwo\n## C\nthree"
    assert found.text(found.section(second)) == "two"
    assert list(found.within(found.section(first))) == [second, third]
    assert found.around(4) == found.section(second)
    assert found.text(found.section(last)) == ""


def test_a_section_ends_at_a_heading_above_it_as_well() -> None:
    found = page("# A\n## B\n### C\ndeep\n## D\nnext\n")
    assert found.text(found.section(found.headings[2])) == "deep"
