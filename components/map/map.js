// The maps in the browser: Plotly draws what Python has placed, and every mark is a real link over it, so that
// mouse, touch and keyboard need nothing of ours. Links stand at shares of the map's size: they fit any width.
import { el } from "../parts/elements.js";
import { asset, letGo, plotly } from "../parts/plotly.js";

/** @type {WeakMap<HTMLElement, PlaceMaps>} */
const MAPS = new WeakMap();

/** @param {Component} component */
export default function placeMaps(component) {
  const { parentElement, data } = component;
  let maps = MAPS.get(parentElement);
  if (!maps) MAPS.set(parentElement, (maps = new PlaceMaps(parentElement)));
  maps.tell = (name, value) => component.setStateValue(name, value);
  maps.words = component.words;
  maps.update(data);
  return () => {
    maps.destroy();
    MAPS.delete(parentElement);
  };
}

// The outlines of all windows, fetched once for all pages; the address is relative as the bundle's is.
function outlines() {
  window.__pactlineLand ??= fetch(asset("geo/land.json"))
    .then((answer) => {
      if (!answer.ok) throw new Error("land");
      return answer.json();
    })
    .catch((error) => {
      window.__pactlineLand = undefined; // the next run may try again
      throw error;
    });
  return window.__pactlineLand;
}

class PlaceMaps {
  /** @type {Tell} */
  tell;
  /** @type {any} */
  words;
  /** @type {any} */
  data;
  /** @type {string} */
  said;
  /** @type {number} */
  width;
  /** @type {number} */
  asked;
  /** @type {boolean} */
  gone;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resizing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  redrawing;
  /** @type {Map<string, any>} */
  panes;

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = el("div", { class: "maps" });
    this.live = el("p", { class: "visually-hidden", role: "status" });
    this.panes = new Map();
    parent.append(this.root, this.live);
    this.sizer = new ResizeObserver(() => this.resized());
    this.sizer.observe(this.root);
  }

  destroy() {
    this.gone = true;
    this.sizer.disconnect();
    clearTimeout(this.resizing);
    clearTimeout(this.redrawing);
    for (const pane of this.panes.values()) if (pane.drawing) letGo(pane.art, pane.drawing);
    this.root.remove();
    this.live.remove();
  }

  /** @param {any} data */
  update(data) {
    this.data = data;
    for (const map of data.maps) this.pane(map);
    if (this.said !== undefined && this.said !== data.said) this.live.textContent = data.said;
    this.said = data.said;
    this.resized();
    this.draw();
  }

  /** @param {any} map */
  pane(map) {
    let pane = this.panes.get(map.window);
    if (!pane) {
      pane = {
        figure: el("figure", { class: "map" }),
        field: el("div", { class: "map-field" }),
        art: el("div", { class: "map-art", role: "img" }),
        marks: el("ul", { class: "map-marks" }),
        name: el("figcaption"),
      };
      pane.field.append(pane.art, pane.marks);
      pane.figure.append(pane.name, pane.field);
      this.panes.set(map.window, pane);
      this.root.append(pane.figure);
    }
    pane.map = map;
    pane.name.textContent = map.title;
    pane.figure.style.flexGrow = map.ratio;
    pane.field.style.aspectRatio = map.ratio;
    pane.art.setAttribute("aria-label", map.alt);
    pane.marks.setAttribute("aria-label", map.title);
    this.links(pane);
  }

  // The links stay the same elements where they can: the one that has the keyboard's focus must not go.
  /** @param {any} pane */
  links(pane) {
    const before = new Map([...pane.marks.children].map((item) => [item.dataset.place, item]));
    const items = pane.map.links.map((/** @type {any} */ mark) => {
      const item =
        before.get(mark.place) ||
        el(
          "li",
          { "data-place": mark.place },
          el("a", { "data-go": "map", "data-stay": "1" }, el("span", { class: "map-tip" })),
        );
      item.style.left = `${mark.x * 100}%`;
      item.style.top = `${mark.y * 100}%`;
      item.style.setProperty("--size", `${mark.size}px`);
      item.classList.toggle("left", mark.x > 0.6);
      const link = item.firstChild;
      link.setAttribute("href", mark.href);
      link.firstChild.textContent = mark.words;
      if (mark.open) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      return item;
    });
    for (const item of before.values()) if (!items.includes(item)) item.remove();
    items.forEach((/** @type {any} */ item, /** @type {number} */ n) => {
      if (pane.marks.children[n] !== item) pane.marks.insertBefore(item, pane.marks.children[n] || null);
    });
  }

  async draw() {
    let Plotly;
    let land;
    try {
      [Plotly, land] = await Promise.all([plotly(), outlines()]);
    } catch {
      if (!this.gone) for (const pane of this.panes.values()) pane.art.textContent = this.words.failed;
      return;
    }
    if (this.gone) return;
    for (const pane of this.panes.values()) {
      const width = pane.field.clientWidth;
      if (!width) continue;
      const content = JSON.stringify([pane.map.data, pane.map.layout, width]);
      if (content === pane.content) continue;
      pane.content = content;
      const [first, ...rest] = structuredClone(pane.map.data); // Plotly writes into what it is given
      const layout = structuredClone(pane.map.layout);
      if (!pane.drawn) pane.art.replaceChildren(); // the words that said it could not be drawn
      pane.drawing = Plotly.react(
        pane.art,
        [{ ...first, ...coast(land[pane.map.window], pane.map.box) }, ...rest],
        { ...layout, width, height: width / pane.map.ratio },
        { staticPlot: true, responsive: false },
      );
      await pane.drawing;
      if (this.gone) return;
      pane.drawn = true;
      pane.figure.dataset.ready = "";
    }
    this.root.toggleAttribute("data-settled", this.rounded() === this.data.width);
  }

  // The width to ask figures for, so that a scroll bar or a dragged edge does not ask each time.
  rounded() {
    return Math.floor(this.root.clientWidth / 20) * 20;
  }

  resized() {
    const width = this.root.clientWidth;
    if (!width || !this.data) return;
    this.root.classList.toggle("side", width >= this.data.wide);
    if (width !== this.width) {
      this.width = width;
      this.root.removeAttribute("data-settled");
      clearTimeout(this.redrawing);
      this.redrawing = setTimeout(() => this.draw(), 60);
    }
    const rounded = this.rounded();
    clearTimeout(this.resizing);
    if (rounded === this.data.width || rounded === this.asked) return;
    const ask = () => {
      this.asked = rounded;
      this.tell("width", rounded);
    };
    if (this.asked === undefined) ask();
    else this.resizing = setTimeout(ask, 250);
  }
}

// Rings of whole steps (4096 over a window's width, and over its height) as one line with gaps, in degrees.
/**
 * @param {number[][]} rings
 * @param {[west: number, south: number, east: number, north: number]} box
 */
function coast(rings, [west, south, east, north]) {
  /** @type {(number | null)[][]} */
  const [x, y] = [[], []];
  for (const ring of rings) {
    for (let n = 0; n < ring.length; n += 2) {
      x.push(west + (ring[n] / 4096) * (east - west));
      y.push(south + (ring[n + 1] / 4096) * (north - south));
    }
    x.push(null);
    y.push(null);
  }
  return { x, y };
}
