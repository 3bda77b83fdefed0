import { t } from "../i18n/language.js";
import { announce } from "../page/announcer.js";
import { ended } from "./shelf.js";
import { Watching } from "./watching.js";
import { bookTitle } from "./words.js";

/** News of jobs: whose come live, and what they change. `onFailure` hears what concerns the whole page. */
export class News {
  #shelf;
  #rack;
  #player;
  #seen = false;
  #watching;

  constructor(shelf, rack, player, onFailure) {
    this.#shelf = shelf;
    this.#rack = rack;
    this.#player = player;
    this.#watching = new Watching({
      job: (job) => this.take(job),
      lost: (id, failure) => {
        rack.find(id)?.lose(true);
        if (failure.kind === "unauthorized") {
          onFailure(failure);
        }
      },
      gone: (id) => this.gone(id),
      closed: () => this.follow(),
    });
  }

  /** Ids of jobs whose news come live. */
  get live() {
    return this.#watching.ids;
  }

  /** The books are looked at, or not any more. */
  look(seen) {
    this.#seen = seen;
    this.follow();
  }

  /** Streams go to the books that are open, then to the one that sounds, then to those in sight, as far as they still change. */
  follow() {
    const open = this.#seen ? this.#rack.open : [];
    const sounding = this.#player.job ? [this.#player.job.id] : [];
    const inSight = this.#seen ? this.#shelf.jobs.map(({ id }) => id).filter((id) => this.#rack.isInSight(id)) : [];
    const ids = [...new Set([...open, ...sounding, ...inSight])];
    this.#watching.follow(ids.filter((id) => this.#shelf.find(id) && !ended(this.#shelf.find(id))));
  }

  /** A job as it is now. */
  take(job) {
    const before = this.#shelf.find(job.id)?.state;
    this.#shelf.put(job);
    this.#rack.find(job.id).lose(false);
    this.#player.update(job);
    if (before !== job.state && ended(job)) {
      announce(t(`announce.book.${job.state}`, { title: bookTitle(job) }));
    }
    if (before !== job.state) {
      this.follow();
    }
  }

  /** A job there is no more. */
  gone(id) {
    if (this.#player.job?.id === id) {
      this.#player.stop();
    }
    this.#shelf.remove(id);
  }
}
