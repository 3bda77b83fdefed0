import { onLanguage, t } from "../i18n/language.js";
import { $, element, setText } from "../page/element.js";
import { clock, size } from "../text/clock.js";
import { Pulse } from "./pulse.js";
import { loadAt, rateOf, Roster } from "./roster.js";
import { SiloCard } from "./silo-card.js";

const names = ["nodes", "slots", "queue", "rate", "rtf", "cache", "audio"];

/** The cluster as it is at this moment: its sums, and a card for every silo. */
export class ClusterView {
  #roster = new Roster();
  #pulse = new Pulse($("pulse"));
  #cards = new Map();
  #shown = false;
  #heard = null; // time of the last report
  #report = null;
  #failure = null;
  #figures;

  constructor(feed) {
    this.#buildFigures();
    feed.addEventListener("news", ({ detail }) => this.#hear(detail));
    window.addEventListener("themechange", () => this.#draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    onLanguage(() => {
      this.#buildFigures();
      this.#cards.forEach((card) => card.build());
      this.#draw();
    });
  }

  show(shown) {
    this.#shown = shown;
    this.#draw();
  }

  /** What is heard while nobody looks is kept as well: a silo that leaves is known when somebody does. */
  #hear({ report, failure, time }) {
    this.#failure = failure;
    if (report) {
      this.#report = report;
      this.#heard = time;
      this.#roster.hear(report, time);
    }
    this.#draw();
  }

  #draw() {
    if (!this.#shown) {
      return;
    }
    const offline = this.#failure !== null && this.#failure.kind !== "unauthorized";
    $("cluster").dataset.state = offline ? "offline" : this.#report === null ? "waiting" : "live";
    setText($("cluster-note"), offline ? t("cluster.offline") : "");
    if (this.#report === null) {
      return;
    }
    const { silos, present } = this.#roster;
    this.#pulse.show(silos, this.#heard);
    const { busy, slots } = loadAt(present, this.#heard, 0);
    $("pulse").setAttribute("aria-label", t("cluster.pulseNow", { busy, slots }));
    this.#writeFigures(present, silos.length - present.length, busy, slots);
    this.#writeSilos(silos);
  }

  #buildFigures() {
    this.#figures = Object.fromEntries(names.map((name) => [name, element("div", { class: "figure", dataset: { name } }, element("dt", {}, t(`figure.${name}`)), element("dd", {}, "–"), element("dd", { class: "figure-note" }))]));
    $("figures").replaceChildren(...Object.values(this.#figures));
  }

  #writeFigures(present, gone, busy, slots) {
    const sum = (part) => present.reduce((total, { node }) => total + (part(node) ?? 0), 0);
    const draining = present.filter(({ node }) => node.draining).length;
    const { cacheHits, cacheMisses, rtf } = this.#report;
    const asked = cacheHits + cacheMisses;
    const rates = present.map(rateOf);
    const limit = sum((node) => node.queueLimit);
    const aside = [draining > 0 ? t("figure.draining", { n: draining }) : "", gone > 0 ? t("figure.gone", { n: gone }) : ""].filter((part) => part !== "");
    this.#write("nodes", String(present.length), aside.join(" · "));
    this.#write("slots", `${busy} / ${slots}`, slots > 0 ? t("figure.share", { n: Math.round((busy / slots) * 100) }) : "");
    this.#write("queue", String(sum((node) => node.waiting)), limit > 0 ? t("figure.room", { n: limit }) : "");
    this.#write("rate", rates.length > 0 && rates.every((rate) => rate === null) ? "–" : t("rate", { n: rates.reduce((a, b) => a + (b ?? 0), 0).toFixed(1) }), t("figure.rateNote"));
    this.#write("rtf", rtf > 0 ? rtf.toFixed(3) : "–", t("figure.rtfNote"));
    this.#write("cache", asked > 0 ? `${Math.round((cacheHits / asked) * 100)}%` : "–", size(sum((node) => node.cacheBytes)));
    this.#write("audio", clock(sum((node) => node.audioSeconds)), t("figure.audioNote"));
  }

  #write(name, value, note) {
    const [, figure, aside] = this.#figures[name].children;
    setText(figure, value);
    setText(aside, note);
  }

  #writeSilos(silos) {
    const known = new Set(silos.map(({ node }) => node.name));
    for (const [name, card] of this.#cards) {
      if (!known.has(name)) {
        card.element.remove();
        this.#cards.delete(name);
      }
    }
    silos.forEach((silo, i) => {
      const card = this.#cards.get(silo.node.name) ?? new SiloCard();
      this.#cards.set(silo.node.name, card);
      card.show(silo, this.#heard);
      const there = $("silo-list").children[i];
      if (there !== card.element) {
        $("silo-list").insertBefore(card.element, there ?? null);
      }
    });
    $("silos-empty").hidden = silos.length > 0;
  }
}
