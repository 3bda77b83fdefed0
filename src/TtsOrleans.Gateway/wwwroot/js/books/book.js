import { t } from "../i18n/language.js";
import { element, icon, setIcon, setText } from "../page/element.js";
import { tint } from "../settings/accent.js";
import { ChapterBar } from "./chapter-bar.js";
import { Chapters } from "./chapters.js";
import { confirmIn } from "./confirming.js";
import { Delivery } from "./delivery.js";
import { explain } from "./fault.js";
import { ended } from "./shelf.js";
import { bookTitle, figuresOf, when } from "./words.js";

const spine = 7; // letters down the smallest cover

/**
 * One job on the shelf; opened it shows chapters, files and errors.
 * `on` are callbacks: play(number | null), act("pause" | "resume"), remove(), open(isOpen).
 */
export class Book {
  element;
  open = false;
  job;
  #on;
  #formats;
  #parts;
  #sounding = null;

  constructor(job, formats, on) {
    this.job = job;
    this.#formats = formats;
    this.#on = on;
    this.element = element("li", { class: "book", dataset: { id: job.id } });
    tint(this.element, job.id.slice(-6) + job.title);
    this.build();
  }

  /** Builds everything anew, as after a change of language. */
  build() {
    const { id } = this.job;
    const delivery = new Delivery(this.#formats, this.#parts?.delivery.format ?? this.job.format, { onFormat: () => this.#update(), onFailure: (failure) => this.fail(failure) });
    const parts = {
      delivery,
      title: element("button", { type: "button", class: "book-title", "aria-controls": `inside-${id}`, onclick: () => this.toggle() }, element("span", { lang: "zh-CN" }), icon("chevron")),
      facts: element("p", { class: "book-facts" }),
      bar: new ChapterBar(),
      figures: element("p", { class: "book-figures" }),
      play: element("button", { type: "button", class: "round", dataset: { act: "play" }, onclick: () => this.#on.play(null) }, icon("play")),
      hold: element("button", { type: "button", class: "plain", dataset: { act: "hold" }, onclick: () => this.#on.act(this.job.state === "running" || this.job.state === "waiting" ? "pause" : "resume") }),
      remove: element("button", { type: "button", class: "quiet icon-only", dataset: { act: "remove" }, onclick: () => this.#ask() }, icon("delete")),
      confirm: element("div", { class: "confirm", role: "alertdialog", hidden: true }),
      fault: element("p", { class: "fault", role: "alert", hidden: true }),
      chapters: new Chapters(delivery, { onPlay: (number) => this.#on.play(number), onFailure: (failure) => this.fail(failure) }),
      errors: element("div", { class: "errors", hidden: true }),
    };
    this.#parts = parts;
    this.element.replaceChildren(
      element("div", { class: "cover", "aria-hidden": "true", lang: "zh-CN" }, element("span", {}, coverWord(this.job))),
      element("div", { class: "book-words" }, element("h3", {}, parts.title), parts.facts, parts.bar.element, parts.figures, parts.fault),
      element("div", { class: "book-acts" }, parts.hold, parts.remove, parts.play),
      parts.confirm,
      element("div", { class: "book-inside", id: `inside-${id}` }, parts.errors, delivery.element, parts.chapters.element),
    );
    this.#update();
  }

  /** The audio formats that can be had. */
  offer(formats) {
    this.#formats = formats;
    this.build();
  }

  show(job) {
    this.job = job;
    this.#update();
  }

  /** What of it sounds: {chapter, playing} or null. */
  sound(sounding) {
    this.#sounding = sounding;
    this.#update();
  }

  toggle() {
    this.open = !this.open;
    this.#update();
    this.#on.open(this.open);
  }

  /** Says what did not succeed; null takes it away. */
  fail(failure) {
    explain(this.#parts.fault, failure);
  }

  /** Its news do not come at the moment. */
  lose(lost) {
    this.element.toggleAttribute("data-lost", lost);
    this.#writeFacts();
  }

  #ask() {
    const key = ended(this.job) ? "delete" : "cancel";
    confirmIn(this.#parts.confirm, this.#parts.remove, { question: t(`confirm.${key}`, { title: bookTitle(this.job) }), yes: t(`confirm.${key}Yes`), onYes: () => this.#on.remove() });
  }

  #update() {
    const { job } = this;
    const parts = this.#parts;
    const title = bookTitle(job);
    this.element.dataset.state = job.state;
    this.element.toggleAttribute("data-open", this.open);
    this.element.toggleAttribute("data-current", this.#sounding !== null);
    setText(parts.title.firstElementChild, title);
    parts.title.setAttribute("aria-expanded", String(this.open));
    parts.bar.show(job);
    const figures = figuresOf(job);
    parts.figures.replaceChildren(...figures.map(({ name, text }) => element("span", { dataset: { name } }, text)));
    this.#writeFacts();
    const playing = this.#sounding?.playing === true;
    parts.play.disabled = !job.chapters.some(({ audio }) => audio);
    setIcon(parts.play, playing ? "pause" : "play");
    parts.play.setAttribute("aria-label", t(playing ? "book.pauseSound" : "book.play", { title }));
    const hold = { waiting: "book.hold", running: "book.hold", paused: "book.resume", failed: "book.again" }[job.state];
    parts.hold.hidden = hold === undefined;
    setText(parts.hold, hold ? t(hold) : "");
    const remove = t(ended(job) ? "book.delete" : "book.cancel", { title });
    parts.remove.setAttribute("aria-label", remove);
    parts.remove.title = remove;
    const inside = this.element.lastElementChild;
    inside.hidden = !this.open;
    if (this.open) {
      parts.delivery.show(job);
      parts.chapters.show(job, this.#sounding);
      this.#writeErrors();
    }
  }

  #writeFacts() {
    const { job } = this;
    const facts = [t("book.created", { when: when(job.created) }), job.format.toUpperCase(), ...(job.chapters.length > 1 ? [t("book.chapters", { n: job.chapters.length })] : [])];
    const state = element("span", { class: "state" }, this.element.hasAttribute("data-lost") ? t("state.lost") : t(`state.${job.state}`));
    this.#parts.facts.replaceChildren(state, ...facts.map((fact) => element("span", {}, fact)));
  }

  #writeErrors() {
    const { errors } = this.job;
    const shown = JSON.stringify(errors);
    const holder = this.#parts.errors;
    if (holder.dataset.shown === shown) {
      return;
    }
    holder.dataset.shown = shown;
    holder.hidden = errors.length === 0;
    holder.replaceChildren(
      element("h4", {}, t("errors.title", { n: errors.length })),
      element(
        "ul",
        {},
        ...errors.map(({ chapter, text, message }) => element("li", {}, element("span", { class: "error-place" }, t("errors.chapter", { number: chapter })), element("q", { lang: "zh-CN" }, text), element("span", { class: "error-why" }, message))),
      ),
    );
  }
}

/** What stands on the cover: as much of the title as a spine has room for, of other scripts than Chinese in whole words if one fits. */
function coverWord(job) {
  const title = bookTitle(job).replace(/[《》〈〉「」]/gu, "").trim();
  if (/^\p{Script=Han}/u.test(title)) {
    return Array.from(title).slice(0, 4).join("").trim();
  }
  const words = new RegExp(`^.{1,${spine}}(?=\\s|$)`, "u").exec(title)?.[0];
  return (words ?? Array.from(title).slice(0, spine).join("")).trim();
}
