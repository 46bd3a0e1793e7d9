// What the stage is given; see stage.js.
import type { address } from "./address.js";
import type { notes } from "./notes.js";
import type { panels } from "./panels.js";

/** How long a clock has run when it was last stopped, in ms, and since when it runs again. */
export interface Clock {
  spent: number;
  since: number | null;
}

export interface Picture {
  data: object[];
  layout: { height: number };
  width: number;
  alt: string;
}

export interface Notes {
  say: string;
  ask: string;
  look: string;
  claims: { text: string; status: string; sign: string; said_by: string; sources: string[] }[];
}

export interface Slide {
  title: string;
  when: string;
  html: string;
  picture: Picture | null;
  link: string | null;
  code: [path: string, size: number] | null;
  notes: Notes;
}

export interface Deck {
  id: string;
  title: string;
  story: string | null;
  minutes: number | null;
  steps: number;
  slides: Slide[];
}

/** What the teller's window is told of a deck. */
export type Told = Pick<Deck, "title" | "minutes" | "steps"> & { slides: Pick<Slide, "title" | "when" | "notes">[] };

/** What the teller's window is told of the stage. */
export interface Telling {
  from: "stage";
  open: boolean;
  at: number;
  black: boolean;
  clock: Clock;
  scheme: string;
  deck?: Told;
}

/** What the stage remembers while it is open, so that a reload opens it again. */
export interface Memory {
  story: string | null;
  base: number;
  channel: string;
  clock: Clock;
}

export interface Place {
  story: string | null;
  step: number | null;
}

export interface Host {
  root: HTMLElement;
  words: any;
  plotly(): Promise<PlotlyBundle>;
  ask(what: { at: number; story: string | null } | null): void;
  address(story: string | null, step: number): string;
  here(): Place;
  watch?(tell: (lost: boolean) => void, signal: AbortSignal): void;
  scroller?(): Element | null;
}

// The class is one; its methods stand in four files by what they are about.
type Parts = typeof panels & typeof address & typeof notes;
declare module "./stage.js" {
  interface Stage extends Parts {}
}
