// A bar for each series, so that the largest is easily seen.
preview.panels.bargauge = (box, { panel, series }) => {
  const { element, fields, data } = preview;
  const calc = panel.options?.reduceOptions?.calcs?.[0] ?? "lastNotNull";
  const values = series.map((one) => data.reduce(one.values, calc));
  const known = values.filter((value) => value !== null);
  box.classList.add("bars");
  if (!series.length) {
    box.append(element("p", { class: "nothing" }, panel.fieldConfig?.defaults?.noValue ?? "No data"));
    return;
  }
  const list = element("ul", { class: "bar-list" });
  series.forEach((one, index) => {
    const low = one.config.min ?? Math.min(0, ...known);
    const high = one.config.max ?? Math.max(...known, low + 1e-12);
    const share = values[index] === null ? 0 : Math.max(0, Math.min(1, (values[index] - low) / (high - low || 1)));
    const colour = preview.colours.resolve(fields.mapped(one.config, values[index])?.color ?? one.colour);
    list.append(element("li", { class: "bar" },
      element("span", { class: "name", title: one.name }, one.name),
      element("span", { class: "track" }, element("span", { class: "fill", style: { width: `${share * 100}%`, "background-color": colour } })),
      element("span", { class: "value" }, fields.shown(one.config, values[index]))));
  });
  box.append(list);
};
