-- Tickets sold and returned by slot and day (UTC) in the last 30 days. A rescheduled ticket counts as returned for its
-- old slot and as sold for the new one, and a transferred ticket as both for its slot. A change may be delivered twice, so rows are deduplicated by id.
SELECT day, slot,
  sum(greatest(tickets, 0)) AS sold,
  sum(greatest(-tickets, 0)) AS given_back,
  count_if(event = 'INSERT') AS bookings
FROM (
  SELECT id, min(day) AS day, min(slot) AS slot, min(event) AS event, min(tickets) AS tickets
  FROM bookings
  WHERE day >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
  GROUP BY id
)
GROUP BY day, slot
ORDER BY day DESC, sold DESC
