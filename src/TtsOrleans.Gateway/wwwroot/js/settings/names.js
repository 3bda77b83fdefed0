import { language, t } from "../i18n/language.js";

/** An emotion's name for people. */
export function emotionName({ name, label }) {
  return language() === "zh" && label ? label : name[0].toUpperCase() + name.slice(1);
}

/** A speaker's name for people. */
export const speakerName = (speaker) => t("speakerName", speaker);
