#!/bin/bash
# Makes the application as the Dockerfile does, and fails unless it starts from its AOT cache, knows whether it is
# healthy, books a ticket, and answers what is under way before it ends.
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

image/lay-out.sh
make_application 1
if find "$application" | grep -iE 'DynamoDBLocal|sqlite'; then
	echo 'The image holds what only the training may have.' >&2
	exit 1
fi

if image/healthcheck.sh 2>/dev/null; then
	echo 'The health check passes where nothing listens.' >&2
	exit 1
fi

# With AOTMode=on the JVM ends when it cannot use the cache; without it would go on, slowly.
start_instance "@$application/java.options" -XX:AOTMode=on "-XX:AOTCache=$application/ticketly.aot" \
	-jar "$application/ticketly.jar"
await_ready
image/healthcheck.sh
image/book-one.sh "localhost:$SERVER_PORT" "$password"

# A body that comes slowly keeps a request under way while the instance is told to end.
body='{"userName":"John","phoneNumber":"9653864514","slotId":"none","numTickets":1}'
exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT"
printf 'POST /v1/tickets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n' \
	"${#body}" >&3
read -r -t 10 _ status _ <&3
[[ $status == 100 ]]
read -r -t 10 _ <&3
kill -TERM "$instance"
until grep -q 'Commencing graceful shutdown' "$log"; do
	kill -0 "$instance"
done
printf '%s' "$body" >&3
read -r -t 10 _ status _ <&3
code=0
wait "$instance" || code=$?
instance=
echo "The request under way was answered $status, the instance ended with $code."
[[ $status == 404 && $code == 143 ]]
