import { getJson, send } from "./http.js";
import { RequestFailed } from "./problem.js";
import { eventsOf } from "./sse.js";

const silenceMilliseconds = 30_000;
const at = (id, rest = "") => `api/jobs/${encodeURIComponent(id)}${rest}`;

/** A page of jobs, newest first: {jobs, next}. */
export const listJobs = (after, limit, signal) => getJson(`api/jobs?limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ""}`, signal);

/** One job with its errors. */
export const getJob = (id, signal) => getJson(at(id), signal);

/**
 * Orders a job and returns it. `wishes` are the fields of the order without text; the text comes as `text` or as `file`.
 * The same `once` with the same order gives the same job, so that a lost answer can be asked for again.
 */
export async function orderJob({ text, file, ...wishes }, once, signal) {
  const headers = { "Idempotency-Key": once };
  const response = await send("api/jobs", file ? { form: formOf(file, wishes), headers, accept: "application/json", signal } : { json: { ...wishes, text }, headers, accept: "application/json", signal });
  return response.json();
}

/** Pauses or resumes; `act` is the name of the action. Returns the job as it is then. */
export async function actOnJob(id, act) {
  const response = await send(at(id, `/${act}`), { method: "POST", accept: "application/json" });
  return response.json();
}

/** Stops a job and deletes all of it. */
export const deleteJob = (id) => send(at(id), { method: "DELETE" });

/**
 * The job now and after every change, until it has ended. Throws RequestFailed("broken") when the stream breaks off,
 * or stays silent for longer than its heartbeat allows.
 */
export async function* watchJob(id, signal) {
  const silence = new AbortController();
  const both = AbortSignal.any([signal, silence.signal]);
  let timer = 0;
  const wake = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMilliseconds);
  };
  wake();
  try {
    const response = await send(at(id, "/events"), { accept: "text/event-stream", signal: both });
    for await (const { event, data } of eventsOf(response, both, wake)) {
      if (event === "job") {
        yield JSON.parse(data);
      } else if (event === "end") {
        return;
      }
    }
  } catch (error) {
    throw silence.signal.aborted ? new RequestFailed("broken") : error;
  } finally {
    clearTimeout(timer);
  }
  throw new RequestFailed("broken");
}

function formOf(file, wishes) {
  const form = new FormData();
  for (const [name, value] of Object.entries(wishes)) {
    form.append(name, String(value));
  }
  form.append("file", file);
  return form;
}
