// Runs in every measured page, before its own scripts: says when marks are painted and how evenly frames come.
(() => {
  const roots = function* (root) {
    yield root;
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) yield* roots(one.shadowRoot);
  };
  const all = (what) => {
    const plain = [...document.querySelectorAll(what)];
    if (plain.length || !window.bench.deep) return plain;
    return [...roots(document)].flatMap((root) => [...root.querySelectorAll(what)]);
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const seen = (what) => all(what).slice(0, 1).some((one) => one.checkVisibility({ visibilityProperty: true }));
  // What the first marks look like: it changes when another picture is drawn.
  const look = (what) => {
    const marks = all(what);
    const facts = (one) => one.getAttribute("transform") + one.getAttribute("d") + one.getAttribute("style") + one.textContent;
    return marks.length + marks.slice(0, 60).map(facts).join("|");
  };
  window.bench = {
    deep: false,
    moved: 0, // layout shift, but for what a reader has just asked for
    // Ms from the start of the navigation until marks are there and their frame is painted.
    async painted(marks, deep) {
      this.deep = deep;
      while (!seen(marks)) await frame();
      await frame();
      return performance.now();
    },
    // Ms from a click until the picture is another one.
    async changed(button, marks) {
      const before = look(marks);
      const begin = performance.now();
      all(button)[0].click();
      do await frame();
      while (look(marks) === before || !all(marks).length);
      await frame();
      return performance.now() - begin;
    },
    click(button) {
      all(button)[0].click();
    },
    // Ms between frames, until `stop` is set.
    async frames() {
      const times = [];
      this.stop = false;
      while (!this.stop) times.push(await frame());
      return times.slice(1).map((time, n) => time - times[n]);
    },
  };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.bench.moved += one.value;
  }).observe({ type: "layout-shift", buffered: true });
})();
