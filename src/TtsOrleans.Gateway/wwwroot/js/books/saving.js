import { send } from "../api/http.js";
import { apiKey } from "../api/key.js";
import { save } from "../stage/downloads.js";

/**
 * Saves what the service has at `path` under `name`. Without a key the browser fetches it by itself, however large it is, once
 * the service has said that it can give it; a key can only be sent from here.
 */
export async function saveFrom(path, name) {
  if (apiKey() === null) {
    await send(path, { method: "HEAD" });
    save(path, name);
    return;
  }
  const url = URL.createObjectURL(await (await send(path)).blob());
  save(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it after the click
}
