import { t } from "../i18n/language.js";
import { announce } from "../page/announcer.js";
import { $, setText } from "../page/element.js";
import { Acts } from "./acts.js";
import { explain } from "./fault.js";
import { News } from "./news.js";
import { Rack } from "./rack.js";
import { Shelf } from "./shelf.js";
import { bookTitle } from "./words.js";

const period = 10_000;

/** The shelf on the page: keeps the list fresh while it is looked at, and brings together what is on it. */
export class Library {
  #shelf = new Shelf();
  #rack;
  #news;
  #acts;
  #onFailure;
  #shown = false;
  #timer = 0;

  constructor(player, onFailure) {
    this.#onFailure = onFailure;
    this.#rack = new Rack({
      play: (id, number) => this.#acts.play(id, number),
      act: (id, name) => this.#acts.act(id, name),
      remove: (id) => this.#acts.remove(id),
      open: (id, open) => this.#acts.open(id, open),
      sight: () => this.#news.follow(),
    });
    this.#news = new News(this.#shelf, this.#rack, player, onFailure);
    this.#acts = new Acts(this.#shelf, this.#rack, player, this.#news, onFailure);
    this.#shelf.addEventListener("list", () => this.#list());
    this.#shelf.addEventListener("job", ({ detail }) => this.#rack.find(detail.id)?.show(detail));
    $("shelf-more").addEventListener("click", () => this.#more());
    document.addEventListener("visibilitychange", () => this.#wake());
    player.addEventListener("change", () => this.#rack.sound(player));
    player.addEventListener("fault", ({ detail: { job, failure } }) => this.#acts.fail(job.id, failure));
  }

  /** The audio formats that can be had. */
  offer(formats) {
    this.#rack.offer(formats);
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
    const book = this.#rack.find(job.id);
    if (!book.open) {
      book.toggle();
    }
    book.element.scrollIntoView({ block: "nearest" });
    this.#rack.focus(job.id, { preventScroll: true });
    announce(t("announce.book.ordered", { title: bookTitle(job) }));
  }

  /** Asks for the list now and every ten seconds, as long as it is looked at. */
  async #wake() {
    clearTimeout(this.#timer);
    const seen = this.#shown && !document.hidden;
    this.#news.look(seen);
    if (!seen) {
      return;
    }
    try {
      await this.#shelf.refresh(this.#news.live, AbortSignal.timeout(period));
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
      this.#rack.focus(this.#shelf.jobs[known]?.id);
    } catch (failure) {
      this.#note(failure);
    } finally {
      $("shelf-more").disabled = false;
    }
  }

  #list() {
    const { jobs } = this.#shelf;
    this.#rack.arrange(jobs);
    $("shelf-empty").hidden = !this.#shelf.loaded || jobs.length > 0;
    $("shelf-more").hidden = !this.#shelf.hasMore;
    $("books").toggleAttribute("data-bare", jobs.length === 0);
    this.#news.follow();
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
