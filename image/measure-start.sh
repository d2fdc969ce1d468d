#!/bin/bash
# usage: measure-start.sh [RUNS]
# Prints how long Ticketly takes to start, with and without the AOT cache: medians of RUNS starts (9) each.
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

runs=${1:-9}
image/lay-out.sh
make_application 8

# Prints the seconds from the start of the process to the first 200 from /readyz, and those that Spring counts.
start_once() {
	local began=$EPOCHREALTIME
	start_instance "$@"
	await_ready
	local ready=$EPOCHREALTIME
	stop_instance
	awk -v from="$began" -v to="$ready" -v spring="$(grep -oP 'Started .* in \K[0-9.]+' "$log")" \
		'BEGIN { printf "%.2f %.2f\n", to - from, spring }'
}

median() {
	sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

measure() {
	local name=$1
	shift
	# The first one warms the disk.
	start_once "$@" >/dev/null
	for ((run = 0; run < runs; run++)); do
		start_once "$@"
	done >"$directory/times"
	echo "$name: $(cut -d' ' -f1 "$directory/times" | median) s to /readyz," \
		"of which Spring counts $(cut -d' ' -f2 "$directory/times" | median) s"
}

measure 'packaged jar, no options' -jar target/ticketly-*.jar
measure 'without the cache' @"$application/java.options" -jar "$application/ticketly.jar"
measure 'with the cache' @"$application/java.options" -XX:AOTMode=on -XX:AOTCache="$application/ticketly.aot" \
	-jar "$application/ticketly.jar"
