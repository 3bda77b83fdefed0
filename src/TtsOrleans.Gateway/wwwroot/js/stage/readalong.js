import { element } from "../page/element.js";
import { cutSentence } from "./sentence.js";

/**
 * The text of a take with the spoken character marked. Sentences are added as their timing comes;
 * only those near the sounding one are cut into words and characters, so that a book stays light.
 */
export class Readalong {
  #holder;
  #onSeek;
  #take = null;
  #sentences = [];
  #end = 0; // of the text shown so far
  #tail = null; // the text not yet timed
  #open = new Map(); // sentence index → Map of start → element
  #marked = [];
  #current = -1;

  constructor(holder, onSeek) {
    this.#holder = holder;
    this.#onSeek = onSeek;
    holder.addEventListener("click", (event) => this.#seek(event));
  }

  show(take) {
    this.#take = take;
    this.#sentences = [];
    this.#open.clear();
    this.#marked = [];
    this.#current = -1;
    this.#end = 0;
    this.#tail = element("span", { class: "unread", textContent: take?.request.text ?? "" });
    this.#holder.replaceChildren(this.#tail);
    this.#holder.scrollTop = 0;
    this.#holder.hidden = !take;
    this.grow();
  }

  /** Adds the sentences timed since the last call. */
  grow() {
    const { request, timeline } = this.#take ?? { timeline: { sentences: [] } };
    const fresh = timeline.sentences.slice(this.#sentences.length);
    if (fresh.length === 0) {
      return;
    }
    const added = document.createDocumentFragment();
    for (const { start, length } of fresh) {
      added.append(request.text.slice(this.#end, start));
      const span = element("span", { class: "sentence", dataset: { index: this.#sentences.length } }, request.text.slice(start, start + length));
      added.append(span);
      this.#sentences.push(span);
      this.#end = start + length;
    }
    this.#tail.before(added);
    this.#tail.textContent = request.text.slice(this.#end);
  }

  /** Marks what sounds at `ms`. */
  mark(ms) {
    if (!this.#take) {
      return;
    }
    const { sentence, word, character } = this.#take.timeline.at(ms);
    if (sentence !== this.#current) {
      this.#turnTo(sentence);
    }
    const parts = this.#open.get(sentence);
    const now = [parts?.get(word?.start)?.word, parts?.get(character?.start)?.character].filter(Boolean);
    if (now.length === this.#marked.length && now.every((each, i) => each === this.#marked[i])) {
      return;
    }
    this.#marked.forEach((each) => each.classList.remove("now"));
    now.forEach((each) => each.classList.add("now"));
    this.#marked = now;
  }

  #turnTo(index) {
    this.#current = index;
    for (const open of [...this.#open.keys()]) {
      if (Math.abs(open - index) > 1) {
        this.#sentences[open].textContent = this.#sentences[open].textContent;
        this.#open.delete(open);
      }
    }
    for (const near of [index, index + 1]) {
      if (this.#sentences[near] && !this.#open.has(near)) {
        this.#open.set(near, this.#cut(near));
      }
    }
    this.#sentences.forEach((span, i) => {
      span.classList.toggle("heard", i < index);
      span.classList.toggle("sounding", i === index);
    });
    this.#follow(this.#sentences[index]);
  }

  #cut(index) {
    const { nodes, parts } = cutSentence(this.#take.request.text, this.#take.timeline.sentences[index]);
    this.#sentences[index].replaceChildren(...nodes);
    return parts;
  }

  /** Scrolls the text, never the page, so that the sentence stands in its upper half. */
  #follow(span) {
    if (!span) {
      return;
    }
    const top = span.offsetTop;
    const { scrollTop, clientHeight } = this.#holder;
    if (top < scrollTop || top + span.offsetHeight > scrollTop + clientHeight * 0.8) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.#holder.scrollTo({ top: Math.max(0, top - clientHeight * 0.2), behavior: calm ? "auto" : "smooth" });
    }
  }

  #seek({ target }) {
    const part = target.closest("[data-begin]");
    const sentence = target.closest(".sentence");
    const begin = part?.dataset.begin ?? (sentence && this.#take.timeline.sentences[sentence.dataset.index].begin);
    if (begin !== undefined && begin !== null) {
      this.#onSeek(Number(begin) / 1000);
    }
  }
}
