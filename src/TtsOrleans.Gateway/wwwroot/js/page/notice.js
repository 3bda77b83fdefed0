import { has, onLanguage, t } from "../i18n/language.js";
import { $ } from "./element.js";

/** The one place where errors are shown: what happened, what the service said, what to do about it. */
export class Notice {
  #timer = 0;
  #shown = null;

  constructor() {
    $("notice-close").addEventListener("click", () => this.hide());
    $("notice-retry").addEventListener("click", () => {
      const { retry } = this.#shown;
      this.hide();
      retry();
    });
    onLanguage(() => this.#shown && this.#write());
  }

  /** Shows a RequestFailed; `retry` is offered as a button, after the wait the service asked for. */
  show(failure, retry = null) {
    this.hide();
    this.#shown = { failure, retry, readyAt: Date.now() + (failure.retryAfter ?? 0) * 1000 };
    this.#write();
    $("notice").hidden = false;
    if (retry && failure.retryAfter) {
      this.#timer = setInterval(() => this.#tick(), 250);
    }
  }

  /** Shows what the page found itself; `say` gives its text in the current language. */
  tell(say, kind = "refused") {
    this.hide();
    this.#shown = { say, kind, retry: null };
    this.#write();
    $("notice").hidden = false;
  }

  hide() {
    clearInterval(this.#timer);
    this.#shown = null;
    $("notice").hidden = true;
  }

  #write() {
    const { failure, say, kind, retry } = this.#shown;
    $("notice-title").textContent = t(`error.title.${failure?.kind ?? kind}`);
    $("notice-detail").textContent = say ? say() : failure.detail;
    $("notice-hint").textContent = failure ? hint(failure) : "";
    $("notice-retry").hidden = retry === null || failure?.kind === "refused"; // the same words would be refused again
    this.#tick();
  }

  #tick() {
    const { retry, readyAt } = this.#shown;
    if (!retry) {
      return;
    }
    const seconds = Math.ceil((readyAt - Date.now()) / 1000);
    $("notice-retry").disabled = seconds > 0;
    $("notice-retry").textContent = seconds > 0 ? t("retryIn", { seconds }) : t("retry");
    if (seconds <= 0) {
      clearInterval(this.#timer);
    }
  }
}

function hint({ kind, status }) {
  const byStatus = `error.hint.${status}`;
  const byKind = `error.hint.${kind}`;
  return has(byStatus) ? t(byStatus) : has(byKind) ? t(byKind) : "";
}
