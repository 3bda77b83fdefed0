import { watchJob } from "../api/jobs.js";

// Browsers keep six connections to a host under HTTP/1.1; speech, downloads and the chapter that sounds need the others.
const mostStreams = 3;
const firstPause = 1000;
const longestPause = 30_000;

/**
 * Live streams of the jobs that matter most, a few at a time; broken ones come back after a pause that doubles.
 * `on` are callbacks: job(job), lost(id, failure), gone(id), closed().
 */
export class Watching {
  #on;
  #streams = new Map();

  constructor(on) {
    this.#on = on;
  }

  /** Ids whose news comes by stream. */
  get ids() {
    return new Set(this.#streams.keys());
  }

  /** Follows the first of `ids`, which stand in order of their weight, and no others. */
  follow(ids) {
    const wanted = new Set(ids.slice(0, mostStreams));
    for (const [id, abort] of this.#streams) {
      if (!wanted.has(id)) {
        abort.abort();
        this.#streams.delete(id);
      }
    }
    for (const id of wanted) {
      if (!this.#streams.has(id)) {
        const abort = new AbortController();
        this.#streams.set(id, abort);
        this.#run(id, abort.signal);
      }
    }
  }

  async #run(id, signal) {
    for (let pause = firstPause; !signal.aborted; pause = Math.min(longestPause, pause * 2)) {
      try {
        for await (const job of watchJob(id, signal)) {
          if (signal.aborted) {
            return;
          }
          pause = firstPause / 2;
          this.#on.job(job);
        }
        return this.#close(id, signal);
      } catch (failure) {
        if (signal.aborted) {
          return;
        }
        if (failure.status === 404) {
          this.#close(id, signal);
          return this.#on.gone(id);
        }
        this.#on.lost(id, failure);
        await rest(Math.max(pause, (failure.retryAfter ?? 0) * 1000), signal);
      }
    }
  }

  #close(id, signal) {
    if (!signal.aborted) {
      this.#streams.delete(id);
      this.#on.closed();
    }
  }
}

/** Waits, less long if aborted or the network comes back. */
function rest(milliseconds, signal) {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      window.removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener("abort", wake);
    window.addEventListener("online", wake);
  });
}
