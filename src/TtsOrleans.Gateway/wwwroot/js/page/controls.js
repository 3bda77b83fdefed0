import { onLanguage, t } from "../i18n/language.js";
import { $, setIcon, setText } from "./element.js";

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The button that speaks and stops, and the keys that do the same from anywhere. */
export function bindControls({ speaking, manuscript, notice, panel }) {
  const start = () => {
    notice.hide();
    if (manuscript.empty) {
      notice.tell(() => t("error.empty"));
      $("text").focus();
    } else if (manuscript.over > 0) {
      notice.tell(() => t("error.over", { over: manuscript.over.toLocaleString("en") }));
      $("text").focus();
    } else {
      speaking.start();
      showStage();
    }
  };
  $("speak").addEventListener("click", () => (speaking.active ? speaking.stop() : start()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !$("desk").hidden && (event.ctrlKey || event.metaKey) && panel.voice) {
      event.preventDefault();
      start();
    } else if (event.key === "Escape" && speaking.active) {
      event.preventDefault();
      speaking.stop();
    }
  });
  const show = () => {
    const { active } = speaking;
    setText($("speak-label"), t(active ? "stop" : "speak"));
    setIcon($("speak"), active ? "stop" : "play");
    $("speak").classList.toggle("active", active);
  };
  setText($("key-speak"), apple ? "⌘ ⏎" : "Ctrl ⏎");
  speaking.addEventListener("change", show);
  onLanguage(show);
  show();
}

/** On a narrow screen the sound is below the text: bring it into sight, once it has its place there. */
function showStage() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const { top, bottom } = $("stage").getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        const block = matchMedia("(max-width: 900px)").matches ? "start" : "nearest";
        $("stage").scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
      }
    }),
  );
}
