import { RequestFailed } from "./problem.js";

/**
 * The events of an answer of type text/event-stream, each {event, data}, until it ends.
 * `onBytes` hears of everything that comes, also of comments that only keep the connection alive.
 * Throws RequestFailed("broken") when the connection breaks.
 */
export async function* eventsOf(response, signal, onBytes = () => {}) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await next(reader, signal);
      if (done) {
        return;
      }
      onBytes();
      yield* parser.push(value);
    }
  } finally {
    reader.cancel().catch(() => {}); // the connection may be gone already
  }
}

async function next(reader, signal) {
  try {
    return await reader.read();
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    throw new RequestFailed("broken");
  }
}

/** Cuts a text/event-stream that comes in arbitrary pieces into events. */
class EventParser {
  #rest = "";

  /** The events completed by `text`, each {event, data}. */
  push(text) {
    const events = [];
    this.#rest += text;
    let from = 0;
    for (let end; (end = this.#rest.indexOf("\n\n", from)) >= 0; from = end + 2) {
      const event = read(this.#rest.slice(from, end));
      if (event) {
        events.push(event);
      }
    }
    this.#rest = this.#rest.slice(from);
    return events;
  }
}

function read(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) {
      event = line.slice(6).trim();
    } else if (line.startsWith("data:")) {
      data.push(line.slice(line[5] === " " ? 6 : 5));
    }
  }
  return data.length > 0 ? { event, data: data.join("\n") } : null; // a comment keeps the connection alive
}
