"""What raw HTML in a page adds to it: anchors, headings, links."""

import re
from html.parser import HTMLParser

_HEADING = re.compile("h[1-6]")


class Markup(HTMLParser):
    """Reads a piece of HTML. `anchors` are ids and names, `headings` are (level, text), `targets` what it links to."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.targets: list[str] = []
        self._level = 0
        self._text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a link could jump to, and where it leads itself."""
        given = {key: value for key, value in attrs if value}
        # A name is an anchor of <a> alone: fields of forms and <meta> have names as well.
        self.anchors += [given[key] for key in ("id", "name") if key in given and (key == "id" or tag == "a")]
        self.targets += [given[key] for key in ("href", "src") if key in given and tag in ("a", "img")]
        if _HEADING.fullmatch(tag):
            self._level, self._text = int(tag[1]), []

    def handle_endtag(self, tag: str) -> None:
        """A heading is whole."""
        if self._level and tag == f"h{self._level}":
            self.headings.append((self._level, "".join(self._text)))
            self._level = 0

    def handle_data(self, data: str) -> None:
        """Text inside of a heading is its title."""
        if self._level:
            self._text.append(data)
