/** An immutable record that tells its listeners which of its parts changed. Knows nothing of what it holds. */
export class Store {
  #value;
  #listeners = new Set();

  constructor(initial) {
    this.#value = Object.freeze({ ...initial });
  }

  get value() {
    return this.#value;
  }

  /** Replaces the parts named in `change`; listeners hear of it once, and only if something differs. */
  set(change) {
    const changed = Object.keys(change).filter((key) => !Object.is(change[key], this.#value[key]));
    if (changed.length === 0) {
      return;
    }
    this.#value = Object.freeze({ ...this.#value, ...change });
    for (const listener of [...this.#listeners]) {
      if (!listener.keys || changed.some((key) => listener.keys.includes(key))) {
        listener.call(this.#value, changed);
      }
    }
  }

  /** Calls `call(value, changedKeys)` when one of `keys` (all when null) changes; returns how to stop it. */
  on(keys, call) {
    const listener = { keys, call };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
