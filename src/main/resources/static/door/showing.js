// The showings to choose from, and what the service says about the chosen one.

import { get, now } from './api.js';
import { settings } from './store.js';

const HOUR = 3_600_000;

const MAX_PAGES = 10;

/** Returns the clock time of a time, at the theater if the time has its offset. */
export function clockTime(time) {
  return time.slice(11, 16);
}

/** Returns a time in the zone in which another time is written. */
export function inZoneOf(time, milliseconds) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(time) ?? [undefined, '+', '0', '0'];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(milliseconds + offset).toISOString();
}

/** Returns the showings of today, those that have begun before, and those of the next hours. */
export async function showingsOfToday() {
  const time = now();
  const from = encodeURIComponent(new Date(time - 36 * HOUR).toISOString());
  const to = encodeURIComponent(new Date(time + 24 * HOUR).toISOString());
  const showings = [];
  let next = '';
  for (let page = 0; page < MAX_PAGES && next !== undefined; page++) {
    const answer = await get(`v1/slots?limit=100&from=${from}&to=${to}${next}`);
    showings.push(...answer.items);
    next = answer.next === undefined ? undefined : `&next=${encodeURIComponent(answer.next)}`;
  }
  return showings.filter((showing) => showing.cancelReason === undefined && isToday(showing, time));
}

function isToday({ startTime, endTime }, time) {
  const start = Date.parse(startTime);
  return (
    startTime.slice(0, 10) === inZoneOf(startTime, time).slice(0, 10) ||
    (start <= time && time < Date.parse(endTime)) ||
    (start > time && start - time < 3 * HOUR)
  );
}

function listName(slotId) {
  return `list ${slotId}`;
}

/** Returns the list of valid tickets that the device has, undefined if it has none. */
export function keptList(slotId) {
  return settings.get(listName(slotId));
}

/** Reads what has changed in the list of valid tickets, and keeps it. */
export async function refreshList(slotId, key) {
  const kept = await keptList(slotId);
  const since = kept === undefined ? '' : `?since=${encodeURIComponent(kept.version)}`;
  const changed = await get(`v1/slots/${encodeURIComponent(slotId)}/manifest${since}`, key);
  const numbers = new Set(changed.sections.map((section) => section.sectionNo));
  const unchanged = (kept?.sections ?? []).filter((section) => !numbers.has(section.sectionNo));
  const list = { ...changed, sections: [...unchanged, ...changed.sections], readAt: now() };
  await settings.set(listName(slotId), list);
  return list;
}

export function removeList(slotId) {
  return settings.remove(listName(slotId));
}

/** Returns how many are expected and in. */
export function counts(slotId, key) {
  return get(`v1/slots/${encodeURIComponent(slotId)}/admissions`, key);
}
