// The words of a text, and what a reader who types some of them looks for: the rule of pactline/text/words.py and of
// pactline/search/word_index.py once more. tests/cases/search.json holds the two together.
import { fold } from "./folding.js";

/** @typedef {{ words: string[], quoted: boolean }} Term What has to stand somewhere: one word, or several in a row. */

const SHORT = 3;
const SIGNS =
  "\\x00-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\xd7\\xf7\\u055a-\\u055f\\u0589" +
  "\\u05be\\u05c0\\u05c3\\u05c6\\u05f3\\u05f4\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u1680" +
  "\\u2000-\\u206f\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303d\\u30a0\\u30fb" +
  "\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\ufffc\\ufffd";
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035" +
  "\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff" +
  "\\u{20000}-\\u{3ffff}";
const HANGUL = /[\uac00-\ud7a3]/;
const WORD = new RegExp(
  `(?<own>(?<=[^${SIGNS}])'s(?![^${SIGNS}]))` +
    `|(?<dots>(?<![^${SIGNS}])[a-z](?:\\.[a-z])+(?![^${SIGNS}]))` +
    `|(?<number>(?<![^${SIGNS}])[0-9]{1,3}(?:,[0-9]{3})+(?![^${SIGNS}]))` +
    `|[${UNSPACED}]|[^${SIGNS}${UNSPACED}]+`,
  "gu",
);
const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, "u");
const QUOTED = /"([^"]*)(?:"|$)/g;
/** @type {[RegExp, string][]} */
const SPELLINGS = [
  [/^(.{3,})(?:iy|yy|ii|ij|yj)$/u, "$1y"],
  [/^([a-z]{3,})our(s|ed|ing|able)?$/, "$1or$2"],
  [/^([a-z]{3,})ence(s|less)?$/, "$1ense$2"],
  [/^([a-z]{2,}[iy])s(e|ed|es|er|ers|ing|ation|ations)$/, "$1z$2"],
  [/^([a-z]{2,}[bt])re(s)?$/, "$1er$2"],
  [/^([a-z]{4,})amme(s|d)?$/, "$1am$2"],
  [/^([a-z]{3,})ogue(s)?$/, "$1og$2"],
  [/^([a-z]{3,}el)l(ed|ing|er|ers)$/, "$1$2"],
];
const SPELT_AS = new Map([
  ["ageing", "aging"],
  ["aeroplane", "airplane"],
  ["aluminium", "aluminum"],
  ["artefact", "artifact"],
  ["grey", "gray"],
  ["judgement", "judgment"],
  ["kharkov", "kharkiv"],
  ["kiev", "kyiv"],
  ["licence", "license"],
  ["manoeuvre", "maneuver"],
  ["nodong", "rodong"],
  ["odessa", "odesa"],
  ["sceptic", "skeptic"],
  ["sceptical", "skeptical"],
]);
const PLURALS = /** @type {[RegExp, string][]} */ ([
  [/^([a-z]{2,})ies$/, "$1y"],
  [/^([a-z]+(?:ss|x|ch|sh))es$/, "$1"],
  [/^([a-z]{2,}[^siu])s$/u, "$1"],
]);
const NO_PLURALS = new Set(["means", "news", "species"]);

/** The words of a folded text, in order. @param {string} folded @returns {string[]} */
export function wordsIn(folded) {
  const found = [];
  for (const { 0: text, groups } of folded.matchAll(WORD)) {
    if (groups?.own !== undefined) continue;
    found.push(groups?.dots ? text.replaceAll(".", "") : groups?.number ? text.replaceAll(",", "") : text);
  }
  return found;
}

/** What a reader's words ask for; all of it has to be found. @param {string} query @returns {Term[]} */
export function terms(query) {
  const folded = fold(query);
  /** @type {Map<string, Term>} */
  const found = new Map();
  const add = (/** @type {string} */ text, /** @type {boolean} */ quoted) => {
    const words = wordsIn(text);
    if (words.length) found.set(JSON.stringify([words, quoted]), { words, quoted });
  };
  const loose = (/** @type {string} */ text) => {
    for (const chunk of text.split(" ")) add(chunk, false);
  };
  let at = 0;
  for (const match of folded.matchAll(QUOTED)) {
    loose(folded.slice(at, match.index));
    add(match[1], true);
    at = match.index + match[0].length;
  }
  loose(folded.slice(at));
  return [...found.values()];
}

/** The one spelling of all that a folded word has. @param {string} word */
export function spelt(word) {
  const other = SPELT_AS.get(word);
  if (other) return other;
  return SPELLINGS.reduce((so_far, [pattern, instead]) => so_far.replace(pattern, instead), word);
}

/** What is the same of a folded word in all its spellings, singular and plural. @param {string} word */
export function key(word) {
  if ([...word].length <= SHORT || NO_PLURALS.has(word)) return spelt(word);
  const [pattern, instead] = PLURALS.find(([one]) => one.test(word)) ?? [/^$/, ""];
  return spelt(word.replace(pattern, instead));
}

const long = (/** @type {string} */ word) => [...word].length;
const mayBegin = (/** @type {string} */ word) => (long(word) >= SHORT && !/^[0-9]+$/.test(word)) || HANGUL.test(word);
const inside = (/** @type {string} */ word) => long(word) > 1 && HANGUL.test(word);

/** Texts that are searched, each by its place; what is within a word is found only where no word begins with it. */
export class WordIndex {
  /** @param {string[]} texts Folded. */
  constructor(texts) {
    this.words = texts.map(wordsIn);
    /** @type {Map<string, string[]>} Words as they stand, by what is the same of all their forms. */
    this.byKey = new Map();
    /** @type {Map<string, string[][]>} What is written in one, by the words that it is of. */
    this.compounds = new Map();
    for (const word of new Set(this.words.flat())) {
      const own = this.byKey.get(key(word));
      if (own) own.push(word);
      else this.byKey.set(key(word), [word]);
    }
    for (const chunk of new Set(texts.flatMap((text) => text.split(" ")))) {
      const parts = wordsIn(chunk);
      const one = joined({ words: parts, quoted: false });
      if (one) this.compounds.set(key(one), [...(this.compounds.get(key(one)) ?? []), parts]);
    }
  }

  /** The places of the texts that have a term. @param {Term} term @returns {Set<number>} */
  find(term) {
    const rows = [this.whole(term.words), ...this.apart(term), this.part(term)];
    /** @type {Set<number>} */
    const found = new Set();
    this.words.forEach((words, place) => {
      if (rows.some((row) => row && stands(row, words))) found.add(place);
    });
    return found;
  }

  /** For each word of a row those that it may be. @param {string[]} words */
  whole(words) {
    return words.map((word) => new Set(this.byKey.get(key(word)) ?? []));
  }

  /** @param {Term} term */
  apart(term) {
    const one = joined(term) || (term.quoted || term.words.length > 1 ? "" : term.words[0]);
    const rows = (one && this.compounds.get(key(one))) || [];
    return [...(joined(term) ? [[joined(term)]] : []), ...rows].map((row) => this.whole(row));
  }

  /** The row of a term whose last word is a part of one; `null` where it cannot be. @param {Term} term */
  part({ words, quoted }) {
    const last = words[words.length - 1];
    if (quoted) return null;
    let found = mayBegin(last) ? this.holding(last, !inside(last)) : [];
    if (!found.length && !this.byKey.has(key(last))) {
      found = this.holding(last, true);
      if (!found.length && long(last) >= SHORT) found = this.holding(last, false);
    }
    return [...this.whole(words.slice(0, -1)), new Set(found)];
  }

  /** @param {string} part @param {boolean} begin */
  holding(part, begin) {
    const forms = [part, spelt(part)];
    const holds = (/** @type {string} */ word) =>
      forms.some((one) => (begin ? word.startsWith(one) : word.includes(one)));
    return [...this.byKey.values()].flat().filter((word) => holds(word) || holds(spelt(word)));
  }
}

/** A term's words in one; empty where that is no word. @param {Term} term */
function joined({ words, quoted }) {
  const apart = quoted || words.length < 2 || words.some((word) => UNSPACED_LETTER.test(word));
  return apart ? "" : words.join("");
}

/** @param {Set<string>[]} row @param {string[]} words */
function stands(row, words) {
  for (let at = 0; at + row.length <= words.length; at += 1)
    if (row.every((own, n) => own.has(words[at + n]))) return true;
  return false;
}
