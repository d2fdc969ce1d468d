/**
 * What a change of a booking means for sales, without whose booking it is: the ids of booking, tickets and customer
 * are left out, since the first two are the right to use the tickets.
 *
 * @param change a change from the stream of the table of bookings
 * @param arrival when it arrived, in milliseconds, should it not say when it was written
 * @returns nothing where no ticket was sold or given back
 */
export function sale({ eventID, eventName, userIdentity, dynamodb }, arrival) {
  // DynamoDB deletes what is long over: nobody gives these tickets back.
  if (userIdentity?.principalId === 'dynamodb.amazonaws.com') {
    return undefined;
  }
  const tickets = sold(dynamodb.NewImage) - sold(dynamodb.OldImage);
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
 * Expired tickets were used, so they stay sold. A hold is sold once it is confirmed, and what customers may have of a
 * slot is no booking.
 */
function sold(image) {
  if (!image?.tickets || (image.holdStatus && image.holdStatus.S !== 'Confirmed')) {
    return 0;
  }
  return image.tickets.L.filter((ticket) => ticket.M.status.S !== 'Canceled').length;
}

export const handler = async ({ records }) => ({
  records: records.map(({ recordId, approximateArrivalTimestamp, data }) => {
    try {
      const row = sale(JSON.parse(Buffer.from(data, 'base64')), approximateArrivalTimestamp);
      return row
        ? { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') }
        : { recordId, result: 'Dropped', data };
    } catch (error) {
      console.error(`A change cannot be read: ${error.message}`);
      return { recordId, result: 'ProcessingFailed', data };
    }
  }),
});
