// One number on a dial, coloured by its thresholds.
preview.panels.gauge = (box, { panel, series }) => {
  const { element, fields, colours, data } = preview;
  const calc = panel.options?.reduceOptions?.calcs?.[0] ?? "lastNotNull";
  const tiles = series.length ? series : [{ name: "", values: [], config: fields.config(panel, { name: "" }) }];
  box.classList.add("gauges");
  const inside = preview.room(box);
  for (const tile of tiles) {
    const value = data.reduce(tile.values, calc);
    const low = tile.config.min ?? 0;
    const high = tile.config.max ?? (tile.config.unit === "percentunit" ? 1 : 100);
    const share = (at) => Math.max(0, Math.min(1, (at - low) / (high - low || 1)));
    const size = Math.min(inside.width / tiles.length - 8, (inside.height - (tiles.length > 1 ? 36 : 6)) * 1.25, 260);
    const dial = element("div", { class: "dial", style: {
      width: `${size}px`, height: `${size}px`,
      "--share": value === null ? 0 : share(value), "--colour": fields.colour(tile.config, value), "--ring": ring(tile.config, share),
    } });
    const words = fields.shown(tile.config, value);
    const print = Math.max(11, Math.min(size / 6, (size * 0.5) / (words.length * 0.62)));
    box.append(element("div", { class: "gauge", style: { width: `${size}px`, "--cut": `${size * 0.8}px` } }, element("div", { class: "arc" }, dial),
      element("div", { class: "value", style: { "font-size": `${print}px`, height: `${size}px` } }, words),
      tiles.length > 1 ? element("div", { class: "name", title: tile.name }, tile.name) : ""));
  }

  // The outer ring shows where each threshold begins. The dial is 240 degrees wide.
  function ring(settings, share) {
    const steps = settings.thresholds?.steps ?? [];
    const stops = steps.map((step, index) => {
      const from = step.value === null ? 0 : share(step.value);
      const to = index + 1 < steps.length ? share(steps[index + 1].value) : 1;
      return `${colours.resolve(step.color)} ${from * 240}deg ${to * 240}deg`;
    });
    return `conic-gradient(from 240deg, ${[...stops, "transparent 240deg"].join(", ")})`;
  }
};
