#!/bin/bash
# usage: measure-reads.sh [ROUNDS] [SECONDS]
# Measures what customers read most with wrk and 64 connections, in turns with the bare endpoint /livez, and prints
# medians of ROUNDS rounds (default 3) of SECONDS each (default 10), with the processor time of Ticketly and of DynamoDB
# Local. Requires wrk.
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

rounds=${1:-3}
seconds=${2:-10}
# with-dynamodb.sh runs this script in the JVM of DynamoDB Local.
database=$PPID
export TICKETLY_LIMITS_REQUESTS_PER_ADDRESS=1000000000

start_instance @image/java.options -Xmx1g -jar target/ticketly-*.jar
await_ready
url=localhost:$SERVER_PORT

schedule() {
	curl -sSf --max-time 20 -u "operator:$password" -H 'Content-Type: application/json' "$url/v1/slots" \
		-d "{\"slotName\":\"Film $1\",\"slotDescription\":\"A film\",\"startTime\":\"2099-11-01 12:22\",
		\"endTime\":\"2099-11-01 15:22\",\"slotType\":\"Movie\",\"genre\":\"Action\",\"capacity\":500}" \
		| grep -oE 'SLT[0-9A-Z]+' | head -1
}

slot=$(schedule 1)
for ((no = 2; no <= 20; no++)); do
	schedule "$no" >/dev/null
done
tag=$(curl -sSf -D - -o "$directory/seats" "$url/v1/slots/$slot/seats" | tr -d '\r' | grep -ioP '^etag: \K.*')

ticks() {
	awk '{ print $14 + $15 }' "/proc/$1/stat"
}

# usage: measure SECONDS NAME PATH [WRK_OPTION...]
# Prints the requests per second, and the milliseconds of a processor a request of Ticketly and of DynamoDB Local.
measure() {
	local duration=$1 path=$3 service db
	shift 3
	service=$(ticks "$instance") db=$(ticks "$database")
	wrk -t1 -c64 --timeout 10s "-d${duration}s" "$@" "http://$url$path" >"$directory/wrk"
	if grep -E "Non-2xx|Socket errors" "$directory/wrk" >&2; then
		return 1
	fi
	awk -v service="$(($(ticks "$instance") - service))" -v db="$(($(ticks "$database") - db))" \
		-v hertz="$(getconf CLK_TCK)" '/requests in/ { n = $1 } /^Requests\/sec/ { printf "%d %.3f %.3f\n", $2,
		1000 * service / hertz / n, 1000 * db / hertz / n }' "$directory/wrk"
}

names=(bare slot seats not-modified listing)
declare -A paths=([bare]=/livez [slot]=/v1/slots/$slot [seats]=/v1/slots/$slot/seats
	[not-modified]=/v1/slots/$slot/seats [listing]='/v1/slots?limit=20')

all() {
	for name in "${names[@]}"; do
		options=()
		if [[ $name == not-modified ]]; then
			options=(-H "If-None-Match: $tag")
		fi
		measure "$1" "$name" "${paths[$name]}" "${options[@]}" >>"$directory/$name"
	done
}

median() {
	cut -d' ' -f"$2" "$directory/$1" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

all 20
for name in "${names[@]}"; do
	rm "$directory/$name"
done
for ((round = 0; round < rounds; round++)); do
	all "$seconds"
done
bare=$(median bare 1)
for name in "${names[@]}"; do
	awk -v name="$name" -v rate="$(median "$name" 1)" -v bare="$bare" -v service="$(median "$name" 2)" \
		-v db="$(median "$name" 3)" 'BEGIN { printf "%s: %d/s, %.2f of bare, processor time of Ticketly %.3f ms, of DynamoDB Local %.3f ms\n",
		name, rate, rate / bare, service, db }'
done
stop_instance
