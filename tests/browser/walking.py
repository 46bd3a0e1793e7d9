"""Ways through the app that cost less than loading it anew: a load takes four times what a followed link does."""

from playwright.sync_api import Page

# A link of ours, clicked; it ends when the app has run for it. Streamlit tells on its own element whether it runs, but a
# run that begins and ends between two of its renderings leaves no trace there: a browser's promise has no limit of its
# own, and a walk that waited for that trace alone once hung until somebody ended it.
_FOLLOW = """async ([href, unseen, patience]) => {
  const rests = () => document.querySelector(".stApp[data-test-script-state]")?.dataset.testScriptState === "notRunning";
  const rested = (begin) => new Promise((done, fail) => {
    const watch = new MutationObserver(() => rests() && ended(done));
    const timers = [
      setTimeout(() => rests() && ended(done), unseen),
      setTimeout(() => ended(() => fail(new Error(`the app has not run for ${href}`))), patience),
    ];
    const ended = (how) => {
      watch.disconnect();
      timers.forEach(clearTimeout);
      how();
    };
    watch.observe(document.body, { subtree: true, attributeFilter: ["data-test-script-state"] });
    begin();
  });
  if (!rests()) await rested(() => {}); // an open page asks now and then by itself
  const link = Object.assign(document.createElement("a"), { href, hidden: true });
  link.dataset.go = "page";
  document.body.append(link);
  await rested(() => link.click());
  link.remove();
}"""
_UNSEEN = 5_000  # ms after which an app at rest has run for a link without a trace
_PATIENCE = 60_000  # ms


def follow(page: Page, address: str) -> None:
    """Go to another address of the open app as a link of a page does, and wait until the app has run for it.

    For walks over many pages that ask the same of each. What stands before the app does not come into it: tests about
    that load their pages.
    """
    page.evaluate(_FOLLOW, [address, _UNSEEN, _PATIENCE])
