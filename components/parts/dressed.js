// A browser part gets its style sheet once, and the words it says whatever its data.
//
// Streamlit calls a part with each change of its data, and what that call returned when the part goes. Where the next
// change comes while a call is still awaited, as at a page's start, it ends that call too, and with it what the next
// has taken up: so only the end of the last call of a place is heard.
/** @param {(component: Component) => unknown} main */
export function dressed(main) {
  return (/** @type {string} */ style, /** @type {any} */ words) => {
    /** @type {WeakMap<HTMLElement, number>} */
    const calls = new WeakMap();
    return (/** @type {Component} */ component) => {
      const root = component.parentElement;
      const own = (calls.get(root) ?? 0) + 1;
      calls.set(root, own);
      if (style && own === 1) {
        const sheet = document.createElement("style");
        sheet.textContent = style;
        root.prepend(sheet);
      }
      const end = main({ ...component, words });
      return typeof end === "function" ? () => own === calls.get(root) && end() : end;
    };
  };
}
