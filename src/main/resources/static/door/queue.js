// Sends scans. Each is on disk before it is sent, and stays there until the service has answered it.

import { Refusal, post } from './api.js';
import { isAccepted } from './judge.js';
import { scans } from './store.js';

const MAX_SCANS = 100;

const FIRST_PAUSE = 1000;

const LONGEST_PAUSE = 30_000;

/** Staff decide themselves about what the device could not check, so they may have let somebody in. */
function offline({ undoes, override, direction }, outcome) {
  const plain = undoes === undefined && override === undefined && direction === undefined;
  const turnedAway = plain && !isAccepted(outcome) && outcome !== 'Unchecked';
  return { offline: true, ...(turnedAway ? { turnedAway } : {}) };
}

export class Queue extends EventTarget {
  #key;
  #waiting = new Map();
  #sending = false;
  #again = false;
  #failures = 0;
  #timer;
  // How many scans go alone, because one of a request was refused as a whole.
  #alone = 0;

  constructor() {
    super();
    addEventListener('online', () => this.send());
  }

  /** Whether the last request was answered. */
  get isOnline() {
    return navigator.onLine && this.#failures === 0;
  }

  /** Sets the key with which scans are sent, undefined for none. */
  useKey(key) {
    this.#key = key;
    this.#failures = 0;
    if (key !== undefined) {
      this.send();
    }
  }

  /**
   * Keeps a scan and begins to send it.
   * @returns the entry, and a promise of the answer
   */
  async add(entry) {
    const no = await scans.add(entry);
    const answer = new Promise((resolve) => this.#waiting.set(entry.scan.scanId, resolve));
    this.#changed();
    this.send();
    return { no, answer };
  }

  /** Notes what the device has decided about a scan that has not been answered. */
  async decided(no, outcome) {
    const entry = await scans.get(no);
    if (entry !== undefined) {
      await scans.change({ ...entry, outcome, scan: { ...entry.scan, ...offline(entry.scan, outcome) } });
    }
  }

  /** Sends all scans that are left, now. */
  async send() {
    clearTimeout(this.#timer);
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    try {
      do {
        this.#again = false;
        await this.#sendAll();
      } while (this.#again);
    } finally {
      this.#sending = false;
    }
  }

  async #sendAll() {
    let batch;
    while (this.#key !== undefined && (batch = await this.#next()).length > 0) {
      try {
        const path = `v1/slots/${encodeURIComponent(batch[0].slotId)}/admissions`;
        const { admissions } = await post(path, { scans: batch.map((entry) => entry.scan) }, this.#key);
        this.#failures = 0;
        await this.#answered(batch, new Map(admissions.map((admission) => [admission.scanId, admission])));
      } catch (error) {
        if (!(error instanceof Refusal)) {
          throw error;
        }
        if (!(await this.#handle(error, batch))) {
          return;
        }
      }
    }
    this.#changed();
  }

  /** Returns the next scans, which are all of one slot. */
  async #next() {
    const entries = await scans.first(this.#alone > 0 ? 1 : MAX_SCANS);
    return entries.filter((entry) => entry.slotId === entries[0].slotId);
  }

  async #answered(batch, admissions) {
    this.#alone = Math.max(0, this.#alone - batch.length);
    const answered = batch.filter((entry) => admissions.has(entry.scan.scanId));
    for (const { no } of answered) {
      // The device may have decided in the meantime.
      const entry = await scans.get(no);
      const admission = admissions.get(entry.scan.scanId);
      await new Promise((done) => {
        this.dispatchEvent(new CustomEvent('answer', { detail: { entry, admission, done } }));
      });
      this.#waiting.get(entry.scan.scanId)?.(admission);
      this.#waiting.delete(entry.scan.scanId);
    }
    await scans.remove(answered);
    this.#changed();
  }

  /** Returns whether to go on at once. */
  async #handle(refusal, batch) {
    if (refusal.isSignedOut) {
      this.#key = undefined;
      this.#changed();
      this.dispatchEvent(new Event('signed-out'));
      return false;
    }
    if (refusal.isTemporary) {
      this.#failures++;
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#failures - 1)) * (0.5 + Math.random() / 2);
      this.#timer = setTimeout(() => this.send(), refusal.retryAfter ? refusal.retryAfter * 1000 : pause);
      this.#changed();
      return false;
    }
    if (batch.length > 1) {
      this.#alone = batch.length;
      return true;
    }
    // The service will never accept this scan.
    const admission = { scanId: batch[0].scan.scanId, outcome: 'Unchecked', refused: refusal.message };
    await this.#answered(batch, new Map([[admission.scanId, admission]]));
    return true;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
