// The small record of the shared cases as the sealed edition has it when it is open, and queries put to it.
import { fold } from "../../../components/parts/folding.js";
import { facetCounts, readQuery, select, writeQuery } from "../../../components/sealed/select.js";
import record from "../../cases/record.json" with { type: "json" };

const { data, texts } = record;
const CLAIMS = data.claims.map((claim) => claim.shift());
const REACTIONS = data.reactions.map((reaction) => reaction.shift());
const EVENTS = data.events.map(([id]) => id);
const TEXTS = {
  events: texts.events.map(([own, summary]) => [own.map((text) => fold(text)), fold(summary)]),
  claims: texts.claims.map(([own, note, quotes]) => [
    fold(own),
    fold(note),
    quotes.map(([n, said]) => [n, fold(said)]),
  ]),
};

// How a query is written anew, and what it asks for in vain.
export function reads(query) {
  const chosen = readQuery(new URLSearchParams(query), data);
  return [new URLSearchParams(writeQuery(chosen, data)).toString(), chosen.ignored.map((pair) => pair.join("="))];
}

// What a query leaves.
export function shows(query) {
  const { events, claims, reactions } = select(data, readQuery(new URLSearchParams(query), data), TEXTS);
  const joined = (ids, places) =>
    ids
      .filter((_, place) => places.has(place))
      .sort()
      .join(" ");
  return {
    asked: query,
    events: joined(EVENTS, events),
    claims: joined(CLAIMS, claims),
    reactions: joined(REACTIONS, reactions),
  };
}

// How many events each value of each facet would show.
export function counts(query) {
  return facetCounts(data, readQuery(new URLSearchParams(query), data), TEXTS);
}
