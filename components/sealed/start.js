// The first script of the file, in words that old browsers know. That it runs is the proof that scripts run: from here
// on what is not on screen at once is read as text (fold), which costs next to nothing, and page.js makes elements of
// it when it is wanted. Where a header, a frame or a reader forbids scripts nothing is folded, whatever the browser
// announces. If page.js does not come to its end (too old a browser, a file that was cut off), all is unfolded again.
document.documentElement.className += " js";

// biome-ignore lint/correctness/noUnusedVariables: the templates call it
function fold() {
  document.write("<noscript>"); // its end tag stands in the file, where a parser passes over it if nothing was folded
}

function plain() {
  var root = document.documentElement,
    folded,
    hidden,
    parent,
    n;
  if (/(^| )ready( |$)/.test(root.className)) return;
  root.className = root.className.replace(/(^| )js( |$)/, " ");
  document.body.className = "";
  folded = document.querySelectorAll("noscript");
  for (n = 0; n < folded.length; n += 1) {
    parent = folded[n].parentElement;
    if (parent) parent.innerHTML = folded[n].textContent;
  }
  hidden = document.querySelectorAll(".view[hidden], .view [hidden]");
  for (n = 0; n < hidden.length; n += 1) hidden[n].removeAttribute("hidden");
}

document.addEventListener("DOMContentLoaded", plain);
