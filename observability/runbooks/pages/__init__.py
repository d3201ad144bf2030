"""Pages of Markdown: their headings with the anchors that their host gives them, links, code blocks. Pure."""

from observability.runbooks.pages.anchors import FLAVOURS, Flavour
from observability.runbooks.pages.page import Code, Heading, Page, PageLink, Section
from observability.runbooks.pages.parse import parse

__all__ = ["FLAVOURS", "Code", "Flavour", "Heading", "Page", "PageLink", "Section", "parse"]
