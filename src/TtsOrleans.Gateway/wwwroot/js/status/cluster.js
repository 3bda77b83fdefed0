import { onLanguage, t } from "../i18n/language.js";
import { $, setText } from "../page/element.js";

/** Keeps the strip at the top of the page in line with what is heard of the cluster. */
export function bindStatus(feed) {
  let last = null;
  const show = () => {
    const { state, words } = describe(last);
    $("status").dataset.state = state;
    for (const [name, text] of Object.entries(words)) {
      setText($(`status-${name}`), text);
    }
  };
  feed.addEventListener("news", ({ detail: { report, failure } }) => {
    last = report ?? (failure.kind === "unauthorized" ? null : { offline: true });
    show();
  });
  onLanguage(show);
  show();
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
