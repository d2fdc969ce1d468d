#!/bin/bash
# usage: measure-programme.sh
# Measures the import of 10,000 slots, also again without a change, and three shows of 400 slots. Prints times in seconds, and the
# heap in use after a collection.
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

start_instance @image/java.options -Xmx1g -jar target/ticketly-*.jar
await_ready
url=localhost:$SERVER_PORT
file=$directory/programme.csv

{
	echo externalId,slotName,slotDescription,startTime,endTime,slotType,genre,capacity
	for ((no = 0; no < 10000; no++)); do
		day=$(((no % 28) + 1))
		printf 'prog-%05d,Film %d,"A film, and what it is about",2099-%02d-%02d 10:00,2099-%02d-%02d 12:00,Movie,Action,120\n' \
			"$no" $((no % 50)) $((no % 12 + 1)) "$day" $((no % 12 + 1)) "$day"
	done
} >"$file"

live() {
	"$JAVA_HOME/bin/jcmd" "$instance" GC.class_histogram | awk 'END { printf "%.0f MB\n", $3 / 1e6 }'
}

import_file() {
	curl -sS --max-time 300 -u "operator:$password" -H 'Content-Type: text/csv' --data-binary "@$1" -o "$directory/answer" \
		-w '%{time_total} s, ' "$url/v1/slots/import"
	tail -1 "$directory/answer"
}

head -3 "$file" | sed s/prog/warm/ >"$directory/warm.csv"
import_file "$directory/warm.csv" >/dev/null
echo "heap before: $(live)"
echo "import of 10,000 rows: $(import_file "$file")"
echo "heap after: $(live)"
echo "again: $(import_file "$file")"
for no in 1 2 3; do
	curl -sSf --max-time 60 -u "operator:$password" -H 'Content-Type: application/json' -o /dev/null \
		-w "show of 400 slots: %{time_total} s\n" "$url/v1/shows" -d "{\"title\":\"Film $no\",\"description\":\"\",
		\"type\":\"Movie\",\"genre\":\"Action\",\"runningMinutes\":120,\"capacity\":500,
		\"recurrence\":{\"start\":\"2098-01-01 20:00\",\"rule\":\"FREQ=DAILY;COUNT=400\"}}"
done
