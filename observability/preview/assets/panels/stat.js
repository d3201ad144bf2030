// One number, large, or a few of them, each with its recent past behind it.
preview.panels = {};
preview.panels.stat = (box, { panel, series, redraw }) => {
  const { element, fields, colours, charts, data } = preview;
  const options = panel.options ?? {};
  const calc = options.reduceOptions?.calcs?.[0] ?? "lastNotNull";
  const tiles = series.length ? series : [{ name: "", values: [], config: fields.config(panel, { name: "" }), none: true }];

  const inside = preview.room(box);
  const horizontal = options.orientation === "horizontal" ? false : options.orientation === "vertical" ? true : inside.width > inside.height * 1.6 && inside.width / tiles.length >= 110;
  box.classList.add("stats");
  const columns = horizontal ? tiles.length : 1;
  box.style.setProperty("--columns", columns);
  const width = inside.width / columns - 4;
  const height = inside.height / (horizontal ? 1 : tiles.length) - 4;

  const made = tiles.map(prepared);
  // All of one panel are as large.
  const size = Math.min(...made.map((one) => fit(one.number + one.unit, one.room.width, one.room.height, one.named)));
  made.forEach((one) => place(one));

  function prepared(tile) {
    const value = data.reduce(tile.values, calc);
    const [number, unit] = fields.parts(tile.config, value);
    const named = options.textMode === "value_and_name" || options.textMode === "name" || (tiles.length > 1 && options.textMode !== "value");
    const colour = value === null ? colours.resolve("text") : fields.colour(tile.config, value);
    const filled = String(options.colorMode).startsWith("background") && value !== null;
    const ink = filled ? colours.over(colour) : colours.readable(colour, colours.variable("--panel"), 3);
    const beside = named && height < 56;
    // The smallest print there is, where nothing else leaves room for both.
    const cramped = beside && lines(tile.name, 10) + wide(number + unit, "600 11px") + 18 > width;
    const small = cramped ? 9 : height < 34 ? 10 : 12;
    const one = wide(tile.name, `${small}px`) + 2;
    const label = named ? (one < width * 0.5 ? one : Math.min(width * 0.66, lines(tile.name, small))) : 0;
    const room = { width: width - (beside ? label + 14 : 12), height: height - 4 - (named && !beside ? 2 * small : 0) };
    return { tile, value, number, unit, named, colour, filled, ink, beside, small, label, room };
  }

  function place({ tile, number, unit, named, colour, filled, ink, beside, small, label }) {
    const made = element("div", { class: `tile${filled ? " filled" : ""}${beside ? " beside" : ""}`, style: filled ? { "background-color": colour, color: ink } : {} });
    made.append(
      ...(named ? [element("div", { class: "name", title: tile.name, style: { "font-size": `${small}px`, ...(beside ? { width: `${label}px` } : {}) } }, tile.name)] : []),
      element("div", { class: "value", style: { "font-size": `${size}px`, ...(filled ? {} : { color: ink }) } }, number, unit ? element("span", { class: "unit" }, unit) : ""),
    );
    box.append(made);
    if (options.graphMode === "area" && !beside && height > 70 && !String(tile.config.unit).startsWith("dateTime") && tile.values.some((one) => one !== null)) spark(made, tile, filled ? ink : colour);
  }

  function wide(text, font) {
    const context = (preview.panels.stat.canvas ??= document.createElement("canvas")).getContext("2d");
    context.font = `${font} Inter, "Helvetica Neue", Arial, sans-serif`;
    return context.measureText(text).width;
  }
  // How wide a name must be to stand on two lines.
  function lines(name, small) {
    const words = name.split(" ");
    const cuts = words.map((_, at) => Math.max(wide(words.slice(0, at).join(" "), `${small}px`), wide(words.slice(at).join(" "), `${small}px`)));
    return Math.ceil(Math.min(...cuts)) + 2;
  }
  function fit(text, room, high, named) {
    const share = wide(text, "600 100px") / 100;
    return Math.max(10, Math.min(named ? 34 : 46, high * (named ? 0.6 : 0.55), room / share));
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
