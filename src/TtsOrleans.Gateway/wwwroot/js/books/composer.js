import { orderJob } from "../api/jobs.js";
import { onLanguage, t } from "../i18n/language.js";
import { $, element, setText } from "../page/element.js";
import { paint } from "../settings/accent.js";
import { emotionName } from "../settings/names.js";
import { countCharacters } from "../text/characters.js";
import { size } from "../text/clock.js";
import { bindDrop } from "./drop.js";
import { explain } from "./fault.js";
import { isManuscript, readManuscript, titleOf } from "./manuscript-file.js";
import { Voicing } from "./voicing.js";

/** Where a book is ordered: first its text, as a file or pasted, then how it is to be read. */
export class Composer {
  #voicing = new Voicing(() => this.#writeTags());
  #file = null; // {file, characters, excerpt}; null: pasted text
  #sending = null;
  #once = null; // {order, id}: an order that was sent and may be sent again
  #loaded;
  #ready = new Promise((resolve) => (this.#loaded = resolve));
  #onOrdered;
  #onFailure;

  constructor({ onOrdered, onFailure }) {
    this.#onOrdered = onOrdered;
    this.#onFailure = onFailure;
    $("pick-file").addEventListener("click", () => $("order-file").click());
    $("order-other").addEventListener("click", () => $("order-file").click());
    $("order-file").addEventListener("change", () => this.#take($("order-file").files));
    $("pick-paste").addEventListener("click", () => this.#open(null));
    $("order-dismiss").addEventListener("click", () => this.#dismiss());
    $("order-text").addEventListener("input", () => this.#writeFacts());
    $("composer").addEventListener("submit", (event) => (event.preventDefault(), this.#send()));
    $("composer").addEventListener("keydown", (event) => this.#key(event));
    bindDrop($("books"), $("composer"), (files) => this.#take(files));
    onLanguage(() => this.#write());
    this.#write();
  }

  /** Fills the choices from GET /api/voices. */
  load(catalog) {
    this.#voicing.load(catalog);
    $("pick-file").disabled = $("pick-paste").disabled = false;
    this.#loaded();
  }

  async #take(files) {
    const [file] = files;
    if (!file) {
      return;
    }
    explain($("drop-fault"), null);
    if (files.length > 1 || !isManuscript(file)) {
      this.#complain(() => t(files.length > 1 ? "drop.onlyOne" : "drop.wrongKind", { name: file.name }));
    } else if (file.size === 0) {
      this.#complain(() => t("drop.nothing", { name: file.name }));
    } else {
      try {
        const manuscript = { file, ...(await readManuscript(file)) };
        await this.#ready; // dropped before the voices are known
        this.#open(manuscript);
      } catch {
        this.#complain(() => t("drop.unreadable", { name: file.name }));
      }
    }
    $("order-file").value = "";
  }

  #open(file) {
    const before = $("order-title").value;
    if (file && (before === "" || (this.#file && before === titleOf(this.#file.file)))) {
      $("order-title").value = titleOf(file.file);
    }
    this.#file = file;
    explain($("drop-fault"), null);
    explain($("order-fault"), null);
    $("composer").dataset.step = "order";
    $("drop").hidden = true;
    $("order").hidden = false;
    $("order-preview").hidden = file === null;
    $("order-text").hidden = file !== null;
    $("order-other").hidden = file === null;
    this.#write();
    (file ? $("order-title") : $("order-text")).focus();
  }

  #dismiss() {
    this.#sending?.abort();
    this.#reset();
    $("pick-file").focus();
  }

  #reset() {
    this.#file = null;
    this.#once = null;
    $("composer").dataset.step = "source";
    $("drop").hidden = false;
    $("order").hidden = true;
    $("order-title").value = "";
    $("order-text").value = "";
    paint($("composer"), this.#voicing.wishes.emotion);
  }

  #key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !$("order").hidden) {
      event.preventDefault();
      this.#send();
    }
  }

  async #send() {
    if (this.#sending || $("order").hidden) {
      return;
    }
    explain($("order-fault"), null);
    if (!this.#file && $("order-text").value.trim() === "") {
      this.#say($("order-fault"), () => t("order.empty"));
      $("order-text").focus();
      return;
    }
    const title = $("order-title").value.trim();
    const order = { ...(title ? { title } : {}), ...this.#voicing.wishes };
    const content = this.#file ? { file: this.#file.file } : { text: $("order-text").value };
    this.#sending = new AbortController();
    const { signal } = this.#sending;
    this.#writeSend();
    try {
      const job = await orderJob({ ...order, ...content }, this.#onceFor(order, content), signal);
      this.#reset();
      this.#onOrdered(job);
    } catch (failure) {
      if (!signal.aborted) {
        this.#refused(failure);
      }
    } finally {
      this.#sending = null;
      this.#writeSend();
    }
  }

  #refused(failure) {
    if (failure.kind === "unauthorized") {
      this.#onFailure(failure);
    } else {
      explain($("order-fault"), failure);
    }
  }

  /** One id for one order, however often it has to be sent until an answer comes. */
  #onceFor(order, { file, text }) {
    const same = JSON.stringify([order, file ? [file.name, file.size, file.lastModified] : text]);
    if (this.#once?.order !== same) {
      this.#once = { order: same, id: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("") };
    }
    return this.#once.id;
  }

  #complain(say) {
    this.#say($($("order").hidden ? "drop-fault" : "order-fault"), say);
  }

  #say(holder, say) {
    holder.textContent = say();
    holder.hidden = false;
  }

  #write() {
    this.#writeFacts();
    this.#writeTags();
    this.#writeSend();
    explain($("order-fault"), null); // said in the other language
    explain($("drop-fault"), null);
  }

  #writeFacts() {
    const characters = this.#file?.characters ?? countCharacters($("order-text").value);
    const length = t("order.characters", { n: characters.toLocaleString("en") });
    setText($("order-facts"), this.#file ? `${this.#file.file.name} · ${size(this.#file.file.size)} · ${length}` : length);
    setText($("order-excerpt"), this.#file?.excerpt ?? "");
  }

  #writeTags() {
    const pasted = this.#file === null;
    setText($("tags-hint"), t(pasted ? "tags.insert" : "tags.write"));
    $("tag-list").replaceChildren(
      ...this.#voicing.emotions.map((emotion) => {
        const tag = `[${emotionName(emotion)}]`;
        const made = pasted ? element("button", { type: "button", class: "tag", "aria-label": t("tags.insertOne", { tag }), onclick: () => this.#insert(tag) }, tag) : element("code", { class: "tag" }, tag);
        paint(made, emotion.name);
        return made;
      }),
    );
  }

  /** Puts a tag where the paragraph with the cursor begins. */
  #insert(tag) {
    const area = $("order-text");
    const { value, selectionStart } = area;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const [bracket = "", inner] = /^[[【]([^\]】\n]*)[\]】]/u.exec(value.slice(start)) ?? [];
    const old = this.#voicing.emotions.some(({ name, label }) => inner === name || inner === label) ? bracket : "";
    area.setRangeText(tag, start, start + old.length, "preserve");
    area.setSelectionRange(Math.max(start, selectionStart - old.length) + tag.length, Math.max(start, selectionStart - old.length) + tag.length);
    area.focus();
    this.#writeFacts();
  }

  #writeSend() {
    const busy = this.#sending !== null;
    setText($("order-send-label"), t(busy ? "order.sending" : "order.send"));
    $("order-send").disabled = busy;
    $("order-send").setAttribute("aria-busy", String(busy));
  }
}
