/** Characters as people count them on a form: Unicode scalars, so that 𠮷 is one. */
export function countCharacters(text) {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        i++;
      }
    }
    count++;
  }
  return count;
}

/** The first `count` characters on one line, with an ellipsis where something was cut off. */
export function snippet(text, count) {
  const line = text.trim().replace(/\s+/gu, " ");
  const characters = Array.from(line.slice(0, count * 2 + 2));
  return characters.length > count ? `${characters.slice(0, count).join("")}…` : line;
}
