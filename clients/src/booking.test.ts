// Books, moves, transfers, and cancels a ticket with the client that is generated from the OpenAPI document.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import createClient from 'openapi-fetch';
import type { components, paths } from '../target/ticketly.js';

const { TICKETLY_URL: baseUrl, TICKETLY_OPERATOR_PASSWORD: password } = process.env;
assert(baseUrl && password, 'TICKETLY_URL and TICKETLY_OPERATOR_PASSWORD are required.');

// Some resources also have other forms, such as pictures and calendars.
type JsonType = 'application/json' | 'application/problem+json';

const customer = createClient<paths, JsonType>({ baseUrl });
const operator = createClient<paths, JsonType>({
  baseUrl,
  headers: { Authorization: `Basic ${btoa(`operator:${password}`)}` },
});

type Slot = components['schemas']['TicketSlot'];

async function schedule(slotName: string): Promise<Slot> {
  const { data, error } = await operator.POST('/v1/slots', {
    body: {
      slotName,
      slotDescription: '',
      startTime: '2099-11-01T12:22:00Z',
      endTime: '2099-11-01T15:22:00Z',
      slotType: 'Movie',
      genre: 'Action',
      capacity: 20,
    },
  });
  assert.equal(error, undefined);
  return data;
}

test('books, moves, and cancels a ticket', async () => {
  const [first, second] = [await schedule('Skyfall'), await schedule('Spectre')];

  const booking = await customer.POST('/v1/tickets', {
    params: { header: { 'Idempotency-Key': randomUUID() } },
    body: { userName: 'John', phoneNumber: '+49 30 901820', slotId: first.slotId, numTickets: 2 },
  });
  assert.equal(booking.response.status, 201);
  const ticketId = booking.data?.[0]?.ticketId;
  assert(ticketId);

  const move = await customer.POST('/v1/tickets/{ticketId}/reschedule', {
    params: { path: { ticketId }, header: { 'Idempotency-Key': randomUUID() } },
    body: { slotId: second.slotId },
  });
  assert.equal(move.response.status, 201);
  assert(move.data);
  assert.equal(move.data.ticketSlotId, second.slotId);
  assert.equal(move.data.replaces, ticketId);

  const cancellation = await customer.DELETE('/v1/tickets/{ticketId}', {
    params: { path: { ticketId: move.data.ticketId } },
  });
  assert.equal(cancellation.data?.ticketStatus, 'Canceled');

  const slot = await customer.GET('/v1/slots/{slotId}', { params: { path: { slotId: first.slotId } } });
  assert.equal(slot.data?.availTickets, 19);
});

test('transfers a ticket of a booking', async () => {
  const { slotId } = await schedule('Goldfinger');
  const body = { userName: 'John', phoneNumber: '+49 30 901820', slotId, numTickets: 2 };
  const [first, second] = (await customer.POST('/v1/tickets', { body })).data ?? [];
  assert(first?.bookingId && second);

  const transfer = await customer.POST('/v1/tickets/{ticketId}/transfer', {
    params: { path: { ticketId: second.ticketId }, header: { 'Idempotency-Key': randomUUID() } },
    body: { userName: 'Eve', phoneNumber: '+49 30 901821' },
  });
  assert.equal(transfer.response.status, 201);
  assert(transfer.data);
  assert.equal(transfer.data.seat, second.seat);

  const booking = await customer.GET('/v1/bookings/{bookingId}', { params: { path: { bookingId: first.bookingId } } });
  // The same address also has documents, which are texts.
  assert(typeof booking.data === 'object');
  assert.deepEqual(
    booking.data.tickets.map((ticket) => ticket.ticketStatus),
    ['Booked', 'Canceled'],
  );

  const user = await customer.GET('/v1/tickets/{ticketId}/user', {
    params: { path: { ticketId: transfer.data.ticketId } },
  });
  assert.equal(user.data?.phoneNumber, '+49 *** ***21');
});

test('learns from a problem how many seats are left', async () => {
  const { slotId } = await schedule('Moonraker');
  const body = { userName: 'Ann', phoneNumber: '+49 30 901820', slotId, numTickets: 7 };

  await customer.POST('/v1/tickets', { body });
  await customer.POST('/v1/tickets', { body });
  const { error, response } = await customer.POST('/v1/tickets', { body });

  assert.equal(response.status, 409);
  assert.equal(error?.availTickets, 6);
});
