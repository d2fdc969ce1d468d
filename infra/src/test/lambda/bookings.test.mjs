import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { handler, sale } from '../../main/lambda/bookings/index.mjs';

// The service writes this file in its own tests (BookingItemsTests): the items of one booking in different states.
const items = JSON.parse(readFileSync(new URL('bookings.json', import.meta.url)));

const SLOT = items.booked.section.S.split('#')[0];

function change(eventName, OldImage, NewImage) {
  const { section, bookingId } = NewImage ?? OldImage;
  return {
    eventID: 'c4ca4238a0b923820dcc509a6f75849b',
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-1',
    dynamodb: {
      ApproximateCreationDateTime: 1795377600,
      Keys: { section, bookingId },
      ...(OldImage && { OldImage }),
      ...(NewImage && { NewImage }),
      SequenceNumber: '100000000001',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}

test('counts the tickets of a booking as sold', () => {
  assert.deepEqual(sale(change('INSERT', null, items.booked)), {
    id: 'c4ca4238a0b923820dcc509a6f75849b',
    written_at: '2026-11-22T20:00:00.000Z',
    slot: SLOT,
    section: 3,
    event: 'INSERT',
    tickets: 3,
  });
});

test('uses the arrival time of a change without a creation time', () => {
  const booking = change('INSERT', null, items.booked);
  delete booking.dynamodb.ApproximateCreationDateTime;
  assert.equal(sale(booking, 1795377600000).written_at, '2026-11-22T20:00:00.000Z');
});

for (const [name, before, after, tickets] of [
  ['a canceled ticket as returned', items.booked, items.firstCanceled, -1],
  ['a ticket that was moved away as returned', items.booked, items.firstMoved, -1],
  ['tickets that replace others as sold', null, items.replacement, 3],
  ['the tickets of a canceled slot as returned', items.booked, items.canceledWithSlot, -3],
  ['the remaining tickets of a canceled slot as returned', items.firstCanceled, items.canceledWithSlot, -2],
  ['a confirmed hold as sold', items.held, items.confirmed, 3],
  ['a canceled ticket of a confirmed hold as returned', items.confirmed, items.firstOfConfirmedCanceled, -1],
  ['the tickets of an undone booking as returned', items.booked, null, -3],
]) {
  test(`counts ${name}`, () => {
    const eventName = before && after ? 'MODIFY' : after ? 'INSERT' : 'REMOVE';
    assert.equal(sale(change(eventName, before, after)).tickets, tickets);
  });
}

for (const [name, before, after] of [
  ['a hold', null, items.held],
  ['a released hold', items.held, items.released],
  ['an undone hold', items.held, null],
  ['the usage of a customer', null, items.usage],
  ['expiry', items.booked, items.expired],
  ['the archiving of expired tickets', items.firstCanceled, items.archived],
]) {
  test(`ignores ${name}`, () => {
    assert.equal(sale(change('MODIFY', before, after)), undefined);
  });
}

test('ignores items deleted by time to live', () => {
  const purge = change('REMOVE', items.expired);
  purge.userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
  assert.equal(sale(purge), undefined);
});

test('returns each record as a line, as dropped or as failed', async () => {
  const encode = (value) => Buffer.from(value).toString('base64');
  const { records } = await handler({
    records: [
      { recordId: '1', data: encode(JSON.stringify(change('INSERT', null, items.booked))) },
      { recordId: '2', data: encode(JSON.stringify(change('MODIFY', items.booked, items.expired))) },
      { recordId: '3', data: encode('{"eventName":"INSERT"}') },
    ],
  });

  assert.deepEqual(records.map(({ recordId, result }) => [recordId, result]),
    [['1', 'Ok'], ['2', 'Dropped'], ['3', 'ProcessingFailed']]);
  const line = Buffer.from(records[0].data, 'base64').toString();
  assert.ok(line.endsWith('\n'));
  assert.equal(JSON.parse(line).tickets, 3);
  assert.doesNotMatch(line, /SECRET|CUSTOMER|C0DE/);
});
