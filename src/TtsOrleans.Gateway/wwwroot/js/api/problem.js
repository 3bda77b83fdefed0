/** Why a request did not succeed, in a form the page can explain. */
export class RequestFailed extends Error {
  /**
   * @param kind "refused" | "unauthorized" | "busy" | "failed" | "offline" | "broken"
   * @param status HTTP status, 0 when there was no answer
   * @param retryAfter seconds to wait, or null
   */
  constructor(kind, { status = 0, detail = "", retryAfter = null } = {}) {
    super(detail || kind);
    this.kind = kind;
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

/** Reads a problem document (RFC 9457) or whatever else came with an error status. */
export function readProblem(status, body, retryAfterHeader, now) {
  let problem = {};
  try {
    problem = JSON.parse(body) ?? {};
  } catch {
    // not JSON: the status alone has to do
  }
  const detail = problem.detail ?? problem.error ?? problem.title ?? `HTTP ${status}`;
  return new RequestFailed(kindOf(status), { status, detail, retryAfter: readRetryAfter(retryAfterHeader, now) });
}

/** Seconds of a Retry-After header, which holds seconds or a date; null without one. */
export function readRetryAfter(header, now) {
  if (!header) {
    return null;
  }
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

export function kindOf(status) {
  if (status === 401) {
    return "unauthorized";
  }
  if (status === 429 || status === 503) {
    return "busy";
  }
  return status >= 400 && status < 500 ? "refused" : "failed";
}
