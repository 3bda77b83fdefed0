import { getJson } from "../api/http.js";

const seldom = 5000;
const often = 1000;
const patience = 5000;

/**
 * GET /api/cluster over and over while the page is looked at: every five seconds, every second when `live`.
 * Sends "news" with {report, failure, time} as detail; one of the first two is null.
 */
export class ClusterFeed extends EventTarget {
  #timer = 0;
  #live = false;
  #asking = false;

  constructor() {
    super();
    document.addEventListener("visibilitychange", () => this.#look());
  }

  start() {
    this.#look();
  }

  set live(live) {
    this.#live = live;
    this.#look();
  }

  async #look() {
    clearTimeout(this.#timer);
    if (document.hidden || this.#asking) {
      return;
    }
    this.#asking = true;
    const begun = performance.now();
    try {
      this.#tell(await getJson("api/cluster", AbortSignal.timeout(patience)), null);
    } catch (failure) {
      this.#tell(null, failure);
    } finally {
      this.#asking = false;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(), Math.max(100, (this.#live ? often : seldom) - (performance.now() - begun)));
    }
  }

  #tell(report, failure) {
    this.dispatchEvent(new CustomEvent("news", { detail: { report, failure, time: Date.now() } }));
  }
}
