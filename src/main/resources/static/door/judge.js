// Decides about a ticket without the service: by its signature, the list of valid tickets, and what this device knows.

import { holders } from './store.js';

const TAG_BYTES = 4;

const imported = new Map();

function bytes(base64) {
  const text = atob(base64.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function json(base64) {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes(base64)));
}

/** Returns what a code says if one of the keys has signed it, and undefined otherwise. */
async function readCode(text, keys) {
  try {
    const [header, payload, signature, ...more] = text.split('.');
    const { alg, kid } = json(header);
    const jwk = keys.find((key) => key.kid === kid);
    if (alg !== 'ES256' || jwk === undefined || more.length > 0) {
      return undefined;
    }
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const key = await publicKey(jwk);
    if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(signature), signed))) {
      return undefined;
    }
    const { s, n, p, m, t } = json(payload);
    return { slotId: `SLT${s}`, section: n, seat: p, seatName: m, tag: bytes(t) };
  } catch {
    return undefined;
  }
}

async function publicKey({ kid, kty, crv, x, y }) {
  if (!imported.has(kid)) {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    imported.set(kid, await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']));
  }
  return imported.get(kid);
}

function tagAt(section, seat) {
  const at = (seat - section.firstSeat) * TAG_BYTES;
  return bytes(section.tags).subarray(at, at + TAG_BYTES);
}

function isSame(one, other) {
  return one.length === TAG_BYTES && other.length === TAG_BYTES && one.every((value, at) => value === other[at]);
}

/** A tag is the beginning of the digest of the id of the ticket. */
async function findTicket(ticketId, list) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ticketId));
  const tag = new Uint8Array(digest).subarray(0, TAG_BYTES);
  for (const section of list.sections) {
    const tags = bytes(section.tags);
    for (let at = 0; at + TAG_BYTES <= tags.length; at += TAG_BYTES) {
      if (isSame(tag, tags.subarray(at, at + TAG_BYTES))) {
        return { slotId: list.slotId, section: section.sectionNo, seat: section.firstSeat + at / TAG_BYTES, tag };
      }
    }
  }
  return undefined;
}

function isInByList(section, seat) {
  const at = seat - section.firstSeat;
  return ((bytes(section.in ?? '')[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
}

/**
 * Returns the outcome that the service would have, as far as the device can know, and which holder it is about.
 * @param list the list of valid tickets, undefined if there is none
 */
export async function judge(scan, list) {
  if (list === undefined) {
    return { outcome: 'Unchecked' };
  }
  const ticket =
    scan.code !== undefined ? await readCode(scan.code, list.keys) : await findTicket(scan.ticketId, list);
  if (ticket === undefined) {
    // The id can be of a ticket that was booked after the list was read.
    return { outcome: scan.code !== undefined ? 'Forged' : 'Unchecked' };
  }
  if (ticket.slotId !== list.slotId) {
    return { outcome: 'OtherSlot', genuine: true };
  }
  const section = list.sections.find((candidate) => candidate.sectionNo === ticket.section);
  const tag = btoa(String.fromCharCode(...ticket.tag));
  const found = {
    genuine: true,
    section: section?.section,
    seat: ticket.seatName ?? String(ticket.seat),
    holder: `${ticket.slotId}/${ticket.section}/${ticket.seat}/${tag}`,
  };
  if (section === undefined || !isSame(tagAt(section, ticket.seat), ticket.tag)) {
    return { ...found, outcome: 'Unknown' };
  }
  return { ...found, ...(await byRules(scan, list, section, ticket.seat, found.holder)) };
}

async function byRules(scan, list, section, seat, holderId) {
  const time = Date.parse(scan.scannedAt);
  const known = await holders.get(holderId);
  const isIn = known?.isIn ?? isInByList(section, seat);
  if (scan.undoes !== undefined) {
    return { outcome: known?.scanId === scan.undoes ? 'Undone' : 'Unchecked' };
  }
  if (scan.direction === 'out') {
    return { outcome: isIn ? 'Left' : 'NotIn' };
  }
  if (time < Date.parse(list.opensAt)) {
    return { outcome: 'TooEarly', opensAt: list.opensAt };
  }
  if (time >= Date.parse(list.closesAt)) {
    return { outcome: 'Expired' };
  }
  return isIn ? { outcome: 'AlreadyIn', earlier: known?.scan } : { outcome: 'Admitted' };
}

/** Returns the outcome of a scan for which staff gave a reason. */
export function withOverride(scan, judged) {
  const letsIn = scan.override !== undefined && judged.genuine === true;
  return letsIn ? { ...judged, outcome: 'Admitted', overridden: scan.override } : judged;
}

/** Remembers what a scan means for the next one of the same ticket. */
export async function remember(holderId, scan, outcome) {
  if (holderId === undefined) {
    return;
  }
  const known = await holders.get(holderId);
  const scanned = { gate: scan.gate, scannedAt: scan.scannedAt };
  if (outcome === 'Undone') {
    if (known?.scanId === scan.undoes) {
      await holders.set(holderId, known.before);
    }
  } else if ((outcome === 'Admitted' || outcome === 'Left') && known?.scanId !== scan.scanId) {
    const { before, ...previous } = known ?? {};
    await holders.set(holderId, {
      isIn: outcome === 'Admitted',
      scanId: scan.scanId,
      scan: scanned,
      before: known === undefined ? undefined : previous,
    });
  } else if (outcome === 'AlreadyIn' && known?.isIn !== true) {
    await holders.set(holderId, { isIn: true, scan: undefined, before: undefined });
  }
}

/** Returns whether somebody goes through. */
export function isAccepted(outcome) {
  return outcome === 'Admitted' || outcome === 'Left' || outcome === 'Undone';
}
