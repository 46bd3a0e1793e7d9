// Cards, list, reactions and register as a selection leaves them, on the day of `known` as they were then.
// Hide what is not shown, in the cards, the list, the reactions and the register alike.
import { $, $$, CARDS, CLAIMS, DATA, folded, own, PLACES, plural, REACTIONS, WORDS } from "./book.js";
import { narrowList, statusMark } from "./list.js";
import { factsOf, housesOf } from "./narrowing.js";
import { settled } from "./select.js";
import { state } from "./state.js";

export function narrow() {
  const { events } = state.result;
  const { known } = state.chosen;
  const facts = factsOf(DATA, state.result);
  state.facts = facts;
  for (const [id, card] of CARDS) {
    card.classList.toggle("left-out", !events.has(PLACES.get(id)));
    if (!folded(card)) adapt(card, id);
  }
  answers($("#view-reactions"));
  for (const group of $$(".stakeholder")) group.hidden = !$$("[data-reaction]", group).some((one) => !one.hidden);
  document.body.classList.toggle("then", known !== null);
  narrowList(
    $(".event-list:not(#group)"),
    (id) => {
      const place = PLACES.get(id);
      return events.has(place) ? (facts.get(place) ?? null) : undefined;
    },
    WORDS,
  );
  $(".event-list:not(#group)").classList.toggle("newest", state.chosen.sort);
  registers();
}

/**
 * @param {Element} card
 * @param {string} id
 */
export function adapt(card, id) {
  const { claims, then } = state.result;
  const { known } = state.chosen;
  const place = PLACES.get(id);
  const own = $$(".claim", card);
  own.forEach((claim) => rewind(claim, claims, then));
  const shown = state.facts.get(place)?.n || 0;
  const some = $(".some", card);
  if (some)
    some.textContent =
      shown === own.length ? "" : WORDS.some_claims.replace("{shown}", shown).replace("{n}", own.length);
  const summary = $(".summary", card);
  if (summary) summary.hidden = !settled(DATA, known)(place);
  for (const link of $$(".ev-line li:not(.own)", card)) link.hidden = !onDay(eventOf($("a", link)), known);
  card.classList.toggle("rewound", known !== null);
  answers(card);
  glance(card, known, shown === own.length);
}

// What is read at one glance is made of all claims as they stand today: of fewer, or on an earlier day, only what holds
// for these is left of it.
/**
 * @param {Element} card
 * @param {number | null} known
 * @param {boolean} whole
 */
function glance(card, known, whole) {
  const { claims } = state.result;
  const there = (/** @type {string} */ id) => claims.has(CLAIMS.get(id));
  const dots = $$("[data-of]", card);
  for (const dot of dots) dot.hidden = !state.result.reactions.has(REACTIONS.get(dot.dataset.of));
  for (const row of $$(".ev-scale tbody tr, .ev-silences", card))
    row.hidden = $$("[data-of]", row).every((one) => one.hidden);
  card.classList.toggle("narrowed", !whole || known !== null || dots.some((dot) => dot.hidden));
  for (const line of $$(".ev-digest li", card))
    line.hidden = known !== null || !line.dataset.claims.split(" ").every(there);
  for (const group of $$(".ev-dis", card)) {
    const [first, ...others] = $$(".ev-say", group);
    for (const one of others) one.hidden = later(one, known);
    group.hidden = !there(first.dataset.other) || others.every((one) => one.hidden);
    if (!group.hidden) for (const one of $$(".ev-say[data-other]", group)) renamed(one, one.dataset.other);
  }
}

/**
 * Whether a word of a disagreement came after a day.
 * @param {HTMLElement} word
 * @param {number | null} known
 */
function later(word, known) {
  if (known === null) return false;
  if (word.dataset.source) return own(DATA.published, word.dataset.source) > known;
  const place = CLAIMS.get(word.dataset.other ?? "");
  return place === undefined || DATA.claims[place][2] > known;
}

/**
 * Say a claim's status as it was then.
 * @param {HTMLElement} where
 * @param {string | undefined} claim
 */
function renamed(where, claim) {
  const place = CLAIMS.get(claim ?? "");
  const mark = $(".status", where);
  if (place === undefined || !mark) return;
  const status = DATA.names.status[state.result.then[place].status][0];
  if (!mark.classList.contains(`status-${status}`)) mark.replaceWith(statusMark(status, WORDS));
}

/** @param {ParentNode} where */
function answers(where) {
  const { reactions } = state.result;
  for (const reaction of $$("[data-reaction]", where)) {
    const place = REACTIONS.get(reaction.dataset.reaction);
    reaction.hidden = !reactions.has(place);
    if (!reaction.hidden) late($$(".citation", reaction), DATA.reactions[place][3]);
  }
}

// A claim as it was: its status, its voices, its citations and what contradicted it then.
/**
 * @param {any} claim
 * @param {Set<number>} claims
 * @param {import("./types.js").Then[]} then
 */
function rewind(claim, claims, then) {
  const { known } = state.chosen;
  const place = CLAIMS.get(claim.id);
  claim.hidden = !claims.has(place);
  if (claim.hidden) return;
  const was = then[place];
  const status = DATA.names.status[was.status][0];
  const mark = $(".status", claim);
  if (!mark.classList.contains(`status-${status}`)) mark.replaceWith(statusMark(status, WORDS));
  const sign = $(".ev-mark", claim);
  sign.className = `ev-mark status-${status}`;
  $(".sign", sign).textContent = WORDS.signs[status];
  $(".visually-hidden", sign).textContent = `${WORDS.status[status]} `;
  const voices = $(".claim-facts > .voices", claim);
  if (DATA.claims[place][4].length && voices) {
    voices.className = was.citations ? "voices" : "voices missing";
    voices.textContent = was.citations
      ? [plural(WORDS.independent, was.independent), ...(was.outlets ? [plural(WORDS.outlets, was.outlets)] : [])].join(
          ", ",
        )
      : WORDS.no_source_then;
    if (known !== null) $(".ev-behind", claim).textContent = voices.textContent;
  }
  late($$(".citation", claim), DATA.claims[place][4]);
  $$(".claim-history .was", claim).forEach((one, n) => {
    one.hidden = known !== null && DATA.claims[place][5][n][0] > known;
  });
}

// Hide the citations of publications that came later.
/**
 * @param {HTMLElement[]} lines
 * @param {any[]} citations
 */
function late(lines, citations) {
  const { known } = state.chosen;
  lines.forEach((/** @type {any} */ line, /** @type {number} */ n) => {
    line.hidden = known !== null && citations[n][0] > known;
  });
}

const eventOf = (/** @type {Element | null} */ link) =>
  new URLSearchParams(link?.getAttribute("href")?.split("?")[1] || "").get("event");

/**
 * @param {string | null} id
 * @param {number | null} known
 */
function onDay(id, known) {
  const place = PLACES.get(id ?? "");
  return (
    known === null ||
    DATA.claims.some((/** @type {[number, unknown, number]} */ [event, , day]) => event === place && day <= known)
  );
}

// The register: publishers that what is shown cites, with the claims that cite them; no later publications.
function registers() {
  const { known } = state.chosen;
  const { all, claims: counts } = housesOf(DATA, state.result, known);
  state.publishers = all.size;
  const houses = new Map(
    DATA.names.publisher.map((/** @type {[string]} */ [id], /** @type {number} */ place) => [id, place]),
  );
  for (const house of $$(".publisher[data-publisher]")) {
    const place = houses.get(house.dataset.publisher);
    house.hidden = place !== undefined && !all.has(place);
    if (house.hidden) continue;
    $(".cited", house).textContent = plural(WORDS.cited, counts.get(place) || 0);
    for (const line of $$("[data-source]", house))
      line.hidden = known !== null && own(DATA.published, line.dataset.source) > known;
  }
  for (const group of $$(".house-group")) group.hidden = $$(".publisher", group).every((house) => house.hidden);
}
