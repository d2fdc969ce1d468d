// Calls the service.

const TIMEOUT = 10_000;

/** An answer that is not a success, or no answer: status 0. */
export class Refusal extends Error {
  constructor(status, problem, retryAfter) {
    const fields = (problem?.errors ?? []).map(({ field, message }) => `${field} ${message}`);
    super([problem?.detail ?? `Status ${status}`, ...fields].join(' '));
    this.status = status;
    this.type = problem?.type?.replace('urn:ticketly:problem:', '');
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get isTemporary() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  get isSignedOut() {
    return this.status === 401 || this.status === 403;
  }
}

/** By how many milliseconds the clock of the service is ahead of the clock of the device. */
let ahead = 0;

/** The time by the clock of the service, so that scans of all devices have one order. */
export function now() {
  return Date.now() + ahead;
}

async function send(path, key, options) {
  const headers = { Accept: 'application/json', ...options.headers };
  if (key) {
    headers.Authorization = `Bearer ${key}`;
  }
  let response;
  const sentAt = Date.now();
  try {
    // No credentials: a browser would also send a password that an operator has entered in it.
    response = await fetch(new URL(path, document.baseURI), {
      ...options,
      headers,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    throw new Refusal(0);
  }
  readClock(response.headers.get('Date'), sentAt);
  const body = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) {
    const status = response.ok ? 0 : response.status;
    throw new Refusal(status, body, Number(response.headers.get('Retry-After')) || undefined);
  }
  return body;
}

/** The header has whole seconds, so small differences say nothing, and neither does a header that was long on its way. */
function readClock(date, sentAt) {
  const receivedAt = Date.now();
  if (receivedAt - sentAt > 1000) {
    return;
  }
  const difference = Date.parse(date) + 500 - (sentAt + receivedAt) / 2;
  if (Math.abs(difference - ahead) > 2000) {
    ahead = Math.abs(difference) > 2000 ? difference : 0;
  }
}

export function get(path, key) {
  return send(path, key, { method: 'GET' });
}

export function post(path, body, key) {
  return send(path, key, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
