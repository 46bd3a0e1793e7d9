// A browser part gets its style sheet once, and the words it says whatever its data.
/** @param {(component: Component) => unknown} main */
export function dressed(main) {
  return (/** @type {string} */ style, /** @type {any} */ words) => {
    const done = new WeakSet();
    return (/** @type {Component} */ component) => {
      const root = component.parentElement;
      if (style && !done.has(root)) {
        done.add(root);
        const sheet = document.createElement("style");
        sheet.textContent = style;
        root.prepend(sheet);
      }
      return main({ ...component, words });
    };
  };
}
