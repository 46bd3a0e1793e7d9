// What Python sends to the timeline (components/timeline/chart.py), and what the browser makes of it.
import type { drag } from "./drag.js";
import type { hand } from "./hand.js";
import type { over } from "./over.js";
import type { strip } from "./strip.js";

export type Range = [from: number, to: number];

/** A mark that can be hit: `n` is the place of its event, or below 0 that of its count; `at` in ms, `y` in px. */
export interface Spot {
  axis: string;
  y: number;
  n: number;
  at: number;
  size: number;
}

/** A bar, `from` and `to` in ms. */
export interface Bar {
  axis: string;
  y: number;
  n: number;
  from: number;
  to: number;
  at?: undefined;
}

/** A label that lies beside `at`, in ms: to its right or, if `side` is below 0, left; `width` and `gap` in px. */
export interface Label {
  axis: string;
  y: number;
  n: number;
  at: number;
  side: number;
  width: number;
  gap: number;
}

/** What the keyboard steps to: an event, or a count of several. */
export interface Stop {
  kind: "event" | "group";
  id: string;
  number: number;
  spots: Spot[];
  title: string;
  when: string;
  status: string;
  sources: string;
  n: string;
  titles: string[];
  more: string;
}

export interface Figure {
  /** Traces and layout as Plotly has them. */
  data: any[];
  layout: any;
  events: Stop[];
  groups: Stop[];
  /** For which days the labels were packed, by axis; empty for the whole. */
  windows: Record<string, Range>;
  /** In the sealed edition: the events of each count. */
  members?: Record<string, string[]>;
}

/** A stretch of the strip's axis; days since 1970, `share` of its width. */
export interface Pane {
  first: number;
  after: number;
  share: number;
}

export interface Strip {
  panes: Pane[];
  edges: number[][];
  /** Pane, first day, day after, and a count for each status. */
  bins: [pane: number, first: number, after: number, counts: number[]][];
  statuses: string[];
  most: number;
}

export interface TimelineData {
  figure: Figure;
  words: any;
  alt: string;
  compact: boolean;
  width: number;
  strip: Strip | null;
  range: Range | null;
  eras: [name: string, from: number, to: number][];
  links: [from: string, to: string, type: string, main: boolean][];
  colours: Record<string, string>;
}

/** A pane's picture taken off its place while it is dragged. */
export interface Lifted {
  axis: string;
  from: number;
  length: number;
  parts: [Element, string][];
  undo: (() => void)[];
}

/** Plotly's own element. */
export type Art = HTMLElement & { _fullLayout: any };

// The class is one; its methods stand in five files by what they are about.
type Parts = typeof hand & typeof drag & typeof strip & typeof over;
declare module "./component.js" {
  interface Timeline extends Parts {}
}
