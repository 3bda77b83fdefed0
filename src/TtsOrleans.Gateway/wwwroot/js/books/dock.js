import { onLanguage, t } from "../i18n/language.js";
import { $, setIcon, setText } from "../page/element.js";
import { tint } from "../settings/accent.js";
import { clock } from "../text/clock.js";
import { bookTitle, chapterTitle } from "./words.js";

/** The bar at the bottom that stays while a book sounds, in every view; the system's media keys do the same. */
export function bindDock(player) {
  const labels = { previous: "dock.previous", next: "dock.next", close: "dock.close" };
  const acts = { previous: () => player.step(-1), next: () => player.step(1), close: () => player.stop(), toggle: () => player.toggle() };
  for (const [name, act] of Object.entries(acts)) {
    $(`dock-${name}`).addEventListener("click", act);
  }
  $("dock-seek").addEventListener("input", () => player.seek(Number($("dock-seek").value)));
  bindMediaKeys(player);
  const show = () => {
    const { job, current, playing, waiting } = player;
    $("dock").hidden = job === null;
    document.documentElement.toggleAttribute("data-dock", job !== null);
    if (job === null) {
      return;
    }
    tint($("dock"), job.id.slice(-6) + job.title);
    for (const [name, label] of Object.entries(labels)) {
      $(`dock-${name}`).setAttribute("aria-label", t(label));
      $(`dock-${name}`).title = t(label);
    }
    $("dock-previous").disabled = player.beside(-1) === null;
    $("dock-next").disabled = player.beside(1) === null;
    $("dock-toggle").setAttribute("aria-label", t(playing ? "stage.pause" : "stage.play"));
    setIcon($("dock-toggle"), playing ? "pause" : "play");
    setText($("dock-title"), bookTitle(job));
    setText($("dock-chapter"), chapterTitle(current));
    setText($("dock-note"), waiting ? t("dock.waiting") : "");
    $("dock").toggleAttribute("data-waiting", waiting);
    showPlace(player);
  };
  player.addEventListener("change", show);
  onLanguage(show);
}

function showPlace({ position, duration }) {
  const seek = $("dock-seek");
  seek.max = Math.max(1, Math.ceil(duration));
  seek.value = Math.round(position);
  seek.style.setProperty("--from", "0%");
  seek.style.setProperty("--to", `${duration > 0 ? Math.min(100, (position / duration) * 100) : 0}%`);
  seek.setAttribute("aria-valuetext", t("stage.seekText", { position: clock(position), duration: clock(duration) }));
  setText($("dock-clock"), `${clock(position)} / ${clock(duration)}`);
}

function bindMediaKeys(player) {
  const session = navigator.mediaSession;
  if (!session) {
    return;
  }
  const handlers = { play: () => player.playing || player.toggle(), pause: () => player.pause(), previoustrack: () => player.step(-1), nexttrack: () => player.step(1) };
  let told = "";
  player.addEventListener("change", () => {
    const { job, current } = player;
    const now = job ? `${job.id} ${current.number}` : "";
    if (now === told) {
      return;
    }
    told = now;
    session.metadata = job ? new MediaMetadata({ title: chapterTitle(current), album: bookTitle(job) }) : null;
    for (const [name, handler] of Object.entries(handlers)) {
      session.setActionHandler(name, job ? handler : null);
    }
  });
}
