// Grafana's grid: 24 columns, rows that fold; on narrow screens one panel below the other.
preview.grid = (() => {
  const { element } = preview;

  // The sections of a dashboard: a row's title and its panels; those before the first row have none.
  const sections = (dashboard) => {
    const found = [{ title: null, id: null, collapsed: false, panels: [] }];
    const ordered = [...(dashboard.panels ?? [])].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
    for (const panel of ordered) {
      if (panel.type === "row") found.push({ title: preview.text(panel.title), id: panel.id, collapsed: Boolean(panel.collapsed), panels: [...(panel.panels ?? [])] });
      else found.at(-1).panels.push(panel);
    }
    return found.filter((one) => one.title !== null || one.panels.length);
  };

  const section = (one, frames, folded, toggled) => {
    const top = Math.min(...one.panels.map((panel) => panel.gridPos.y), Infinity);
    const cells = one.panels.map((panel, index) => {
      const { x, y, w, h } = panel.gridPos;
      const frame = frames[index];
      for (const [name, value] of Object.entries({ "--x": x + 1, "--y": y - top + 1, "--w": w, "--h": h })) frame.style.setProperty(name, value);
      frame.classList.toggle("narrow", w <= 6);
      return frame;
    });
    const id = preview.unique("row");
    const grid = element("div", { class: "grid", id, hidden: folded }, cells);
    const made = element("div", { class: "row" });
    if (one.title !== null) {
      const button = element("button", { type: "button", class: "fold", "aria-expanded": String(!folded), "aria-controls": id }, element("span", { class: "arrow", "aria-hidden": "true" }), one.title,
        element("span", { class: "aside" }, `${cells.length} panel${cells.length === 1 ? "" : "s"}`));
      button.addEventListener("click", () => {
        grid.hidden = !grid.hidden;
        button.setAttribute("aria-expanded", String(!grid.hidden));
        toggled(grid.hidden);
        if (!grid.hidden) cells.forEach((cell) => cell.draw());
      });
      made.append(element("h2", {}, button));
    }
    made.append(grid);
    made.drawAll = () => { if (!grid.hidden) cells.forEach((cell) => cell.draw()); };
    return made;
  };

  return { sections, section };
})();
