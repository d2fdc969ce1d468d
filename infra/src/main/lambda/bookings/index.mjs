/**
 * Converts a change of a booking to a row of sales. The ids of the booking, its tickets and the customer are omitted:
 * the first two authorize the use of the tickets, the last one is personal data.
 *
 * @param change a record of the stream of the table of bookings
 * @param arrival the arrival time in milliseconds, used if the record has no creation time
 * @returns the row, or undefined if no ticket was sold or returned
 */
export function sale({ eventID, eventName, userIdentity, dynamodb }, arrival) {
  // DynamoDB deleted an item whose time to live has ended: its tickets are not returned.
  if (userIdentity?.principalId === 'dynamodb.amazonaws.com') {
    return undefined;
  }
  const tickets = ticketsSold(dynamodb.NewImage) - ticketsSold(dynamodb.OldImage);
  if (tickets === 0) {
    return undefined;
  }
  const [slot, section] = dynamodb.Keys.section.S.split('#');
  return {
    id: eventID,
    written_at: new Date(dynamodb.ApproximateCreationDateTime * 1000 || arrival).toISOString(),
    slot,
    section: Number(section),
    event: eventName,
    tickets,
  };
}

/**
 * Counts the sold tickets of an item. A ticket that is unchanged since it was booked is a string, any other one a map with
 * a status. Expired tickets count as sold, tickets of a hold only once it is confirmed. The table also holds items that
 * are not bookings and have no tickets.
 */
function ticketsSold(image) {
  if (!image?.tickets || (image.holdStatus && image.holdStatus.S !== 'Confirmed')) {
    return 0;
  }
  return image.tickets.L.filter((ticket) => ticket.S !== undefined || ticket.M.status.S !== 'Canceled').length;
}

export const handler = async ({ records }) => ({
  records: records.map(({ recordId, approximateArrivalTimestamp, data }) => {
    try {
      const row = sale(JSON.parse(Buffer.from(data, 'base64')), approximateArrivalTimestamp);
      return row
        ? { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') }
        : { recordId, result: 'Dropped', data };
    } catch (error) {
      console.error(`Failed to read a change: ${error.message}`);
      return { recordId, result: 'ProcessingFailed', data };
    }
  }),
});
