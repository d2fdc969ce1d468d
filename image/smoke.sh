#!/bin/bash
# Smoke test. Assembles the application in the same way as the Dockerfile, and checks that it starts with its AOT cache,
# that the health check works, that it books a ticket, and that it completes requests in progress before it stops.
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

image/prepare.sh
make_application 1
if find "$application" | grep -iE 'DynamoDBLocal|sqlite'; then
	echo 'The application contains libraries that are only allowed in the training run.' >&2
	exit 1
fi

if image/healthcheck.sh 2>/dev/null; then
	echo 'The health check succeeds although no instance is running.' >&2
	exit 1
fi

# With AOTMode=on, the JVM exits if it cannot use the cache; otherwise it would start without it. As in a container,
# libraries are loaded from the application, not from a temporary file.
TICKETLY_TICKET_CODES_KEYS=$(cat target/image/training/test-classes/ticket-keys.json)
export TICKETLY_TICKET_CODES_KEYS
start_instance "@$application/java.options" -XX:AOTMode=on "-XX:AOTCache=$application/ticketly.aot" \
	"-Djava.library.path=$application/native" -Dorg.conscrypt.native.workdir=/proc -jar "$application/ticketly.jar"
await_ready
if grep 'Conscrypt is not available' "$log"; then
	exit 1
fi
image/healthcheck.sh
image/book-one.sh "localhost:$SERVER_PORT" "$password"

# Sends the body of a request only after the instance was asked to stop, so that the request is in progress.
body='{"userName":"John","phoneNumber":"9653864514","slotId":"none","numTickets":1}'
exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT"
printf 'POST /v1/tickets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n' \
	"${#body}" >&3
read -r -t 10 _ status _ <&3
[[ $status == 100 ]]
read -r -t 10 _ <&3
kill -TERM "$instance"
while image/healthcheck.sh 2>/dev/null; do
	kill -0 "$instance"
done
printf '%s' "$body" >&3
read -r -t 10 _ status _ <&3
code=0
wait "$instance" || code=$?
instance=
echo "The request in progress got status $status; the instance exited with code $code."
[[ $status == 404 && $code == 143 ]]
