import { actOnJob, deleteJob, getJob } from "../api/jobs.js";
import { t } from "../i18n/language.js";
import { announce } from "../page/announcer.js";
import { $ } from "../page/element.js";
import { ended } from "./shelf.js";
import { bookTitle } from "./words.js";

/** What one does with the books. `onFailure` hears what concerns the whole page; the rest is said at the book. */
export class Acts {
  #shelf;
  #rack;
  #player;
  #news;
  #onFailure;

  constructor(shelf, rack, player, news, onFailure) {
    this.#shelf = shelf;
    this.#rack = rack;
    this.#player = player;
    this.#news = news;
    this.#onFailure = onFailure;
  }

  /** Plays a chapter, null: the first there is; or pauses what sounds already. */
  play(id, number) {
    const job = this.#shelf.find(id);
    const player = this.#player;
    const current = player.job?.id === id && (number === null || player.chapter === number);
    if (current) {
      player.toggle();
    } else {
      player.play(job, number ?? job.chapters.find(({ audio }) => audio).number);
    }
    this.#news.follow();
  }

  /** Pauses or resumes the rendering. */
  async act(id, name) {
    await this.#try(id, async () => this.#news.take(await actOnJob(id, name)));
  }

  /** The list has no errors in it: what is opened is asked for itself. */
  async open(id, open) {
    this.#news.follow();
    if (!open || !ended(this.#shelf.find(id))) {
      return;
    }
    try {
      this.#news.take(await getJob(id));
    } catch (failure) {
      this.fail(id, failure);
    }
  }

  async remove(id) {
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
      this.#news.gone(id);
      announce(t("announce.book.removed", { title: bookTitle(jobs[at]) }));
      if (!this.#rack.focus(beside?.id)) {
        $("title").focus();
      }
    });
  }

  /** Says what did not succeed. */
  fail(id, failure) {
    if (failure.kind === "unauthorized") {
      this.#onFailure(failure);
    } else {
      this.#rack.find(id)?.fail(failure);
    }
  }

  async #try(id, act) {
    const book = this.#rack.find(id);
    book.fail(null);
    book.element.setAttribute("aria-busy", "true");
    try {
      await act();
    } catch (failure) {
      this.fail(id, failure);
    } finally {
      book.element.removeAttribute("aria-busy");
    }
  }
}
