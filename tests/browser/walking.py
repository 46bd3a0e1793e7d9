"""Ways through the app that cost less than loading it anew: a load takes four times what a followed link does."""

from playwright.sync_api import Page

# A link of ours, clicked; it ends when the app has run for it. Streamlit tells on its own element whether it runs.
_FOLLOW = """async (href) => {
  const app = document.querySelector(".stApp[data-test-script-state]");
  const rested = (begin) => new Promise((done) => {
    const look = (_, watch) => {
      if (app.dataset.testScriptState !== "notRunning") return;
      watch.disconnect();
      done();
    };
    new MutationObserver(look).observe(app, { attributeFilter: ["data-test-script-state"] });
    begin();
  });
  if (app.dataset.testScriptState !== "notRunning") await rested(() => {}); // an open page asks now and then by itself
  const link = Object.assign(document.createElement("a"), { href, hidden: true });
  link.dataset.go = "page";
  document.body.append(link);
  await rested(() => link.click());
  link.remove();
}"""


def follow(page: Page, address: str) -> None:
    """Go to another address of the open app as a link of a page does, and wait until the app has run for it.

    For walks over many pages that ask the same of each. What stands before the app does not come into it: tests about
    that load their pages.
    """
    page.evaluate(_FOLLOW, address)
