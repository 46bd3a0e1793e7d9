/**
 * Ask for the style sheet, once for each address; the router sees whether it came. An older one, of a server that was
 * replaced while the page was open, gives way once the new one is there.
 *
 * @param {string} address Relative to the app's.
 * @param {string} whole The same with all that stands before it.
 */
export function ask(address, whole) {
  const old = document.__pactlineSheet;
  if (old?.at === address) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: whole });
  const came = new Promise((done) => {
    link.onload = () => {
      old?.link.remove();
      done(true);
    };
    link.onerror = done;
  });
  document.__pactlineSheet = { at: address, link, came };
  document.head.append(link);
}
