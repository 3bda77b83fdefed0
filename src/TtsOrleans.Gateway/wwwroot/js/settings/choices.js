import { element } from "../page/element.js";

/**
 * Fills `holder`, a radiogroup, with one native radio button a choice: arrow keys and screen readers work as everywhere.
 * `choices` are {value, label, dataset, drawing}.
 */
export function fillChoices(holder, name, choices, chosen, onChoose) {
  holder.replaceChildren(
    ...choices.map(({ value, label, dataset = {}, drawing = [] }) => {
      const input = element("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onChoose(value) });
      return element("label", { class: "choice", dataset }, input, ...drawing, element("span", {}, label));
    }),
  );
}

/** Moves the mark without rebuilding, so that focus stays where it is. */
export function markChoice(holder, chosen) {
  for (const input of holder.querySelectorAll("input")) {
    input.checked = input.value === chosen;
  }
}
