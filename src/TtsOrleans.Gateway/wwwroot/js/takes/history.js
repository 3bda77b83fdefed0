const mostTakes = 30;
const mostBytes = 600 * 1024 * 1024;

/** The whole takes of this session, newest first, and which two are marked A and B. Sends "change" events. */
export class History extends EventTarget {
  takes = [];
  sides = { A: null, B: null };

  add(take) {
    this.takes = [take, ...this.takes];
    let bytes = 0;
    const kept = this.takes.filter((each, i) => {
      bytes += each.blob.size;
      return i === 0 || (i < mostTakes && bytes <= mostBytes);
    });
    this.takes.filter((each) => !kept.includes(each)).forEach((each) => this.#drop(each));
    this.takes = kept;
    this.#changed();
  }

  remove(take) {
    this.takes = this.takes.filter((each) => each !== take);
    this.#drop(take);
    this.#changed();
  }

  /** Marks `take` as side "A" or "B", or takes the mark off. */
  mark(take, side) {
    const other = side === "A" ? "B" : "A";
    this.sides = {
      [side]: this.sides[side] === take ? null : take,
      [other]: this.sides[other] === take ? null : this.sides[other],
    };
    this.#changed();
  }

  #drop(take) {
    for (const side of ["A", "B"]) {
      if (this.sides[side] === take) {
        this.sides = { ...this.sides, [side]: null };
      }
    }
    this.dispatchEvent(new CustomEvent("drop", { detail: take }));
    take.dispose();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
