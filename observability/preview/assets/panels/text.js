// Words. Markup that is not known stays text.
preview.panels.text = (box, { panel }) => {
  const { element, markdown } = preview;
  const content = panel.options?.content ?? "";
  box.append(element("div", { class: "scroller prose", tabindex: 0, role: "region", "aria-label": preview.text(panel.title) || "Text" }, markdown.blocks(content)));
};
