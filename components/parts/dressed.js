// @ts-nocheck
// A browser part gets its style sheet once, and the words it says whatever its data.
export function dressed(main) {
  return (style, words) => {
    const done = new WeakSet();
    return (component) => {
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
