/** `text` as one word of a POSIX shell. */
export const shellQuote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The command that asks `url` for the same speech; `withKey` adds the header, its value left to the environment. */
export function curlCommand(url, request, withKey) {
  const lines = [
    `curl -sS --fail-with-body ${shellQuote(url)}`,
    `-H ${shellQuote("Content-Type: application/json")}`,
    ...(withKey ? ['-H "X-API-Key: $TTS_API_KEY"'] : []),
    `--data-raw ${shellQuote(JSON.stringify(request))}`,
    `-o speech.${request.format ?? "wav"}`,
  ];
  return lines.join(" \\\n  ");
}
