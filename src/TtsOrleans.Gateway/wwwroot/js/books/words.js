import { language, t } from "../i18n/language.js";
import { clock } from "../text/clock.js";

const count = (n) => n.toLocaleString("en");

/** A job's name for people. */
export const bookTitle = (job) => job.title || t("book.untitled");

/** A chapter's name for people. */
export const chapterTitle = ({ number, title }) => title || t("chapter.untitled", { number });

/** Share 0 … 1 of the text that is rendered. */
export const share = ({ characters: { done, total } }) => (total > 0 ? Math.min(1, done / total) : 0);

/** The share in words; never 100% before it is whole. */
export const percent = (part) => `${part.state === "done" ? 100 : Math.min(99, Math.floor(share(part) * 100))}%`;

/** Where a job stands, in figures. */
export function figuresOf(job) {
  const { characters, sentences, audioSeconds, etaSeconds, state } = job;
  return [
    { name: "percent", text: percent(job) },
    { name: "characters", text: t("book.characters", { done: count(characters.done), total: count(characters.total) }) },
    { name: "sentences", text: sentences.total === null ? t("book.sentencesSoFar", { done: count(sentences.done) }) : t("book.sentences", { done: count(sentences.done), total: count(sentences.total) }) },
    { name: "audio", text: t("book.audio", { length: clock(audioSeconds) }) },
    ...(state === "running" && etaSeconds !== null ? [{ name: "eta", text: t("book.eta", { time: span(etaSeconds) }) }] : []),
  ];
}

/** A time still to come, coarse enough not to flicker. */
export function span(seconds) {
  if (seconds < 60) {
    return t("span.seconds", { n: Math.max(5, Math.ceil(seconds / 5) * 5) });
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? t("span.minutes", { n: minutes }) : t("span.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** When something was, short. */
export const when = (iso) => new Date(iso).toLocaleString(language() === "zh" ? "zh-CN" : "en", { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
