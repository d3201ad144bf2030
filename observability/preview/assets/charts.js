// What all charts have in common: axes, the time at the bottom, marks for annotations, one cross-hair, zooming.
preview.charts = (() => {
  const { colours, units, data, element } = preview;
  const alive = new Map();
  const SYNC = "cross-hair";
  const FONT = '11px Inter, "Helvetica Neue", Arial, sans-serif';

  const grid = () => ({ stroke: colours.variable("--grid"), width: 1 });
  const two = (number) => String(number).padStart(2, "0");
  const clock = (seconds, withDay) => {
    const at = new Date(seconds * 1000);
    const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
    return withDay ? `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${time}` : time;
  };

  const timeAxis = () => ({
    stroke: colours.variable("--muted"), grid: grid(), ticks: { show: false }, font: FONT, size: 26, gap: 4, space: 60,
    values: (_, splits) => splits.map((at) => clock(at, false)),
  });
  const valueAxis = (unit, settings = {}) => ({
    stroke: colours.variable("--muted"), grid: grid(), ticks: { show: false }, font: FONT, gap: 4, space: 28,
    values: (_, splits) => labels(splits, unit),
    size: (chart, values) => axisWidth(chart, values ?? []),
    ...settings,
  });
  // As many digits for all marks as the narrowest step needs.
  const labels = (splits, unit) => splits.map((value) => (value === null ? "" : units.format(value, unit, marks(splits, value, unit))));
  const marks = (splits, value, unit) => {
    if (unit === "percentunit" && splits.length > 1) {
      const step = Math.abs(splits[1] - splits[0]) * 100;
      return step >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(step) - 1e-9));
    }
    const number = Number(units.parts(value, unit, 3)[0]);
    return Number.isFinite(number) ? Math.min(3, (String(number).split(".")[1] ?? "").length) : undefined;
  };
  const axisWidth = (chart, values) => {
    const context = chart.ctx;
    context.save();
    context.font = FONT;
    const widest = Math.max(0, ...values.map((value) => context.measureText(value ?? "").width));
    context.restore();
    return Math.ceil(widest) + 14;
  };

  // A chart in a box, as large as the box; it is drawn anew when that changes, and gone with it.
  const draw = (box, options, rows, after = () => {}) => {
    const size = () => ({ width: Math.max(40, Math.floor(box.clientWidth)), height: Math.max(24, Math.floor(box.clientHeight)) });
    const chart = new uPlot({ ...size(), ms: 1e-3, legend: { show: false }, tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "UTC"), ...options }, rows, box);
    chart.root.setAttribute("aria-hidden", "true");
    const watcher = new ResizeObserver(() => {
      const { width, height } = size();
      if (width !== chart.width || height !== chart.height) chart.setSize({ width, height });
    });
    watcher.observe(box);
    alive.set(box, () => {
      watcher.disconnect();
      chart.destroy();
    });
    after(chart);
    return chart;
  };
  const clear = () => {
    for (const end of alive.values()) end();
    alive.clear();
  };

  const cursor = (chosen) => ({
    sync: { key: SYNC, scales: ["x", null] },
    points: { size: 6 },
    drag: { x: Boolean(chosen), y: false, setScale: false },
    bind: { dblclick: () => () => chosen?.(null) },
  });
  const select = (chosen) => (chart) => {
    if (!chosen || chart.select.width < 8) return;
    const from = chart.posToVal(chart.select.left, "x");
    const to = chart.posToVal(chart.select.left + chart.select.width, "x");
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    chosen([from * 1000, to * 1000]);
  };

  // Lines at thresholds over the width of the chart.
  const thresholds = (settings) => (chart) => {
    const mode = settings.custom?.thresholdsStyle?.mode ?? "off";
    if (mode === "off") return;
    const { ctx: context, bbox } = chart;
    context.save();
    context.beginPath();
    context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    context.clip();
    context.lineWidth = 1.5 * devicePixelRatio;
    context.setLineDash(mode.includes("dashed") ? [6 * devicePixelRatio, 5 * devicePixelRatio] : []);
    for (const step of settings.thresholds?.steps ?? []) {
      if (step.value === null) continue;
      const y = chart.valToPos(step.value, "y", true);
      if (!Number.isFinite(y)) continue;
      context.strokeStyle = colours.resolve(step.color);
      context.beginPath();
      context.moveTo(bbox.left, y);
      context.lineTo(bbox.left + bbox.width, y);
      context.stroke();
    }
    context.restore();
  };

  // Annotations of a dashboard in the chosen time: from when to when, in seconds, with words.
  const annotations = (shown) => {
    const found = [];
    const times = data.times();
    (shown.json.annotations?.list ?? []).filter((one) => one.enable && (one.target?.expr ?? one.expr)).forEach((annotation, index) => {
      const answer = data.answer(shown.annotations[index]);
      for (const series of answer?.series ?? []) {
        const row = data.row(series);
        const title = preview.text((annotation.titleFormat || annotation.name || "").replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => series.labels[label] ?? ""));
        let since = null;
        row.forEach((value, at) => {
          if (value !== null && since === null) since = at;
          if (since !== null && (value === null || at === row.length - 1)) {
            found.push({ from: times[since], to: times[value === null ? at - 1 : at], title, colour: colours.resolve(annotation.iconColor), name: preview.text(annotation.name) });
            since = null;
          }
        });
      }
    });
    return found;
  };
  // Times that one annotation marks, those that overlap as one: laid over each other they would hide the graph.
  const joined = (marks) => {
    const found = [];
    for (const mark of [...marks].sort((a, b) => a.from - b.from)) {
      const open = found.find((one) => one.name === mark.name && mark.from <= one.to);
      if (open) open.to = Math.max(open.to, mark.to);
      else found.push({ ...mark });
    }
    return found;
  };
  const annotated = (marks) => (chart) => {
    const { ctx: context, bbox } = chart;
    context.save();
    for (const { from, to, colour } of joined(marks)) {
      const left = chart.valToPos(from, "x", true);
      context.fillStyle = colours.alpha(colour, 0.09);
      context.fillRect(left, bbox.top, Math.max(0, chart.valToPos(to, "x", true) - left), bbox.height);
    }
    for (const mark of marks) {
      const left = chart.valToPos(mark.from, "x", true);
      context.strokeStyle = colours.alpha(mark.colour, 0.6);
      context.lineWidth = devicePixelRatio;
      context.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      context.beginPath();
      context.moveTo(left, bbox.top);
      context.lineTo(left, bbox.top + bbox.height);
      context.stroke();
      context.setLineDash([]);
      context.fillStyle = mark.colour;
      context.beginPath();
      context.moveTo(left - 4 * devicePixelRatio, bbox.top + bbox.height + 6 * devicePixelRatio);
      context.lineTo(left + 4 * devicePixelRatio, bbox.top + bbox.height + 6 * devicePixelRatio);
      context.lineTo(left, bbox.top + bbox.height);
      context.fill();
    }
    context.restore();
  };

  // A box that follows the cross-hair; `lines` tells what stands in it at a position.
  const tooltip = (lines) => {
    let box = null;
    return {
      hooks: {
        init: (chart) => {
          box = element("div", { class: "tooltip chart-tooltip", hidden: true });
          document.body.append(box);
          chart.over.addEventListener("mouseleave", () => { box.hidden = true; });
        },
        destroy: () => box?.remove(),
        setCursor: (chart) => {
          const { idx, left, top } = chart.cursor;
          const hovered = chart.over.matches(":hover");
          if (!hovered || idx === null || idx === undefined || left < 0) {
            box.hidden = true;
            return;
          }
          const shown = lines(chart, idx);
          if (!shown.length) return;
          box.replaceChildren(element("div", { class: "when" }, clock(chart.data[0][idx], true), " UTC"), ...shown);
          box.hidden = false;
          const around = chart.over.getBoundingClientRect();
          const { width, height } = box.getBoundingClientRect();
          const x = around.left + left + 16 + width > innerWidth ? around.left + left - width - 16 : around.left + left + 16;
          box.style.left = `${Math.max(4, x)}px`;
          box.style.top = `${Math.max(4, Math.min(innerHeight - height - 4, around.top + top + 16))}px`;
        },
      },
    };
  };

  // Of bytes that are counted in powers of two, round numbers are powers of two.
  const BINARY = new Set(["bytes", "bits", "kbytes", "mbytes", "gbytes", "tbytes", "pbytes"]);
  const POWERS = Array.from({ length: 60 }, (_, power) => 2 ** power);

  // On an axis that is linear around 0: the library's own marks stand on the other side of 0 too, where the axis has ended.
  const marksAround0 = (low, high, linear) => {
    const found = [];
    for (let decade = linear; decade <= high; decade *= 10) for (let digit = 1; digit < 10; digit += 1) found.push(Number((digit * decade).toPrecision(6)));
    return [...found.map((value) => -value).reverse(), 0, ...found].filter((value) => value >= low && value <= high);
  };

  return { BINARY, marksAround0, POWERS, draw, clear, timeAxis, valueAxis, cursor, select, thresholds, annotations, annotated, tooltip, clock, FONT };
})();
