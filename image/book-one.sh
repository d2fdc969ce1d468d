#!/bin/bash
# usage: book-one.sh URL PASSWORD
# Schedules a slot, books a ticket, and checks that the ticket is booked.
set -euo pipefail

post() {
	curl -sSf --max-time 20 -H 'Content-Type: application/json' "$@"
}

slot=$(post -u "operator:$2" "$1/v1/slots" -d '{"slotName":"Skyfall","slotDescription":"","startTime":"2099-11-01 12:22",
	"endTime":"2099-11-01 15:22","slotType":"Movie","genre":"Action"}' | grep -oE 'SLT[0-9A-Z]+')
ticket=$(post "$1/v1/tickets" -d "{\"userName\":\"John\",\"phoneNumber\":\"9653864514\",\"slotId\":\"$slot\",
	\"numTickets\":1}" | grep -oE 'TKT[0-9A-Z]+')
curl -sSf --max-time 20 "$1/v1/tickets/$ticket" | grep -q '"Booked"'
