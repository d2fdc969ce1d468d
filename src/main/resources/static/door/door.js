// The page for the door: sign-in, choice of a showing, and scans.

import { Refusal, now, post } from './api.js';
import { Camera } from './camera.js';
import { isAccepted, judge, remember, withOverride } from './judge.js';
import { Queue } from './queue.js';
import { clockTime, counts, inZoneOf, keptList, refreshList, removeList, showingsOfToday } from './showing.js';
import { conflicts, holders, scans, settings } from './store.js';
import { texts, translate } from './texts.js';

/** How long staff wait for the service before the device decides. */
const PATIENCE = 2500;

const COUNTS_EVERY = 5000;

const LIST_EVERY = 60_000;

const MAX_RECENT = 8;

/** How far the clock may be set back until scans have the time before, again. */
const CLOCK_CHANGE = 60_000;

const KINDS = { OtherSlot: 'maybe', TooEarly: 'maybe', Unchecked: 'maybe' };

const VIBRATIONS = { ok: [90], maybe: [90, 80, 90], no: [300, 120, 300] };

const element = (id) => document.getElementById(id);

const queue = new Queue();

const camera = new Camera(element('video'), (code) => scan({ code }));

/** The key of this device, and what it checks where. */
let device;
let showing;
let gate;

let list;
let direction = 'in';
let last;
let showings = [];
let scanning = Promise.resolve();
let countsTimer;
let listTimer;
let wakeLock;

// Screens

function show(name) {
  for (const screen of ['sign-in', 'choose', 'scan']) {
    element(screen).hidden = screen !== name;
  }
}

async function open() {
  stop();
  if (device === undefined) {
    show('sign-in');
    const kept = await scans.count();
    if (kept > 0 && element('sign-in-message').textContent === '') {
      say('sign-in-message', texts.kept(kept));
    }
  } else if (showing === undefined) {
    show('choose');
    element('gate').value ||= gate ?? device.name.slice(0, 40);
    await loadShowings();
  } else {
    show('scan');
    await start();
  }
}

function say(id, text) {
  element(id).textContent = text;
}

function explain(error) {
  if (!(error instanceof Refusal)) {
    throw error;
  }
  return error.status === 0 ? texts.noNetwork : texts.failed(error.message);
}

// Signing in and out

async function signIn(event) {
  event.preventDefault();
  say('sign-in-message', '');
  try {
    const { keyId, key, name, expiresAt } = await post('v1/door-codes/redeem', { code: element('code').value });
    device = { keyId, key, name, expiresAt };
    await settings.set('device', device);
    element('code').value = '';
    queue.useKey(device.key);
    await open();
  } catch (error) {
    say('sign-in-message', explainSignIn(error));
  }
}

function explainSignIn(error) {
  switch (error.status) {
    case 400:
      return texts.malformedCode;
    case 404:
      return texts.wrongCode;
    case 429:
      return texts.tooManyAttempts(error.retryAfter ?? 1);
    default:
      return explain(error);
  }
}

/** Deletes the key and what it could read. Scans that are not sent are kept. */
async function forgetKey() {
  device = undefined;
  queue.useKey(undefined);
  await settings.remove('device');
}

async function signOut() {
  await forgetKey();
  await settings.remove('place');
  await holders.clear();
  await open();
}

async function signedOut() {
  await forgetKey();
  const kept = await scans.count();
  say('sign-in-message', texts.signedOut + (kept > 0 ? ` ${texts.kept(kept)}` : ''));
  await open();
}

// Choosing a showing

async function loadShowings() {
  say('choose-message', '');
  try {
    showings = await showingsOfToday();
  } catch (error) {
    say('choose-message', explain(error));
    return;
  }
  element('slots').replaceChildren(...showings.map(choice));
  if (showings.length === 0) {
    say('choose-message', texts.noSlots);
  }
}

function choice(candidate) {
  const label = document.createElement('label');
  label.className = 'choice';
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'slot';
  input.value = candidate.slotId;
  const text = document.createElement('span');
  text.textContent = `${clockTime(candidate.startTime)} ${candidate.slotName}`;
  label.append(input, text);
  return label;
}

async function choose(event) {
  event.preventDefault();
  const chosen = new FormData(event.target);
  const slot = showings.find((candidate) => candidate.slotId === chosen.get('slot'));
  if (slot === undefined) {
    say('choose-message', texts.chooseSlot);
    return;
  }
  gate = chosen.get('gate').trim();
  showing = { slotId: slot.slotId, name: slot.slotName, startTime: slot.startTime };
  await settings.set('place', { showing, gate });
  await open();
}

async function change() {
  await removeList(showing.slotId);
  showing = undefined;
  await settings.set('place', { gate });
  await open();
}

// Scanning

async function start() {
  say('slot-name', `${clockTime(showing.startTime)} ${showing.name}`);
  say('gate-name', gate);
  setDirection('in');
  setLast(undefined);
  present('none', texts.ready);
  element('recent').replaceChildren();
  element('counts').replaceChildren();
  list = await keptList(showing.slotId);
  showList();
  await showConflicts();
  resume();
}

/** Begins or goes on with what needs the screen. */
function resume() {
  if (document.hidden || element('scan').hidden) {
    return;
  }
  camera.start().then(
    () => say('camera-message', ''),
    () => say('camera-message', texts.noCamera),
  );
  navigator.wakeLock?.request('screen').then(
    (lock) => (wakeLock = lock),
    () => undefined,
  );
  repeatCounts();
  repeatList();
}

function stop() {
  camera.stop();
  wakeLock?.release();
  wakeLock = undefined;
  clearTimeout(countsTimer);
  clearTimeout(listTimer);
}

async function repeatCounts() {
  clearTimeout(countsTimer);
  await whileSignedIn(async ({ slotId, startTime }) => {
    showCounts(await counts(slotId, device.key), startTime);
    // What is left can be sent, even if the browser has not noticed.
    if (!queue.isOnline) {
      queue.send();
    }
  });
  countsTimer = setTimeout(repeatCounts, COUNTS_EVERY);
}

async function repeatList() {
  clearTimeout(listTimer);
  await whileSignedIn(async ({ slotId }) => {
    const read = await refreshList(slotId, device.key);
    if (showing?.slotId === slotId) {
      list = read;
      showList();
    }
  });
  listTimer = setTimeout(repeatList, list === undefined ? COUNTS_EVERY : LIST_EVERY);
}

async function whileSignedIn(work) {
  if (device === undefined || showing === undefined || document.hidden) {
    return;
  }
  try {
    await work(showing);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    if (error.isSignedOut && device !== undefined) {
      await signedOut();
    }
  }
}

/** Scans one ticket after the other. */
function scan(ticket, more = {}) {
  scanning = scanning.then(() => scanOne(ticket, more)).catch((error) => reportError(error));
  return scanning;
}

async function scanOne(ticket, more) {
  if (showing === undefined || element('override-dialog').open) {
    return;
  }
  const made = {
    scanId: crypto.randomUUID(),
    ...ticket,
    gate,
    scannedAt: new Date(await timeOfScan()).toISOString(),
    ...(more.undoes || more.override || direction === 'in' ? {} : { direction }),
    ...more,
  };
  present('none', texts.checking);
  const judged = withOverride(made, await judge(made, list));
  const entry = { slotId: showing.slotId, scan: made, holder: judged.holder, place: place(judged) };
  const { no, answer } = await queue.add(entry);
  const admission = await Promise.race([answer, patience()]);
  if (admission === undefined) {
    await queue.decided(no, judged.outcome);
    await remember(judged.holder, made, judged.outcome);
    report(made, { ...judged, here: true });
  } else {
    report(made, { ...judged, opensAt: undefined, earlier: undefined, ...admission });
  }
}

/** Returns the time, later than that of the last scan, because the order of scans without a network decides. */
async function timeOfScan() {
  const last = (await settings.get('last-scan')) ?? 0;
  const time = last - now() > CLOCK_CHANGE ? now() : Math.max(now(), last + 1);
  await settings.set('last-scan', time);
  return time;
}

/** Ends when staff have waited long enough, or when there is no network. */
function patience() {
  return new Promise((resolve) => {
    const timer = setTimeout(end, queue.isOnline ? PATIENCE : 0);
    queue.addEventListener('change', endIfOffline);

    function endIfOffline() {
      if (!queue.isOnline) {
        end();
      }
    }

    function end() {
      clearTimeout(timer);
      queue.removeEventListener('change', endIfOffline);
      resolve();
    }
  });
}

/** Takes an answer of the service to a scan, which may come long after it. */
async function answered({ detail: { entry, admission, done } }) {
  try {
    await remember(entry.holder, entry.scan, admission.outcome);
    const decided = entry.outcome;
    if (decided === undefined) {
      return;
    }
    const others = isAccepted(decided) ? (admission.conflicts ?? []) : [];
    // Staff may have let in whom the device could not check.
    const differs = decided === 'Unchecked' || admission.outcome === 'TurnedAway' || isAccepted(decided) !== isAccepted(admission.outcome);
    if (differs || others.length > 0 || admission.refused !== undefined) {
      await conflicts.add(conflictText(entry, admission, others, differs));
      await showConflicts();
    }
  } finally {
    done();
  }
}

function conflictText({ scan: made, place: seat, outcome }, admission, others, differs) {
  const where = place(admission) || seat || made.ticketId || '';
  return [
    `${localTime(made.scannedAt)} ${where}: ${texts.outcomes[outcome]}`,
    ...(admission.refused === undefined ? [] : [texts.refused(admission.refused)]),
    ...(differs && admission.refused === undefined ? [texts.serverSays(texts.outcomes[admission.outcome])] : []),
    ...others.map((other) => texts.alsoIn(other.gate, localTime(other.scannedAt))),
  ].join('; ');
}

// What staff see

function kindOf(outcome) {
  return KINDS[outcome] ?? (isAccepted(outcome) ? 'ok' : 'no');
}

function report(made, result) {
  const kind = kindOf(result.outcome);
  const word = texts.outcomes[result.outcome] ?? result.outcome;
  present(kind, word, place(result), details(result));
  navigator.vibrate?.(VIBRATIONS[kind]);
  const entry = document.createElement('li');
  entry.textContent = `${localTime(made.scannedAt)} ${word} ${place(result)}${result.here ? ` (${texts.judgedHere})` : ''}`;
  entry.dataset.outcome = result.outcome;
  entry.dataset.here = String(result.here === true);
  element('recent').prepend(entry);
  [...element('recent').children].slice(MAX_RECENT).forEach((old) => old.remove());
  if (made.undoes === undefined) {
    setLast({ scan: made, outcome: result.outcome, genuine: result.genuine });
  } else if (result.outcome === 'Undone') {
    setLast(undefined);
  }
}

function present(kind, word, where = '', detail = '') {
  element('result').dataset.kind = kind;
  say('word', word);
  say('place', where);
  say('detail', detail);
}

function place({ section, seat }) {
  return [section, seat].filter(Boolean).join(' ');
}

function details({ outcome, earlier, opensAt, otherSlot, overridden, refused, here }) {
  return [
    earlier && texts.atGate(earlier.gate, localTime(earlier.scannedAt)),
    opensAt && texts.opens(localTime(opensAt)),
    otherSlot && texts.showing(otherSlot.slotName, clockTime(otherSlot.startTime)),
    overridden,
    refused && texts.refused(refused),
    here && outcome === 'Unknown' && texts.notOnList(listTime()),
    here && outcome === 'Unchecked' && texts.decide,
    here && texts.judgedHere,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Returns the clock time at the theater. */
function localTime(time) {
  return clockTime(inZoneOf(showing?.startTime ?? time, Date.parse(time)));
}

function listTime() {
  return list === undefined ? '' : localTime(new Date(list.readAt).toISOString());
}

function setLast(result) {
  last = result;
  element('undo').disabled = !(result && (result.outcome === 'Admitted' || result.outcome === 'Left'));
  element('override').hidden = !(
    result &&
    result.scan.direction === undefined &&
    !isAccepted(result.outcome) &&
    !['Forged', 'TooManyScans'].includes(result.outcome)
  );
}

function ticketOf({ code, ticketId }) {
  return code === undefined ? { ticketId } : { code };
}

function setDirection(chosen) {
  direction = chosen;
  element('direction-in').setAttribute('aria-pressed', String(chosen === 'in'));
  element('direction-out').setAttribute('aria-pressed', String(chosen === 'out'));
}

function showCounts({ expected, in: inside, out }, startTime) {
  const entries = [
    [texts.expected, expected, 'expected'],
    [texts.inside, inside, 'inside'],
    [texts.left, out, 'left'],
  ];
  element('counts').replaceChildren(
    ...entries.map(([name, count, id]) => {
      const group = document.createElement('div');
      const term = document.createElement('dt');
      term.textContent = name;
      const value = document.createElement('dd');
      value.textContent = count;
      value.dataset.count = id;
      group.append(term, value);
      return group;
    }),
  );
  say('counts-time', texts.countsAt(inZoneOf(startTime, now()).slice(11, 19)));
}

function showList() {
  say('list-time', list === undefined ? texts.noList : texts.listAt(listTime()));
  element('list-time').dataset.ready = String(list !== undefined);
}

async function showConflicts() {
  const all = await conflicts.all();
  element('conflicts').hidden = all.length === 0;
  element('conflict-list').replaceChildren(
    ...all.map((text) => {
      const entry = document.createElement('li');
      entry.textContent = text;
      return entry;
    }),
  );
}

async function showConnection() {
  const online = queue.isOnline;
  say('connection', online ? texts.online : texts.offline);
  element('connection').dataset.online = String(online);
  const count = await scans.count();
  say('unsent', count > 0 ? texts.unsent(count) : '');
  element('unsent').dataset.count = String(count);
}

// Input

function enter(event) {
  event.preventDefault();
  const text = element('manual').value.trim();
  element('manual').value = '';
  if (text !== '') {
    scan(/^TKT/i.test(text) ? { ticketId: text.toUpperCase() } : { code: text });
  }
}

async function letIn(event) {
  event.preventDefault();
  const reason = element('reason').value.trim();
  if (reason === '') {
    return;
  }
  element('override-dialog').close();
  await scan(ticketOf(last.scan), { override: reason });
}

function listen() {
  element('sign-in-form').addEventListener('submit', signIn);
  element('choose-form').addEventListener('submit', choose);
  element('reload-slots').addEventListener('click', loadShowings);
  element('sign-out').addEventListener('click', signOut);
  element('change').addEventListener('click', change);
  element('manual-form').addEventListener('submit', enter);
  element('direction-in').addEventListener('click', () => setDirection('in'));
  element('direction-out').addEventListener('click', () => setDirection('out'));
  element('undo').addEventListener('click', () => scan(ticketOf(last.scan), { undoes: last.scan.scanId }));
  element('override').addEventListener('click', () => {
    element('reason').value = '';
    element('override-dialog').showModal();
  });
  element('override-cancel').addEventListener('click', () => element('override-dialog').close());
  element('override-form').addEventListener('submit', letIn);
  element('clear-conflicts').addEventListener('click', async () => {
    await conflicts.clear();
    await showConflicts();
  });
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : resume()));
  addEventListener('online', showConnection);
  addEventListener('offline', showConnection);
  queue.addEventListener('change', showConnection);
  queue.addEventListener('answer', answered);
  queue.addEventListener('signed-out', signedOut);
}

async function begin() {
  translate(document);
  listen();
  navigator.serviceWorker?.register('door-worker.js', { scope: 'door' }).catch((error) => reportError(error));
  // Browsers delete what they keep when space is short, unless they were asked not to.
  navigator.storage?.persist?.();
  device = await settings.get('device');
  ({ showing, gate } = (await settings.get('place')) ?? {});
  await showConnection();
  queue.useKey(device?.key);
  await open();
}

await begin();
