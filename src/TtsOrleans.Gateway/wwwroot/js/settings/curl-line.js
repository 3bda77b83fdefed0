import { apiKey } from "../api/key.js";
import { onLanguage, t } from "../i18n/language.js";
import { announce } from "../page/announcer.js";
import { $, setText } from "../page/element.js";
import { curlCommand } from "../text/curl.js";
import { requestOf } from "./request.js";

/** Shows the command line that asks for the current settings and copies it. */
export function bindCurlLine(settings, notice) {
  const url = new URL("api/tts", document.baseURI).href;
  const show = () => {
    if ($("curl").closest("details").open) {
      setText($("curl"), curlCommand(url, requestOf(settings.value), apiKey() !== null));
    }
    setText($("curl-copy"), t("curl.copy"));
  };
  $("curl").closest("details").addEventListener("toggle", show);
  $("curl-copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText($("curl").textContent);
      setText($("curl-copy"), t("curl.copied"));
      announce(t("announce.copied"));
      setTimeout(show, 1600);
    } catch {
      getSelection().selectAllChildren($("curl"));
      notice.tell(() => t("error.copy"), "failed");
    }
  });
  settings.on(null, show);
  onLanguage(show);
}
