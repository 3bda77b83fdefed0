import { listJobs } from "../api/jobs.js";

const pageSize = 20;
const final = new Set(["done", "failed", "cancelled"]);

/** Whether nothing will change any more unless somebody asks for it. */
export const ended = (job) => final.has(job.state);

/**
 * The jobs as far as they have been listed, newest first.
 * Sends "list" when jobs come or go and "job" (detail: the job) when one of them changes.
 */
export class Shelf extends EventTarget {
  jobs = [];
  loaded = false;
  #next = null;

  /** Whether there are older ones. */
  get hasMore() {
    return this.#next !== null;
  }

  find(id) {
    return this.jobs.find((job) => job.id === id);
  }

  /** Asks for the newest page again; `watched` are ids whose news comes another way. */
  async refresh(watched, signal) {
    const { jobs, next } = await listJobs(null, pageSize, signal);
    const oldest = Date.parse(jobs.at(-1)?.created);
    const listed = new Set(jobs.map(({ id }) => id));
    const older = next === null ? [] : this.jobs.filter(({ id, created }) => !listed.has(id) && Date.parse(created) < oldest);
    const fresh = jobs.map((job) => (watched.has(job.id) ? (this.find(job.id) ?? job) : this.#merge(job)));
    if (older.length === 0) {
      this.#next = next;
    }
    this.loaded = true;
    this.#replace([...fresh, ...older]);
  }

  /** Adds the page behind the last. */
  async more(signal) {
    const { jobs, next } = await listJobs(this.#next, pageSize, signal);
    this.#next = next;
    this.#replace([...this.jobs, ...jobs.filter(({ id }) => !this.find(id))]);
  }

  /** News of one job, or a new one. */
  put(job) {
    const merged = this.#merge(job);
    if (this.find(job.id)) {
      this.jobs = this.jobs.map((each) => (each.id === job.id ? merged : each));
      this.dispatchEvent(new CustomEvent("job", { detail: merged }));
    } else {
      this.#replace([merged, ...this.jobs]);
    }
  }

  remove(id) {
    this.#replace(this.jobs.filter((job) => job.id !== id));
  }

  /** Lists leave out the errors; what is known of them stays. */
  #merge(job) {
    return { ...job, errors: job.errors ?? this.find(job.id)?.errors ?? [] };
  }

  #replace(jobs) {
    this.jobs = jobs;
    this.dispatchEvent(new Event("list"));
  }
}
