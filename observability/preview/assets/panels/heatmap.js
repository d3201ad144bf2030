// A distribution over time: a row for each bucket, the more events the brighter.
preview.panels.heatmap = (box, { panel, series, shown, zoom }) => {
  const { element, fields, colours, charts, data, units } = preview;
  const options = panel.options ?? {};
  const rows = trimmed(series.filter((one) => one.bounds[1] !== undefined));
  const times = data.times();
  const least = options.filterValues?.le ?? 1e-9;
  const most = rows.reduce((found, one) => one.values.reduce((high, value) => (value > high ? value : high), found), 0);
  if (!rows.length || most <= least) {
    box.append(element("p", { class: "nothing" }, fields.config(panel, { name: "" }).noValue ?? "No data"));
    return;
  }
  const unit = options.yAxis?.unit ?? panel.fieldConfig?.defaults?.unit;
  const cell = options.cellValues?.unit ?? "short";
  const exponent = options.color?.exponent ?? 0.5;
  const colour = (value) => colours.cividis((value / most) ** exponent);
  const bound = (value) => (value === "+Inf" ? "∞" : units.format(Number(value), unit));

  const canvas = element("div", { class: "chart" });
  box.append(canvas);
  if (options.legend?.show !== false) {
    const stops = [0, 0.25, 0.5, 0.75, 1].map((at) => colours.cividis(at ** exponent)).join(", ");
    box.append(element("div", { class: "scale" }, element("span", {}, units.format(0, cell)),
      element("span", { class: "ramp", style: { "background-image": `linear-gradient(to right, ${stops})` } }), element("span", {}, units.format(most, cell))));
  }
  const marks = charts.annotations(shown);
  const hint = charts.tooltip((chart, at) => {
    const row = Math.floor(chart.posToVal(chart.cursor.top, "y"));
    const one = rows[row];
    const value = one?.values[at];
    if (!one || value === null) return [];
    return [element("div", { class: "line" }, element("span", { class: "name" }, `${bound(one.bounds[0])} to ${bound(one.bounds[1])}`), element("span", { class: "value" }, units.format(value, cell)))];
  });
  const every = Math.max(1, Math.ceil(rows.length / Math.max(2, Math.floor(canvas.clientHeight / 22))));
  charts.draw(canvas, {
    padding: [8, 18, 0, 0],
    cursor: { ...charts.cursor(zoom), points: { show: false } },
    scales: { x: { time: true, range: () => [times[0], times.at(-1)] }, y: { range: () => [0, rows.length] } },
    axes: [charts.timeAxis(), charts.valueAxis(unit, {
      splits: () => Array.from({ length: rows.length + 1 }, (_, index) => index).filter((index) => index % every === 0),
      values: (_, splits) => splits.map((index) => (index === 0 ? bound(rows[0].bounds[0]) : bound(rows[index - 1].bounds[1]))),
      grid: { show: false },
    })],
    series: [{}, { stroke: "transparent", points: { show: false } }],
    hooks: {
      init: [hint.hooks.init], destroy: [hint.hooks.destroy], setCursor: [hint.hooks.setCursor], setSelect: [charts.select(zoom)],
      draw: [cells, charts.annotated(marks)],
    },
  }, [times, times.map(() => null)]);

  // Empty buckets at both ends say nothing.
  function trimmed(found) {
    const full = found.map((one) => one.values.some((value) => value > 1e-9));
    const [first, last] = [full.indexOf(true), full.lastIndexOf(true)];
    return first < 0 ? [] : found.slice(first, last + 1);
  }

  function cells(chart) {
    const { ctx: context } = chart;
    const step = data.range().step / 1000;
    const width = chart.valToPos(times[0] + step, "x", true) - chart.valToPos(times[0], "x", true);
    const gap = width > 4 * devicePixelRatio ? devicePixelRatio : 0;
    context.save();
    context.beginPath();
    context.rect(chart.bbox.left, chart.bbox.top, chart.bbox.width, chart.bbox.height);
    context.clip();
    rows.forEach((one, row) => {
      const top = chart.valToPos(row + 1, "y", true);
      const height = chart.valToPos(row, "y", true) - top;
      one.values.forEach((value, at) => {
        if (value === null || value <= least) return;
        context.fillStyle = colour(value);
        const left = chart.valToPos(times[at], "x", true) - width;
        context.fillRect(Math.floor(left), Math.floor(top), Math.ceil(width - gap), Math.ceil(height - devicePixelRatio));
      });
    });
    context.restore();
  }
};
