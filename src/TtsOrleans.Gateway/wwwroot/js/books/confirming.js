import { t } from "../i18n/language.js";
import { element } from "../page/element.js";

/** Asks in the page, in the place of `asker`, before something is lost; the safe answer has the focus. */
export function confirmIn(holder, asker, { question, yes, onYes }) {
  const close = () => {
    holder.replaceChildren();
    holder.hidden = true;
    asker.focus();
  };
  const no = element("button", { type: "button", class: "plain", dataset: { act: "keep" }, onclick: close }, t("confirm.keep"));
  const go = element("button", { type: "button", class: "plain grave", dataset: { act: "sure" }, onclick: () => (close(), onYes()) }, yes);
  const text = element("p", {}, question);
  holder.replaceChildren(text, go, no);
  holder.setAttribute("aria-label", question);
  holder.onkeydown = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };
  holder.hidden = false;
  no.focus();
}
