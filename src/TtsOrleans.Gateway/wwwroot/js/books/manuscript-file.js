import { countCharacters } from "../text/characters.js";

const excerptUnits = 400;

/** Whether a file can be a manuscript, by its name: the type that browsers give is empty for .md on many systems. */
export const isManuscript = ({ name }) => /\.(txt|md|markdown)$/iu.test(name);

/** A file's name without folder and extension. */
export const titleOf = ({ name }) => name.replace(/\.[^.]+$/u, "");

/** How a file begins and how long it is; the service itself reads it anew. */
export async function readManuscript(file) {
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  return { characters: countCharacters(text), excerpt: text.slice(0, excerptUnits).trim() };
}

/** UTF-8, UTF-16 with a mark, else GB18030, as Chinese text files come. */
function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new TextDecoder("utf-16le").decode(bytes);
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return new TextDecoder("utf-16be").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
