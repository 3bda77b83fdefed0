import { getJson } from "./api/http.js";
import { Playback } from "./audio/playback.js";
import { Composer } from "./books/composer.js";
import { bindDock } from "./books/dock.js";
import { Library } from "./books/library.js";
import { BookPlayer } from "./books/player.js";
import { ClusterView } from "./cluster/view.js";
import { bindLanguage } from "./i18n/translate.js";
import { $ } from "./page/element.js";
import { Notice } from "./page/notice.js";
import { bindKeyForm } from "./page/key-form.js";
import { bindTheme } from "./page/theme.js";
import { bindControls } from "./page/controls.js";
import { Views } from "./page/views.js";
import { bindCurlLine } from "./settings/curl-line.js";
import { Manuscript } from "./settings/manuscript.js";
import { Panel } from "./settings/panel.js";
import { defaults } from "./settings/request.js";
import { Speaking } from "./speaking.js";
import { Downloads } from "./stage/downloads.js";
import { Stage } from "./stage/stage.js";
import { bindStatus } from "./status/cluster.js";
import { ClusterFeed } from "./status/feed.js";
import { Store } from "./store.js";
import { Compare } from "./takes/compare.js";
import { History } from "./takes/history.js";
import { TakeList } from "./takes/list.js";
import { exampleFor } from "./text/examples.js";

bindLanguage($("language"));
bindTheme($("theme"));

const settings = new Store({ text: exampleFor("neutral"), voice: null, speaker: null, emotion: "neutral", ...defaults });
const notice = new Notice();
const playback = new Playback($("audio"));
const history = new History();
const panel = new Panel(settings);
const manuscript = new Manuscript(settings, panel);
const stage = new Stage(playback);
const key = bindKeyForm(() => load());

function fail(failure, retry) {
  if (failure.kind === "unauthorized") {
    if (retry !== null || $("key").hidden) {
      key.ask();
    }
  } else {
    notice.show(failure, retry);
  }
}

const downloads = new Downloads(playback, (failure) => fail(failure, null));
const speaking = new Speaking({ settings, panel, playback, history, onGrowth: () => stage.grew(), onFailure: fail });

new TakeList(history, playback, (take) => {
  panel.use(take.request);
  $("text").focus();
});
new Compare(history, playback);
history.addEventListener("drop", ({ detail }) => playback.take === detail && playback.clear());
bindCurlLine(settings, notice);
bindControls({ speaking, manuscript, notice, panel });

const views = new Views();
const feed = new ClusterFeed();
const cluster = new ClusterView(feed);
const player = new BookPlayer($("book-audio"));
const library = new Library(player, (failure) => fail(failure, null));
const composer = new Composer({ onOrdered: (job) => library.welcome(job), onFailure: (failure) => fail(failure, null) });
bindDock(player);
bindStatus(feed);

// Only one voice at a time: whatever begins to sound silences the other.
playback.addEventListener("change", () => playback.playing && player.sounding && player.pause());
player.addEventListener("change", () => player.sounding && playback.playing && playback.pause());

views.addEventListener("change", ({ detail: view }) => {
  notice.hide();
  library.show(view === "books");
  cluster.show(view === "cluster");
  feed.live = view === "cluster";
});

/** Asks what the service can do; until it has answered, nothing can be spoken. */
async function load() {
  try {
    const catalog = await getJson("api/voices");
    panel.load(catalog);
    manuscript.limit(catalog.maxCharacters);
    downloads.offer(catalog.formats);
    library.offer(catalog.formats);
    composer.load(catalog);
    notice.hide();
    key.hide();
    delete $("desk").dataset.loading;
    $("speak").disabled = false;
  } catch (failure) {
    fail(failure, load);
  }
}

views.start();
load();
