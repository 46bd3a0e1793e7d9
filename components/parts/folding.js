// What is the same of all forms of a text, as pactline/text/folding.py has it: tests/cases/folding.json holds the two
// together. Nothing here asks for the browser's language.
const FOLD_APOSTROPHES =
  /[\u00b4\u1ffd\u02b9\u02bb-\u02bd\u02c8\u0374\u055a\u05f3\u2018-\u201b\u2032\u2035\u2039\u203a\u275b\u275c\ua78b\ua78c]/g;
const FOLD_QUOTES = /[\u00ab\u00bb\u02ba\u05f4\u201c-\u201f\u2033\u2034\u2036\u2037\u2057\u275d\u275e\u301d-\u301f]/g;
const FOLD_DASHES = /[\u2010-\u2015\u207b\u208b\u2212\u2e3a\u2e3b\ufe31\ufe32\ufe58]/g;
export const FOLD_BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]+/g;
// What shows nothing: soft hyphens, zero widths, signs of direction; and the accents and points of letters.
const FOLD_UNSEEN =
  /[\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]+/gu;
const FOLD_ACCENTS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;

// `accents`: whether letters keep theirs; a search has none, two names may differ by one.
/** @param {string} text */
export function fold(text, accents = false) {
  const plain = wellFormed(text)
    .replace(FOLD_APOSTROPHES, "'")
    .replace(FOLD_QUOTES, '"')
    .replace(FOLD_DASHES, "-")
    .replace(/\u0149/g, "'n");
  const seen = plain.normalize("NFKD").replace(FOLD_UNSEEN, "");
  const letters = accents ? seen : seen.replace(FOLD_ACCENTS, "");
  // Twice to and fro: "ẞ", "ß" and "ss" are one.
  const lower = letters.toLowerCase().toUpperCase().toLowerCase().replace(/ς/g, "σ");
  return lower.normalize("NFC").replace(FOLD_BLANKS, " ").replace(/^ | $/g, "");
}

// Half a surrogate pair, which no address and no message can hold, becomes U+FFFD.
/** @param {string} text */
export function wellFormed(text) {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}
