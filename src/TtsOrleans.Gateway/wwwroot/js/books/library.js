import { actOnJob, deleteJob, getJob } from "../api/jobs.js";
import { onLanguage, t } from "../i18n/language.js";
import { announce } from "../page/announcer.js";
import { $, setText } from "../page/element.js";
import { Book } from "./book.js";
import { explain } from "./fault.js";
import { ended, Shelf } from "./shelf.js";
import { Watching } from "./watching.js";
import { bookTitle } from "./words.js";

const period = 10_000;

/** The shelf on the page: its books, what one does with them, and which of them are followed live. */
export class Library {
  #shelf = new Shelf();
  #books = new Map();
  #player;
  #onFailure;
  #formats = ["wav"];
  #shown = false;
  #timer = 0;
  #inSight = new Set();
  #sight = new IntersectionObserver((entries) => this.#look(entries));
  #watching = new Watching({
    job: (job) => this.#news(job),
    lost: (id, failure) => this.#lost(id, failure),
    gone: (id) => this.#gone(id),
    closed: () => this.#follow(),
  });

  constructor(player, onFailure) {
    this.#player = player;
    this.#onFailure = onFailure;
    this.#shelf.addEventListener("list", () => this.#list());
    this.#shelf.addEventListener("job", ({ detail }) => this.#books.get(detail.id)?.show(detail));
    $("shelf-more").addEventListener("click", () => this.#more());
    document.addEventListener("visibilitychange", () => this.#wake());
    player.addEventListener("change", () => this.#sound());
    player.addEventListener("fault", ({ detail: { job, failure } }) => this.#fail(job.id, failure));
    onLanguage(() => this.#books.forEach((book) => book.build()));
  }

  /** The audio formats that can be had. */
  offer(formats) {
    this.#formats = formats;
    this.#books.forEach((book) => book.offer(formats));
    this.#wake(); // whoever was refused for want of a key has one now
  }

  /** The view is looked at, or not any more. */
  show(shown) {
    this.#shown = shown;
    this.#wake();
  }

  /** A job was ordered: it stands first, opened. */
  welcome(job) {
    this.#shelf.put(job);
    const book = this.#books.get(job.id);
    if (!book.open) {
      book.toggle();
    }
    book.element.scrollIntoView({ block: "nearest" });
    book.element.querySelector(".book-title").focus({ preventScroll: true });
    announce(t("announce.book.ordered", { title: bookTitle(job) }));
  }

  /** Asks for the list now and every ten seconds, as long as it is looked at. */
  async #wake() {
    clearTimeout(this.#timer);
    this.#follow();
    if (!this.#shown || document.hidden) {
      return;
    }
    try {
      await this.#shelf.refresh(this.#watching.ids, AbortSignal.timeout(period));
      this.#note(null);
    } catch (failure) {
      this.#note(failure);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), period);
  }

  async #more() {
    $("shelf-more").disabled = true;
    const known = this.#shelf.jobs.length;
    try {
      await this.#shelf.more();
      this.#books.get(this.#shelf.jobs[known]?.id)?.element.querySelector(".book-title").focus();
    } catch (failure) {
      this.#note(failure);
    } finally {
      $("shelf-more").disabled = false;
    }
  }

  #list() {
    const { jobs } = this.#shelf;
    const held = document.activeElement;
    for (const [id, book] of this.#books) {
      if (!this.#shelf.find(id)) {
        this.#sight.unobserve(book.element);
        this.#inSight.delete(id);
        book.element.remove();
        this.#books.delete(id);
      }
    }
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
    $("shelf-empty").hidden = !this.#shelf.loaded || jobs.length > 0;
    $("shelf-more").hidden = !this.#shelf.hasMore;
    $("books").toggleAttribute("data-bare", jobs.length === 0);
    this.#follow();
  }

  #place(job) {
    const { id } = job;
    const book = new Book(job, this.#formats, {
      play: (number) => this.#play(id, number),
      act: (name) => this.#act(id, name),
      remove: () => this.#remove(id),
      open: (open) => this.#opened(id, open),
    });
    this.#books.set(id, book);
    this.#sight.observe(book.element);
    return book;
  }

  /** Streams go to the books that are open, then to the one that sounds, then to those in sight, as far as they still change. */
  #follow() {
    const seen = this.#shown && !document.hidden;
    const open = seen ? [...this.#books.values()].filter((book) => book.open).map(({ job }) => job.id) : [];
    const sounding = this.#player.job ? [this.#player.job.id] : [];
    const inSight = seen ? this.#shelf.jobs.map(({ id }) => id).filter((id) => this.#inSight.has(id)) : [];
    const ids = [...new Set([...open, ...sounding, ...inSight])];
    this.#watching.follow(ids.filter((id) => this.#shelf.find(id) && !ended(this.#shelf.find(id))));
  }

  #look(entries) {
    for (const { target, isIntersecting } of entries) {
      this.#inSight[isIntersecting ? "add" : "delete"](target.dataset.id);
    }
    this.#follow();
  }

  /** The list has no errors in it: what is opened is asked for itself. */
  async #opened(id, open) {
    this.#follow();
    if (!open || !ended(this.#shelf.find(id))) {
      return;
    }
    try {
      this.#news(await getJob(id));
    } catch (failure) {
      this.#fail(id, failure);
    }
  }

  #news(job) {
    const before = this.#shelf.find(job.id)?.state;
    this.#shelf.put(job);
    this.#books.get(job.id).lose(false);
    this.#player.update(job);
    if (before !== job.state && ended(job)) {
      announce(t(`announce.book.${job.state}`, { title: bookTitle(job) }));
    }
    if (before !== job.state) {
      this.#follow();
    }
  }

  #lost(id, failure) {
    this.#books.get(id)?.lose(true);
    if (failure.kind === "unauthorized") {
      this.#onFailure(failure);
    }
  }

  #gone(id) {
    if (this.#player.job?.id === id) {
      this.#player.stop();
    }
    this.#shelf.remove(id);
  }

  #play(id, number) {
    const job = this.#shelf.find(id);
    const player = this.#player;
    const current = player.job?.id === id && (number === null || player.chapter === number);
    if (current) {
      player.toggle();
    } else {
      player.play(job, number ?? job.chapters.find(({ audio }) => audio).number);
    }
    this.#follow();
  }

  async #act(id, name) {
    await this.#try(id, async () => this.#news(await actOnJob(id, name)));
  }

  async #remove(id) {
    const { jobs } = this.#shelf;
    const at = jobs.findIndex((job) => job.id === id);
    const beside = jobs[at + 1] ?? jobs[at - 1];
    await this.#try(id, async () => {
      try {
        await deleteJob(id);
      } catch (failure) {
        if (failure.status !== 404) {
          throw failure; // gone already is as good
        }
      }
      const title = bookTitle(jobs[at]);
      this.#gone(id);
      announce(t("announce.book.removed", { title }));
      (this.#books.get(beside?.id)?.element.querySelector(".book-title") ?? $("title")).focus();
    });
  }

  async #try(id, act) {
    const book = this.#books.get(id);
    book.fail(null);
    book.element.setAttribute("aria-busy", "true");
    try {
      await act();
    } catch (failure) {
      this.#fail(id, failure);
    } finally {
      book.element.removeAttribute("aria-busy");
    }
  }

  #fail(id, failure) {
    if (failure.kind === "unauthorized") {
      this.#onFailure(failure);
    } else {
      this.#books.get(id)?.fail(failure);
    }
  }

  #sound() {
    const { job, chapter, playing } = this.#player;
    for (const [id, book] of this.#books) {
      book.sound(job?.id === id ? { chapter, playing } : null);
    }
  }

  #note(failure) {
    if (failure?.kind === "unauthorized") {
      this.#onFailure(failure);
    } else if (failure?.name === "TimeoutError" || failure === null) {
      setText($("shelf-note"), "");
    } else {
      explain($("shelf-note"), failure);
    }
    $("shelf-note").hidden = false;
  }
}
