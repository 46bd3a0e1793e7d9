// What Python sends to the timeline (components/timeline/sent.py), and what the browser makes of it.
import type { drag } from "./drag.js";
import type { ground } from "./ground.js";
import type { hand } from "./hand.js";
import type { over } from "./over.js";
import type { phone } from "./phone.js";
import type { strip } from "./strip.js";
import type { view } from "./view.js";

export type Range = [from: number, to: number];

/** A stretch of the axis; days since 1970, `share` of its width. */
export interface Pane {
  first: number;
  after: number;
  share: number;
}

export interface Tick {
  day: number;
  at: number;
  label: string;
  year: boolean;
}

/** An event; `first` and `last` days, `at` the day it stands at; `open` has 1 for its beginning and 2 for its end. */
export interface Event {
  id: string;
  title: string;
  short: string;
  when: string;
  first: number;
  last: number;
  at: number;
  /** Moments, in days, where the record has times of day. */
  begin?: number;
  end?: number;
  open: number;
  fuzzy: number;
  status: string;
  rank: number;
  claims: number;
  sources: string;
  /** In a record that is looked back at: 1 for what came, 2 for what changed since. */
  fresh?: number;
}

export interface Strip {
  panes: Pane[];
  edges: number[][];
  /** Pane, first day, day after, and a count for each status. */
  bins: [pane: number, first: number, after: number, counts: number[]][];
  statuses: string[];
  most: number;
}

export interface Colours {
  status: Record<string, string>;
  ink: string;
  muted: string;
  paper: string;
  panel: string;
  accent: string;
  fresh: string;
}

export interface TimelineData {
  events: Event[];
  /** Which event stands in which lane: places in `events` and in `lanes`. */
  rows: { event: number; lane: number }[];
  lanes: { name: string; n: number }[];
  /** Events that are sent as counts alone: lane, the places on the axis between which they stand, how many. */
  crowd: { lane: number; from: number; to: number; n: number }[];
  panes: Pane[];
  strip: Strip;
  /** By which clock times of day stand: `null` where there are none, empty where none has a zone. */
  clock: string | null;
  /** The window in force: first day and the day after the last, `null` where open; moments where it has times. */
  range: [number | null, number | null];
  eras: [name: string, from: number, to: number][];
  links: [from: string, to: string, type: string, main: boolean][];
  /** The day since which nothing is covered. */
  until: number | null;
  note: string;
  /** Since when what is marked is new; empty in the record of today. */
  fresh?: string;
  alt: string;
  compact: boolean;
  colours: Colours;
  /** What lies behind a count that was asked for. */
  answer?: { at: number; events: string[]; title: string } | null;
  words?: any;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A lane as it is drawn, in px. */
export interface Lane {
  name: string;
  n: number;
  top: number;
  bottom: number;
  middle: number;
}

/** A mark as it is drawn; px from the left and top of the lanes, `place` on the axis. */
export interface Mark {
  event: number;
  lane: number;
  place: number;
  x: number;
  y: number;
  size: number;
  /** Whether its day is not certain: then it has a ring. */
  vague: boolean;
  /** For what lasts: where it begins and ends on the axis. */
  bar: Range | null;
}

export interface Label {
  mark: Mark;
  words: string;
  bold: boolean;
  /** 1 begins at the mark, -1 ends there. */
  side: number;
  /** Px from the mark's middle sideways. */
  gap: number;
  y: number;
  width: number;
  /** Whether a line leads from the mark to it. */
  led: boolean;
}

/** What stands for several events: a count, or a bar of a crowded lane. */
export interface Group {
  lane: number;
  from: number;
  to: number;
  place: number;
  y: number;
  size: number;
  events: number[];
  /** How many there are, with those that are not sent one by one. */
  n: number;
  /** Px that a bar is high; 0 for a count. */
  height: number;
  counts: Record<string, number>;
}

export interface Drawing {
  lanes: Lane[];
  /** For each lane that was sent the one of the picture that it stands in. */
  of: number[];
  marks: Mark[];
  labels: Label[];
  groups: Group[];
  width: number;
  height: number;
  window: Range;
  focus: string | null;
}

/** What the keyboard steps to: an event, or what stands for several. */
export interface Stop {
  kind: "event" | "group";
  id: string;
  place: number;
  spots: { place: number; y: number; size: number }[];
  event?: Event;
  group?: Group;
}

/** Plotly's own element. */
export type Art = HTMLElement & { _fullLayout: any };

// The class is one; its methods stand in files by what they are about.
type Parts = typeof hand & typeof drag & typeof strip & typeof over & typeof view & typeof ground & typeof phone;
declare module "./component.js" {
  interface Timeline extends Parts {}
}
