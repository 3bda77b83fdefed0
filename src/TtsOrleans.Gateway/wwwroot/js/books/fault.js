import { has, t } from "../i18n/language.js";

/** Writes why something did not succeed into `holder`, an alert; null empties it. */
export function explain(holder, failure) {
  holder.hidden = failure === null;
  holder.textContent = failure === null ? "" : words(failure);
}

function words({ kind, status, detail, retryAfter }) {
  const byStatus = `books.error.${status}`;
  const byKind = `books.error.${kind}`;
  const ours = has(byStatus) ? t(byStatus) : has(byKind) ? t(byKind) : "";
  const said = detail === `HTTP ${status}` && ours !== "" ? "" : detail;
  const later = retryAfter ? t("books.error.later", { seconds: retryAfter }) : "";
  return [ours, said, later].filter((part) => part !== "").join(" ");
}
