// What the sealed edition holds, as components/sealed/content.py and book.py make it.
// Places are those of events, claims and so on in their lists; days are counted from 1970-01-01.

export type Selection = import("./select.js").Chosen;

/** What a claim was on the day of `known`. */
export interface Then {
  status: number;
  statuses: number[];
  independent: number;
  stateOnly: boolean;
  houses: number[];
  cites: number[][];
  outlets: number;
  citations: number;
}

export interface Result {
  events: Set<number>;
  claims: Set<number>;
  reactions: Set<number>;
  then: Then[];
}

/** Of an event: its shown claims, its head's status, its independent sources. */
export interface Facts {
  n: number;
  status: string;
  independent: number;
}

export interface State {
  page: string;
  query: URLSearchParams;
  chosen: Selection;
  result: Result;
  facts: Map<number, Facts>;
  publishers: number;
}

export type Pairs = [key: string, value: string][];
export interface Forms {
  one: string;
  other: string;
}
