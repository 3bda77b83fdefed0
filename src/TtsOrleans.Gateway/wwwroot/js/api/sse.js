/** Cuts a text/event-stream that comes in arbitrary pieces into events. */
export class EventParser {
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
