// What is heavy waits until the reader sees what was pressed for.
/**
 * Do something once the browser has painted what stands by then.
 *
 * @param {() => void} act
 * @returns {() => void} Calls it off.
 */
export function painted(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  // What a frame calls is done before it is painted; a task of its own comes after.
  const frame = requestAnimationFrame(() => {
    later = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(later);
  };
}
