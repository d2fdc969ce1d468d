import assert from 'node:assert/strict';
import { test } from 'node:test';

import { handler, sale } from '../../main/lambda/bookings/index.mjs';

const SLOT = 'SLT01K000000000000000000000000';

function image(...statuses) {
  return {
    section: { S: `${SLOT}#3` },
    bookingId: { S: 'BKG01K00000000000000000SECRET' },
    userId: { S: 'U01K0000000000000CUSTOMER' },
    tickets: {
      L: statuses.map((status, i) => ({ M: { code: { S: `CODE${i}` }, seat: { N: `${i + 1}` }, status: { S: status } } })),
    },
    version: { N: '1' },
  };
}

function change(eventName, OldImage, NewImage) {
  return {
    eventID: 'c4ca4238a0b923820dcc509a6f75849b',
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-1',
    dynamodb: {
      ApproximateCreationDateTime: 1795377600,
      Keys: { section: { S: `${SLOT}#3` }, bookingId: { S: 'BKG01K00000000000000000SECRET' } },
      ...(OldImage && { OldImage }),
      ...(NewImage && { NewImage }),
      SequenceNumber: '100000000001',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}

test('counts the tickets of a booking as sold', () => {
  assert.deepEqual(sale(change('INSERT', null, image('Booked', 'Booked', 'Booked'))), {
    id: 'c4ca4238a0b923820dcc509a6f75849b',
    written_at: '2026-11-22T20:00:00.000Z',
    slot: SLOT,
    section: 3,
    event: 'INSERT',
    tickets: 3,
  });
});

test('uses the arrival time of a change without a creation time', () => {
  const booking = change('INSERT', null, image('Booked'));
  delete booking.dynamodb.ApproximateCreationDateTime;
  assert.equal(sale(booking, 1795377600000).written_at, '2026-11-22T20:00:00.000Z');
});

test('counts a canceled ticket as returned', () => {
  assert.equal(sale(change('MODIFY', image('Booked', 'Booked'), image('Canceled', 'Booked'))).tickets, -1);
});

test('counts a hold as sold once it is confirmed', () => {
  const hold = (status) => ({ ...image('Booked', 'Booked'), holdStatus: { S: status } });
  assert.equal(sale(change('INSERT', null, hold('Held'))), undefined);
  assert.equal(sale(change('MODIFY', hold('Held'), hold('Released'))), undefined);
  assert.equal(sale(change('MODIFY', hold('Held'), hold('Confirmed'))).tickets, 2);
  assert.equal(sale(change('REMOVE', hold('Held'))), undefined);
});

test('ignores items that are not bookings', () => {
  assert.equal(sale(change('INSERT', null, { section: { S: `${SLOT}#U1` }, shares: { L: [] } })), undefined);
});

test('counts the tickets of an undone booking as returned', () => {
  assert.equal(sale(change('REMOVE', image('Booked', 'Booked'))).tickets, -2);
});

test('ignores expiry', () => {
  assert.equal(sale(change('MODIFY', image('Booked', 'Canceled'), image('Expired', 'Canceled'))), undefined);
});

test('ignores items deleted by time to live', () => {
  const purge = change('REMOVE', image('Expired'));
  purge.userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
  assert.equal(sale(purge), undefined);
});

test('returns each record as a line, as dropped or as failed', async () => {
  const encode = (value) => Buffer.from(value).toString('base64');
  const { records } = await handler({
    records: [
      { recordId: '1', data: encode(JSON.stringify(change('INSERT', null, image('Booked')))) },
      { recordId: '2', data: encode(JSON.stringify(change('MODIFY', image('Booked'), image('Expired')))) },
      { recordId: '3', data: encode('{"eventName":"INSERT"}') },
    ],
  });

  assert.deepEqual(records.map(({ recordId, result }) => [recordId, result]),
    [['1', 'Ok'], ['2', 'Dropped'], ['3', 'ProcessingFailed']]);
  const line = Buffer.from(records[0].data, 'base64').toString();
  assert.ok(line.endsWith('\n'));
  assert.equal(JSON.parse(line).tickets, 1);
  assert.doesNotMatch(line, /SECRET|CUSTOMER|CODE/);
});
