// A finger on the sheet: down closes it, from its head or where it is not scrolled; sideways steps.
const FAR = 60; // px that a finger must go to mean it
const CLOSE = 90; // px down

/**
 * @param {HTMLElement} sheet
 * @param {{ wide: () => boolean; close: () => void; step: (way: "before" | "after") => void }} acts
 */
export function gestures(sheet, acts) {
  /** @type {{ x: number; y: number; head: boolean } | null} */
  let from = null;
  const rest = () => {
    from = null;
    sheet.style.transform = "";
  };
  sheet.addEventListener(
    "touchstart",
    (event) => {
      if (acts.wide() || event.touches.length !== 1) return rest();
      const body = event.target?.closest?.(".drawer-body");
      const { clientX: x, clientY: y } = event.touches[0];
      from = { x, y, head: !body || body.scrollTop <= 0 };
    },
    { passive: true },
  );
  sheet.addEventListener(
    "touchmove",
    (event) => {
      if (!from) return;
      const down = event.touches[0].clientY - from.y;
      const aside = Math.abs(event.touches[0].clientX - from.x);
      if (from.head && down > 0 && down > aside) {
        sheet.style.transform = `translateY(${down}px)`;
        event.preventDefault(); // the page would be reloaded, or scrolled
      }
    },
    { passive: false },
  );
  sheet.addEventListener("touchend", (event) => {
    if (!from) return;
    const { clientX, clientY } = event.changedTouches[0];
    const [aside, down, head] = [clientX - from.x, clientY - from.y, from.head];
    rest();
    if (head && down > CLOSE && down > Math.abs(aside)) acts.close();
    else if (Math.abs(aside) > FAR && Math.abs(aside) > 2 * Math.abs(down)) acts.step(aside < 0 ? "after" : "before");
  });
  sheet.addEventListener("touchcancel", rest);
}
