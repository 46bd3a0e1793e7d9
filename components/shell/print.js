// Charts are drawn for the width of the screen, and paper is narrower: each is told how far to shrink, so that its
// right end is not cut off. The page's script is not asked while a browser lays out paper, so it is said before.
import { charts } from "../parts/streamlit.js";

const PAPER = 680; // px of a line on A4 between the margins of print.css

function fitToPaper() {
  for (const [chart, widths] of charts()) {
    const wide = Math.max(0, ...widths);
    chart.style.setProperty("--print-zoom", wide > PAPER ? (PAPER / wide).toFixed(3) : "1");
  }
}

if (!document.__pactlinePrints) {
  document.__pactlinePrints = true;
  window.addEventListener("beforeprint", fitToPaper);
}
