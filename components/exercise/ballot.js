// Takes a class's votes on one source: a button per grade adds one, a number field beside it corrects.
// It keeps the numbers itself and sends all of them each time, so that quick presses are all counted.
/** @type {WeakMap<HTMLElement, Ballot>} */
const BALLOTS = new WeakMap();

/** @param {Component} component */
export default function ballot(component) {
  const { parentElement, data } = component;
  let own = BALLOTS.get(parentElement);
  if (!own) BALLOTS.set(parentElement, (own = new Ballot(parentElement)));
  own.tell = (votes) => component.setStateValue("votes", votes);
  own.update(data);
  return () => {
    own.root.remove();
    BALLOTS.delete(parentElement);
  };
}

class Ballot {
  /** @type {(votes: object) => void} */
  tell;
  /** @type {unknown} */
  round;
  /** @type {Record<string, number>} */
  votes;
  /** @type {Record<string, HTMLInputElement>} */
  fields;

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = document.createElement("div");
    this.root.className = "ballot";
    this.root.setAttribute("role", "group");
    this.fields = {};
    parent.append(this.root);
  }

  /** @param {any} data */
  update(data) {
    if (data.round !== this.round) this.build(data);
    this.round = data.round;
  }

  /** @param {any} data */
  build(data) {
    this.votes = { ...data.votes };
    this.root.setAttribute("aria-label", data.words.ballot);
    this.root.replaceChildren(...data.scales.map((/** @type {any} */ scale) => this.scale(scale)));
  }

  /** @param {any} scale */
  scale(scale) {
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = scale.name;
    const row = document.createElement("div");
    row.className = "grades";
    row.append(...scale.grades.map((/** @type {any} */ grade) => this.grade(grade)));
    const hint = document.createElement("p");
    hint.textContent = scale.hint;
    set.append(legend, hint, row);
    return set;
  }

  /** @param {any} grade */
  grade(grade) {
    const cell = document.createElement("div");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = grade.id;
    button.title = grade.name;
    button.setAttribute("aria-label", grade.more);
    const field = document.createElement("input");
    Object.assign(field, {
      type: "number",
      min: 0,
      max: 999,
      step: 1,
      inputMode: "numeric",
      value: this.votes[grade.id] ?? 0,
    });
    field.setAttribute("aria-label", grade.votes);
    button.addEventListener("click", () => {
      field.value = String(Math.min(999, (this.votes[grade.id] ?? 0) + 1));
      this.say(grade.id, field);
    });
    field.addEventListener("change", () => this.say(grade.id, field));
    field.addEventListener("focus", () => field.select());
    cell.append(button, field);
    this.fields[grade.id] = field;
    return cell;
  }

  /**
   * @param {string} id
   * @param {HTMLInputElement} field
   */
  say(id, field) {
    const number = Math.max(0, Math.min(999, Math.round(Number(field.value)) || 0));
    field.value = String(number);
    this.votes[id] = number;
    this.tell({ ...this.votes, round: this.round });
  }
}
