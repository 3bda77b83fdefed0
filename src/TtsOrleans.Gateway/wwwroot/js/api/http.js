import { apiKey } from "./key.js";
import { readProblem, RequestFailed } from "./problem.js";

/**
 * Sends a request with the tab's key; throws RequestFailed unless the answer is a success.
 * A body is given as `json` or, for files, as `form`; with one, the method is POST unless named.
 */
export async function send(path, { method, json, form, headers: extra, accept, signal } = {}) {
  const headers = new Headers(extra);
  const key = apiKey();
  if (accept) {
    headers.set("Accept", `${accept}, application/problem+json`);
  }
  if (key) {
    headers.set("X-API-Key", key);
  }
  if (json !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  const body = json === undefined ? form : JSON.stringify(json);
  let response;
  try {
    response = await fetch(path, { method: method ?? (body === undefined ? "GET" : "POST"), body, headers, signal, cache: "no-store" });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new RequestFailed("offline");
  }
  if (!response.ok) {
    const text = await response.text().catch(() => "");
    throw readProblem(response.status, text, response.headers.get("Retry-After"), Date.now());
  }
  return response;
}

/** GET of a JSON document. */
export async function getJson(path, signal) {
  const response = await send(path, { accept: "application/json", signal });
  return response.json();
}
