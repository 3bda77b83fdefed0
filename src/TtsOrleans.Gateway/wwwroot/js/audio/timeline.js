/** When which part of the text sounds: the timing events of a take, in order. Times in milliseconds. */
export class Timeline {
  sentences = [];

  add({ sentence, start, length, begin, end, words }) {
    this.sentences.push({ sentence, start, length, begin, end, words, characters: words.flatMap((word) => word.characters) });
  }

  /** Index of the sentence that sounds at `ms`, the last one begun; −1 before the first. */
  sentenceAt(ms) {
    return lastBegun(this.sentences, ms);
  }

  /** {sentence, word, character} that sound at `ms`; in a pause the last ones begun, null before the first. */
  at(ms) {
    const index = this.sentenceAt(ms);
    if (index < 0) {
      return { sentence: -1, word: null, character: null };
    }
    const { words, characters } = this.sentences[index];
    return { sentence: index, word: words[lastBegun(words, ms)] ?? null, character: characters[lastBegun(characters, ms)] ?? null };
  }

  /** Share 0…1 of `textLength` covered by the sentences that begin before `ms`, by the end of the last one. */
  rendered(ms, textLength) {
    const index = this.sentenceAt(ms);
    if (index < 0 || textLength === 0) {
      return 0;
    }
    const { start, length, begin, end } = this.sentences[index];
    const part = end > begin ? Math.min(1, (ms - begin) / (end - begin)) : 1;
    return Math.min(1, (start + length * part) / textLength);
  }
}

function lastBegun(spans, ms) {
  let low = -1;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (spans[middle].begin <= ms) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
