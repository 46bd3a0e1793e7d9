// What our scripts share, and what they use of others.

declare module "bundle:*" {
  /** A script that leaves the exports of the module in `part`. */
  const code: string;
  export default code;
}

/** What Streamlit calls a browser part with, and our `words` beside it. */
interface Component<Data = any> {
  parentElement: HTMLElement;
  data: Data;
  words: any;
  setStateValue(name: string, value: unknown): void;
}

/** Sends a value to Python. */
type Tell = (name: string, value: unknown) => void;

/** As far as we call it. */
interface PlotlyBundle {
  react(art: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  relayout(art: HTMLElement, ranges: object): Promise<unknown>;
  purge(art: HTMLElement): void;
}

interface Window {
  Plotly: PlotlyBundle;
  pactlineTeller?: boolean;
  __pactlinePlotly?: Promise<PlotlyBundle>;
}

/** What parts that are bundled apart share stands on the document. */
interface Document {
  __pactlineActs?: number;
  __pactlineBox?: boolean;
  __pactlineCites?: boolean;
  __pactlineDrawer?: import("./drawer/drawer.js").Drawer;
  __pactlineFrame?: boolean;
  __pactlineFocus?: string | null;
  __pactlineJumped?: boolean;
  __pactlineMark?: () => void;
  __pactlinePressed?: { what: string; where: string };
  __pactlinePrints?: boolean;
  __pactlinePictures?: boolean;
  __pactlineRouter?: (event: MouseEvent) => void;
  __pactlineScheme?: ReturnType<typeof setInterval>;
  __pactlineSeek?: (id: string) => void;
  __pactlineSheet?: { at: string; link: HTMLLinkElement; came: Promise<unknown> };
  __pactlineStage?: import("./stage/stage.js").Stage;
  __pactlineStay?: string | null;
  __pactlineWatch?: MutationObserver;
}

// What our scripts look for is HTML.
interface ParentNode {
  querySelector<Name extends keyof HTMLElementTagNameMap>(selectors: Name): HTMLElementTagNameMap[Name] | null;
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<Name extends keyof HTMLElementTagNameMap>(selectors: Name): NodeListOf<HTMLElementTagNameMap[Name]>;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}
interface Element {
  closest<Name extends keyof HTMLElementTagNameMap>(selectors: Name): HTMLElementTagNameMap[Name] | null;
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}
/** An event's target has it where it is an element. */
interface EventTarget {
  closest?(selectors: string): HTMLElement | null;
}

/** static/vendor/fflate-gunzip.min.js, for browsers that cannot unpack by themselves. */
declare const Fflate: { gunzipSync(bytes: Uint8Array): Uint8Array<ArrayBuffer> };
