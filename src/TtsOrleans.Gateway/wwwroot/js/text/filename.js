import { snippet } from "./characters.js";

/** A file name that every system accepts: emotion, speaker and how the text begins. */
export function fileName(parts, text, extension) {
  const words = [...parts, snippet(text, 12).replace("…", "")];
  const name = words
    .map((word) => word.replace(/[^\p{L}\p{N}]+/gu, ""))
    .filter((word) => word !== "")
    .join("-");
  return `${name || "speech"}.${extension}`;
}
