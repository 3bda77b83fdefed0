import { t } from "../i18n/language.js";

/** One line on how far a take is, in sound and in listening. */
export function progressLine(take, position, playing) {
  if (!take) {
    return "";
  }
  const sentence = Math.max(1, take.timeline.sentenceAt(position * 1000) + 1);
  if (take.state === "streaming") {
    const percent = Math.floor(take.rendered * 100);
    return take.samples === 0 ? t("progress.waiting") : t("progress.rendering", { sentence, percent });
  }
  if (take.state === "partial") {
    return t("progress.partial");
  }
  const total = take.sentences;
  const started = position > 0.05 && position < take.duration - 0.05;
  return playing || started ? t("progress.done", { sentence, total }) : t("progress.ready", { total, first: take.firstSound });
}
