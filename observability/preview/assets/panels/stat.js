// One number, large, or a few of them, each with its recent past behind it.
preview.panels = {};
preview.panels.stat = (box, { panel, series, redraw }) => {
  const { element, fields, colours, charts, data } = preview;
  const options = panel.options ?? {};
  const calc = options.reduceOptions?.calcs?.[0] ?? "lastNotNull";
  const tiles = series.length ? series : [{ name: "", values: [], config: fields.config(panel, { name: "" }), none: true }];

  const horizontal = options.orientation === "horizontal" ? false : options.orientation === "vertical" ? true : box.clientWidth > box.clientHeight * 1.6;
  box.classList.add("stats");
  const columns = horizontal ? tiles.length : 1;
  box.style.setProperty("--columns", columns);
  const width = box.clientWidth / columns - 4;
  const height = box.clientHeight / (horizontal ? 1 : tiles.length) - 4;

  for (const tile of tiles) {
    const value = data.reduce(tile.values, calc);
    const [number, unit] = fields.parts(tile.config, value);
    const named = options.textMode === "value_and_name" || options.textMode === "name" || (tiles.length > 1 && options.textMode !== "value");
    const colour = value === null ? colours.resolve("text") : fields.colour(tile.config, value);
    const filled = String(options.colorMode).startsWith("background") && value !== null;
    const ink = filled ? colours.over(colour) : colours.readable(colour, colours.variable("--panel"), 3);
    const made = element("div", { class: `tile${filled ? " filled" : ""}`, style: filled ? { "background-color": colour, color: ink } : {} });
    const beside = named && height < 56;
    const room = { width: width - 16, height: height - 4 - (named && !beside ? 16 : 0) };
    if (beside) made.classList.add("beside");
    const size = fit(number + unit, beside ? room.width * 0.48 : room.width, room.height, named);
    made.append(
      ...(named ? [element("div", { class: "name", title: tile.name, style: { "font-size": `${Math.max(10, Math.min(13, size * 0.55))}px` } }, tile.name)] : []),
      element("div", { class: "value", style: { "font-size": `${size}px`, ...(filled ? {} : { color: ink }) } }, number, unit ? element("span", { class: "unit" }, unit) : ""),
    );
    box.append(made);
    if (options.graphMode === "area" && !beside && height > 70 && tile.values.some((one) => one !== null)) spark(made, tile, filled ? ink : colour);
  }

  function fit(text, room, high, named) {
    const context = (fit.canvas ??= document.createElement("canvas")).getContext("2d");
    context.font = "600 100px Inter, 'Helvetica Neue', Arial, sans-serif";
    const wide = context.measureText(text).width / 100;
    return Math.max(11, Math.min(named ? 34 : 46, high * (named ? 0.6 : 0.55), room / wide));
  }

  function spark(tile, one, colour) {
    const under = element("div", { class: "spark" });
    tile.prepend(under);
    charts.draw(under, {
      cursor: { show: false }, padding: [2, 0, 0, 0],
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: true }, y: { range: (_, low, high) => (low === null ? [0, 1] : [low - (high - low) * 0.1 - 1e-12, high + (high - low) * 0.05 + 1e-12]) } },
      series: [{}, { stroke: colours.alpha(colour, 0.75), fill: colours.alpha(colour, 0.14), width: 1, points: { show: false } }],
    }, [data.times(), one.values]);
  }
};
