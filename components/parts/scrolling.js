/**
 * Return what scrolls when an element is scrolled with the page: the nearest of those around it that can.
 *
 * @param {Element | null} inside
 * @returns {Element | null}
 */
export function scroller(inside) {
  for (let around = inside; around; around = around.parentElement)
    if (/auto|scroll/.test(getComputedStyle(around).overflowY) && around.scrollHeight > around.clientHeight)
      return around;
  return document.scrollingElement;
}
