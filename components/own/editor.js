// The editor of a reader's own record (CodeMirror): its problems at their lines, and what may stand at each place.
// It keeps the text; Python is told all of it when the reader asks for a check.
import { autocompletion } from "@codemirror/autocomplete";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { nextAct } from "../parts/acts.js";
import { completions } from "./complete.js";

/** @typedef {{ file: string, line: number, column: number, severity: "error" | "warning", message: string, hint: string, instead: string }} Problem */
/** @typedef {{ texts: [name: string, text: string][], checked: number, problems: Problem[] }} Data */

/** @type {WeakMap<HTMLElement, Editor>} */
const EDITORS = new WeakMap();
// In the colours of the page, light and dark.
const INK = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--accent)" },
  { tag: tags.definition(tags.propertyName), color: "var(--accent)" },
  { tag: [tags.comment, tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--muted)" },
  { tag: [tags.string, tags.content, tags.keyword, tags.meta], color: "var(--ink)" },
]);
const GROUND = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--muted)", borderColor: "var(--rule)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "var(--rule)", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)",
  },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)", borderColor: "var(--rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
});
const MOST_LOOKED_AT = 400; // lines above the one that is typed in: an entry is shorter

/** @param {Component<Data>} component */
export default function editor(component) {
  const { parentElement } = component;
  let own = EDITORS.get(parentElement);
  if (!own) EDITORS.set(parentElement, (own = new Editor(parentElement, component.words)));
  own.tell = (check) => component.setStateValue("check", check);
  own.update(component.data);
  return () => {
    own.view.destroy();
    own.root.remove();
    EDITORS.delete(parentElement);
  };
}

class Editor {
  /** @type {(check: object) => void} */
  tell = () => {};
  /** @type {Data | undefined} */
  data;
  /** @type {EditorState[]} */
  states = [];
  shown = 0;

  /** @param {HTMLElement} parent @param {any} words */
  constructor(parent, words) {
    this.words = words;
    this.root = document.createElement("div");
    this.root.className = "own-editor";
    this.files = document.createElement("select");
    this.files.setAttribute("aria-label", words.file);
    this.files.onchange = () => this.turn(this.files.selectedIndex);
    this.hint = document.createElement("p");
    this.hint.id = "own-editor-hint";
    this.hint.textContent = words.hint;
    this.check = document.createElement("button");
    this.check.type = "button";
    this.check.textContent = words.check;
    this.check.onclick = () => this.ask();
    this.said = document.createElement("span");
    this.said.setAttribute("role", "status");
    const acts = document.createElement("div");
    acts.className = "own-editor-acts";
    acts.append(this.check, this.said);
    const box = document.createElement("div");
    this.root.append(this.files, box, this.hint, acts);
    parent.append(this.root);
    this.view = new EditorView({ parent: box, root: /** @type {any} */ (parent.getRootNode()) });
  }

  /** @param {Data} data */
  update(data) {
    const before = this.data;
    this.data = data;
    this.said.textContent = "";
    this.check.disabled = false;
    const same =
      before &&
      before.texts.length === data.texts.length &&
      data.texts.every(([name], at) => name === before.texts[at][0]);
    if (!same) {
      this.files.replaceChildren(...data.texts.map(([name]) => new Option(name)));
      this.files.hidden = data.texts.length < 2;
      this.states = data.texts.map(([, text]) => this.state(text));
      this.shown = 0;
      const first = data.problems.find((one) => one.severity === "error") ?? data.problems[0];
      this.show(
        Math.max(
          0,
          data.texts.findIndex(([name]) => name === first?.file),
        ),
      );
    }
    if (!same || before?.checked !== data.checked) this.mark();
  }

  /** @param {string} text */
  state(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => this.ask() }]),
        basicSetup,
        yaml(),
        syntaxHighlighting(INK),
        GROUND,
        lintGutter(),
        autocompletion({ override: [(context) => this.complete(context)] }),
        EditorView.contentAttributes.of({ "aria-label": this.words.label, "aria-describedby": "own-editor-hint" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.said.textContent = this.words.edited;
        }),
      ],
    });
  }

  /** @param {number} at */
  show(at) {
    this.shown = at;
    this.files.selectedIndex = at;
    this.view.setState(this.states[at]);
  }

  /** @param {number} at */
  turn(at) {
    this.states[this.shown] = this.view.state;
    this.show(at);
    this.mark();
  }

  /** Mark the problems of the file that is shown. */
  mark() {
    const [name] = this.data?.texts[this.shown] ?? [""];
    const { doc } = this.view.state;
    const own = (this.data?.problems ?? []).filter((one) => one.file === name && one.line <= doc.lines);
    const marks = own.map((one) => {
      const line = doc.line(Math.max(1, one.line));
      const from = Math.min(line.to, line.from + Math.max(0, one.column - 1));
      const lines = one.instead.split("\n").length;
      const said = [one.message, one.hint].filter(Boolean).join("\n");
      return {
        from,
        to: line.to,
        severity: one.severity,
        message: said,
        actions: one.instead ? [this.mend(one, lines)] : [],
      };
    });
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  /** @param {Problem} one @param {number} lines */
  mend(one, lines) {
    return {
      name: this.words.replace.replace("{line}", one.instead.trim().slice(0, 80)),
      apply: (/** @type {EditorView} */ view, /** @type {number} */ from) => {
        const first = view.state.doc.lineAt(from);
        const last = view.state.doc.line(Math.min(view.state.doc.lines, first.number + lines - 1));
        view.dispatch({ changes: { from: first.from, to: last.to, insert: one.instead } });
      },
    };
  }

  /** @param {import("@codemirror/autocomplete").CompletionContext} context */
  complete(context) {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const first = Math.max(1, line.number - MOST_LOOKED_AT);
    const lines = doc.sliceString(doc.line(first).from, context.pos).split("\n");
    const found = completions(this.words.shape, lines);
    if (!found || (!context.explicit && lines.at(-1)?.length === found.from)) return null;
    return {
      from: line.from + found.from,
      options: found.options.map(({ label, said, isKey }) => ({
        label,
        apply: isKey ? `${label}: ` : label,
        detail: said,
        type: isKey ? "property" : "constant",
      })),
    };
  }

  ask() {
    this.states[this.shown] = this.view.state;
    this.check.disabled = true;
    this.said.textContent = this.words.waiting;
    this.tell({ at: nextAct(), texts: this.states.map((state) => state.doc.toString()) });
    return true;
  }
}
