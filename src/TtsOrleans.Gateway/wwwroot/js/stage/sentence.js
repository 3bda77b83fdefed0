import { element } from "../page/element.js";

/**
 * A timed sentence cut into words and characters.
 * Returns its nodes and `parts`: for each start in the text the elements of the word and the character that begin there.
 */
export function cutSentence(text, { start, length, words }) {
  const parts = new Map();
  const nodes = cover(text, start, length, words, (word) => {
    const inner = cover(text, word.start, word.length, word.characters, (character) => {
      const made = span("character", character, [text.slice(character.start, character.start + character.length)]);
      parts.set(character.start, { character: made });
      return made;
    });
    const made = span("word", word, inner);
    parts.set(word.start, { ...parts.get(word.start), word: made });
    return made;
  });
  return { nodes, parts };
}

/** Nodes for text[start, start + length): what `make` makes of the spans, and plain text between them. */
function cover(text, start, length, spans, make) {
  const nodes = [];
  let at = start;
  for (const each of spans) {
    nodes.push(text.slice(at, each.start), make(each));
    at = each.start + each.length;
  }
  nodes.push(text.slice(at, start + length));
  return nodes;
}

const span = (kind, { begin }, children) => element("span", { class: kind, dataset: { begin } }, ...children);
