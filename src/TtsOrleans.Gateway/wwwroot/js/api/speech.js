import { send } from "./http.js";
import { kindOf, RequestFailed } from "./problem.js";
import { eventsOf } from "./sse.js";

/**
 * Speaks `request` and yields what the service sends as it comes:
 * {type: "timing", …}, {type: "audio", sentence, sample, sampleRate, pcm: Int16Array}, at last {type: "done", sentences, duration, cache}.
 * Throws RequestFailed when it fails, also when the stream ends before it is done.
 */
export async function* speak(request, signal) {
  const response = await send("api/tts", { json: { ...request, stream: true }, accept: "text/event-stream", signal });
  let heard = false;
  for await (const { event, data } of eventsOf(response, signal)) {
    const message = JSON.parse(data);
    if (event === "error") {
      throw failure(message, heard);
    }
    heard ||= event === "audio";
    yield event === "audio" ? audio(message) : { type: event, ...message };
    if (event === "done") {
      return;
    }
  }
  throw new RequestFailed("broken");
}

/** An error after the first sound is a broken speech, whatever broke it. */
function failure({ status = 0, detail, title, retryAfter = null }, heard) {
  return new RequestFailed(heard || status === 0 ? "broken" : kindOf(status), { status: heard ? 0 : status, detail: detail ?? title, retryAfter });
}

function audio({ sentence, sample, sampleRate, audio: base64 }) {
  return { type: "audio", sentence, sample, sampleRate, pcm: decode(base64) };
}

/** Base64 of little-endian 16-bit samples. */
function decode(base64) {
  if (Uint8Array.fromBase64) {
    return new Int16Array(Uint8Array.fromBase64(base64).buffer);
  }
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return new Int16Array(bytes.buffer);
}

/** The whole speech in a compressed format, as a Blob. */
export async function render(request, signal) {
  const response = await send("api/tts", { json: { ...request, stream: false }, signal });
  return response.blob();
}
