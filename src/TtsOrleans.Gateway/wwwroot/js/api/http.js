import { apiKey } from "./key.js";
import { readProblem, RequestFailed } from "./problem.js";

/** Sends a request with the tab's key; throws RequestFailed unless the answer is a success. */
export async function send(path, { json, accept, signal } = {}) {
  const headers = new Headers();
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
  let response;
  try {
    response = await fetch(path, {
      method: json === undefined ? "GET" : "POST",
      body: json === undefined ? undefined : JSON.stringify(json),
      headers,
      signal,
      cache: "no-store",
    });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new RequestFailed("offline");
  }
  if (!response.ok) {
    const body = await response.text().catch(() => "");
    throw readProblem(response.status, body, response.headers.get("Retry-After"), Date.now());
  }
  return response;
}

/** GET of a JSON document. */
export async function getJson(path, signal) {
  const response = await send(path, { accept: "application/json", signal });
  return response.json();
}
