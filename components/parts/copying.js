/**
 * Put words on the clipboard.
 *
 * @param {string} words
 */
export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // Without https or the permission: the old way still works.
    const field = document.createElement("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

/**
 * Let a button say for a moment that it is done: in its label, where it has one beside a sign.
 *
 * @param {HTMLElement} button
 * @param {string | undefined} words
 */
export function say(button, words) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  label.textContent = words ?? before;
  button.toggleAttribute("data-said", true);
  setTimeout(() => {
    label.textContent = before;
    button.removeAttribute("data-said");
  }, 1600);
}

/**
 * The address that a button copies: the short one that it carries, else the page's own; with the edition that is shown,
 * so that it says what has changed once it is opened later.
 *
 * @param {HTMLElement} button
 * @param {string} base of the app
 * @param {string} here of the page
 * @param {string} [edition] that is shown; none where the record has none
 */
export function addressOf(button, base, here, edition = shown()) {
  const address = new URL(button.dataset.link ?? here, base);
  if (edition) address.searchParams.set("edition", edition);
  else address.searchParams.delete("edition");
  return address.href;
}

const shown = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-edition]"))?.dataset.edition;
