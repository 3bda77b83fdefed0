const remembered = 10 * 60_000;
const history = 120_000;
const rateWindow = 10_000;

/**
 * What has been heard of each silo lately: those that answer, and for ten minutes those that no longer do.
 * Each is {node, gone: time | null, heard: [{time, busy, slots, audioSeconds}]}.
 */
export class Roster {
  #silos = new Map();

  /** By name. */
  get silos() {
    return [...this.#silos.values()].sort((a, b) => (a.node.name < b.node.name ? -1 : 1));
  }

  get present() {
    return this.silos.filter(({ gone }) => gone === null);
  }

  hear({ nodes }, time) {
    for (const node of nodes) {
      const before = this.#silos.get(node.name);
      const same = before?.node.started === node.started;
      const heard = same ? before.heard.filter((each) => time - each.time <= history) : [];
      heard.push({ time, busy: node.busy, slots: node.slots, audioSeconds: node.audioSeconds });
      this.#silos.set(node.name, { node, gone: null, heard });
    }
    const names = new Set(nodes.map(({ name }) => name));
    for (const [name, silo] of this.#silos) {
      if (!names.has(name)) {
        silo.gone ??= time;
        if (time - silo.gone > remembered) {
          this.#silos.delete(name);
        }
      }
    }
  }
}

/** Seconds of sound that a silo made in each second of the last ten; null while too little has been heard of it. */
export function rateOf({ heard, gone }) {
  const last = heard.at(-1);
  const first = heard.find(({ time }) => last.time - time <= rateWindow + 500);
  return gone === null && last.time - first.time >= 900 ? (Math.max(0, last.audioSeconds - first.audioSeconds) * 1000) / (last.time - first.time) : null;
}

/** Busy slots of some silos `ago` milliseconds before `now`, and how many slots there were: what was last heard before, if not too old. */
export function loadAt(silos, now, ago) {
  const load = { busy: 0, slots: 0 };
  for (const { heard, gone } of silos) {
    const moment = heard.findLast(({ time }) => time <= now - ago);
    if (moment && now - ago - moment.time < 6000 && (gone === null || now - ago < gone)) {
      load.busy += moment.busy;
      load.slots += moment.slots;
    }
  }
  return load;
}
