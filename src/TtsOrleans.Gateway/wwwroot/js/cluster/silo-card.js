import { language, t } from "../i18n/language.js";
import { element, setText, stroke } from "../page/element.js";
import { span } from "../books/words.js";
import { size } from "../text/clock.js";
import { loadAt, rateOf } from "./roster.js";

const mostCells = 32;
const sparkSeconds = 60;
const facts = ["queue", "cache", "rtf", "rate"];

/** What a silo is doing: its slots now and over the last minute, its queue, cache, speed and voices. */
export class SiloCard {
  element = element("li", { class: "silo" });
  #parts;

  constructor() {
    this.build();
  }

  /** Builds everything anew, as after a change of language. */
  build() {
    const fact = (name) => element("div", { title: t(`silo.${name}Title`) }, element("dt", {}, t(`silo.${name}`)), element("dd", {}));
    const rows = Object.fromEntries(facts.map((name) => [name, fact(name)]));
    this.#parts = {
      name: element("h3", {}),
      state: element("p", { class: "silo-state" }),
      since: element("p", { class: "silo-since" }),
      cells: element("div", { class: "cells", role: "meter", "aria-valuemin": "0", "aria-label": t("silo.slots") }),
      slots: element("p", { class: "silo-slots" }),
      spark: stroke("", sparkSeconds, 16),
      rows,
      voices: element("ul", { class: "silo-voices", "aria-label": t("silo.voices") }),
    };
    const { name, state, since, cells, slots, spark, voices } = this.#parts;
    spark.setAttribute("preserveAspectRatio", "none");
    spark.classList.add("spark");
    this.element.replaceChildren(
      element("header", { class: "silo-head" }, name, state, since),
      element("div", { class: "silo-load" }, cells, slots),
      spark,
      element("dl", { class: "silo-facts" }, ...Object.values(rows)),
      voices,
    );
  }

  show(silo, now) {
    const { node, gone } = silo;
    const { name, state, since, cells, slots, rows, voices, spark } = this.#parts;
    const standing = gone !== null ? "gone" : node.draining ? "draining" : node.busy > 0 ? "busy" : "ready";
    this.element.dataset.state = standing;
    setText(name, node.name);
    setText(state, gone !== null ? t("silo.gone", { time: new Date(gone).toLocaleTimeString(language() === "zh" ? "zh-CN" : "en", { hour12: false }) }) : t(`silo.${standing}`));
    setText(since, `v${node.version}${gone === null && node.started ? ` · ${t("silo.up", { time: span((now - Date.parse(node.started)) / 1000) })}` : ""}`);
    showCells(cells, gone === null ? node.busy : 0, node.slots);
    setText(slots, t("silo.slotsNow", { busy: gone === null ? node.busy : 0, slots: node.slots }));
    spark.firstElementChild.setAttribute("d", curve(silo, now));
    const rate = rateOf(silo);
    const asked = node.cacheHits + node.cacheMisses;
    const values = {
      queue: gone !== null ? "–" : node.queueLimit ? `${node.waiting} / ${node.queueLimit}` : String(node.waiting),
      cache: asked > 0 ? `${Math.round((node.cacheHits / asked) * 100)}% · ${size(node.cacheBytes)}` : size(node.cacheBytes),
      rtf: node.audioSeconds > 0 ? (node.computeSeconds / node.audioSeconds).toFixed(3) : "–",
      rate: rate === null ? "–" : t("rate", { n: rate.toFixed(1) }),
    };
    for (const [key, value] of Object.entries(values)) {
      setText(rows[key].lastElementChild, value);
    }
    showVoices(voices, node.voices ?? []);
  }
}

function showCells(holder, busy, slots) {
  const cells = Math.min(slots, mostCells);
  if (holder.childElementCount !== cells) {
    holder.replaceChildren(...Array.from({ length: cells }, () => element("span", {})));
  }
  const filled = slots > 0 ? Math.ceil((busy / slots) * cells) : 0;
  [...holder.children].forEach((cell, i) => cell.toggleAttribute("data-busy", i < filled));
  holder.setAttribute("aria-valuemax", slots);
  holder.setAttribute("aria-valuenow", busy);
}

/** The last minute as a line in a field of 60 × 16. */
function curve(silo, now) {
  const points = [];
  for (let i = 0; i < sparkSeconds; i++) {
    const { busy, slots } = loadAt([silo], now, (sparkSeconds - 1 - i) * 1000);
    if (slots > 0) {
      points.push(`${i + 0.5} ${(15 - (busy / slots) * 14).toFixed(1)}`);
    }
  }
  return points.length > 1 ? `M${points.join("L")}` : "";
}

function showVoices(holder, voices) {
  const shown = JSON.stringify(voices);
  if (holder.dataset.shown !== shown) {
    holder.dataset.shown = shown;
    holder.replaceChildren(...voices.map(({ name, hash }) => element("li", {}, name, element("code", { title: t("silo.hash") }, hash.slice(0, 8)))));
  }
}
