// @ts-nocheck
// Charts are drawn for the width of the screen, and paper is narrower: each is told how far to shrink, so that its
// right end is not cut off. The page's script is not asked while a browser lays out paper, so it is said before.
const PAPER = 680; // px of a line on A4 between the margins of print.css

function fitToPaper() {
  for (const chart of document.querySelectorAll(".stPlotlyChart")) {
    const wide = Math.max(0, ...[...chart.querySelectorAll(".main-svg")].map((svg) => svg.width.baseVal.value));
    chart.style.setProperty("--print-zoom", wide > PAPER ? (PAPER / wide).toFixed(3) : "1");
  }
}

if (!document.__pactlinePrints) {
  document.__pactlinePrints = true;
  window.addEventListener("beforeprint", fitToPaper);
}
