import { getJson } from "../api/http.js";
import { onLanguage, t } from "../i18n/language.js";
import { $, setText } from "../page/element.js";

const interval = 5000;

/** Keeps the status strip fresh every five seconds, as long as the page is looked at. */
export function watchCluster() {
  let timer = 0;
  let last = null;
  const show = () => {
    const { state, words } = describe(last);
    $("status").dataset.state = state;
    for (const [name, text] of Object.entries(words)) {
      setText($(`status-${name}`), text);
    }
  };
  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) {
      return;
    }
    try {
      last = await getJson("api/cluster", AbortSignal.timeout(interval));
    } catch (failure) {
      last = failure.kind === "unauthorized" ? null : { offline: true };
    }
    show();
    timer = setTimeout(look, interval);
  };
  document.addEventListener("visibilitychange", look);
  onLanguage(show);
  look();
}

function describe(status) {
  if (status === null) {
    return { state: "waiting", words: { nodes: "–", cache: "–", rtf: "–" } };
  }
  if (status.offline) {
    return { state: "offline", words: { nodes: t("status.offline"), cache: "–", rtf: "–" } };
  }
  const active = status.nodes.filter((node) => !node.draining);
  const asked = status.cacheHits + status.cacheMisses;
  return {
    state: active.length === 0 ? "offline" : active.some((node) => node.busy > 0) ? "busy" : "ready",
    words: {
      nodes: String(active.length),
      cache: asked > 0 ? `${Math.round((status.cacheHits / asked) * 100)}%` : "–",
      rtf: status.rtf > 0 ? status.rtf.toFixed(3) : "–",
    },
  };
}
