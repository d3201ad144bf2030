// The titles of open panels in which nothing is drawn: no canvas with three colours, nor values in words, nor good news.
() => [...document.querySelectorAll(".panel")].filter((panel) => {
  if (!panel.checkVisibility()) return false;
  const drawn = [...panel.querySelectorAll("canvas")].some((canvas) => {
    if (!canvas.width || !canvas.height) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let at = 0; at < data.length && colours.size < 4; at += 4) if (data[at + 3] > 40) colours.add(data.slice(at, at + 3).join());
    return colours.size >= 3;
  });
  const nothing = panel.querySelector(".nothing");
  const news = nothing && (nothing.matches(".good") || /^(No errors|Nothing fire[sd]|None missed)$/.test(nothing.innerText));
  const words = panel.querySelector(".body").innerText.trim();
  const holds = panel.querySelector("td, .tile .value, .alert, .dial, .fill, .piece, .prose");
  return panel.querySelector(".failed") || (nothing ? !news : !(drawn || (holds && words)));
}).map((panel) => panel.querySelector("h3").innerText)
