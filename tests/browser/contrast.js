// Texts that are hard to read on what is behind them: a contrast below 4.5, or below 3 where they are large (WCAG 2.2, AA).
() => {
  const parsed = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const over = (top, under) => top.slice(0, 3).map((value, at) => value * (top[3] ?? 1) + under[at] * (1 - (top[3] ?? 1)));
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) layers.push(colour);
      if (colour.length === 3) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("script, style, noscript, .skip") || !parent.checkVisibility()) continue;
    const style = getComputedStyle(parent);
    const under = behind(parent);
    const [high, low] = [luminance(over(parsed(style.color), under)), luminance(under)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const found = (high + 0.05) / (low + 0.05);
    if (found < least) faults.add(`${found.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)} (${parent.className || parent.tagName})`);
  }
  return [...faults];
}
