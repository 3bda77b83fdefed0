import { onLanguage } from "../i18n/language.js";
import { $ } from "../page/element.js";
import { Book } from "./book.js";

/**
 * The books as they stand on the page, in the shelf's order.
 * `on` are callbacks: play(id, number | null), act(id, name), remove(id), open(id, isOpen), sight().
 */
export class Rack {
  #on;
  #books = new Map();
  #formats = ["wav"];
  #inSight = new Set();
  #sight = new IntersectionObserver((entries) => this.#look(entries));

  constructor(on) {
    this.#on = on;
    onLanguage(() => this.#books.forEach((book) => book.build()));
  }

  find(id) {
    return this.#books.get(id);
  }

  /** Ids of those that are opened. */
  get open() {
    return [...this.#books.values()].filter((book) => book.open).map(({ job }) => job.id);
  }

  /** Whether one can be seen where the page is scrolled to. */
  isInSight(id) {
    return this.#inSight.has(id);
  }

  /** The audio formats that can be had. */
  offer(formats) {
    this.#formats = formats;
    this.#books.forEach((book) => book.offer(formats));
  }

  /** Shows which one sounds, as the player tells. */
  sound({ job, chapter, playing }) {
    for (const [id, book] of this.#books) {
      book.sound(job?.id === id ? { chapter, playing } : null);
    }
  }

  /** Has exactly the books of `jobs` stand there, in their order; the focus stays where it is. */
  arrange(jobs) {
    const held = document.activeElement;
    const kept = new Set(jobs.map(({ id }) => id));
    [...this.#books.keys()].filter((id) => !kept.has(id)).forEach((id) => this.#take(id));
    jobs.forEach((job, i) => {
      const book = this.#books.get(job.id) ?? this.#place(job);
      book.show(job);
      const there = $("book-list").children[i];
      if (there !== book.element) {
        $("book-list").insertBefore(book.element, there ?? null);
      }
    });
    if (held?.isConnected && document.activeElement !== held) {
      held.focus({ preventScroll: true });
    }
  }

  /** Moves the focus to a book's title; false if it does not stand there. */
  focus(id, options) {
    const title = this.#books.get(id)?.element.querySelector(".book-title");
    title?.focus(options);
    return title !== undefined;
  }

  #place(job) {
    const { id } = job;
    const book = new Book(job, this.#formats, {
      play: (number) => this.#on.play(id, number),
      act: (name) => this.#on.act(id, name),
      remove: () => this.#on.remove(id),
      open: (open) => this.#on.open(id, open),
    });
    this.#books.set(id, book);
    this.#sight.observe(book.element);
    return book;
  }

  #take(id) {
    const { element } = this.#books.get(id);
    this.#sight.unobserve(element);
    this.#inSight.delete(id);
    element.remove();
    this.#books.delete(id);
  }

  #look(entries) {
    for (const { target, isIntersecting } of entries) {
      this.#inSight[isIntersecting ? "add" : "delete"](target.dataset.id);
    }
    this.#on.sight();
  }
}
