#!/bin/bash
# usage: measure-start.sh [RUNS]
# Measures the start time of Ticketly with and without the AOT cache, and prints medians of RUNS starts (default 9).
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

runs=${1:-9}
image/prepare.sh
make_application 8
export TICKETLY_WARM_UP_TIME=0s

# Starts an instance once and prints three times in seconds: until /readyz responds with 200, the start time that
# Spring reports, and the processor time, which is more reliable on a busy machine.
start_once() {
	local began=$EPOCHREALTIME ready ticks
	start_instance "$@"
	await_ready
	ready=$EPOCHREALTIME
	ticks=$(awk '{ print $14 + $15 }' "/proc/$instance/stat")
	stop_instance
	awk -v from="$began" -v to="$ready" -v ticks="$ticks" -v hertz="$(getconf CLK_TCK)" \
		-v spring="$(grep -oP 'Started .* in \K[0-9.]+' "$log")" \
		'BEGIN { printf "%.2f %.2f %.2f\n", to - from, spring, ticks / hertz }'
}

median() {
	cut -d' ' -f"$1" "$directory/times" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

measure() {
	local name=$1
	shift
	# The first start fills the disk cache and is not counted.
	start_once "$@" >/dev/null
	for ((run = 0; run < runs; run++)); do
		start_once "$@"
	done >"$directory/times"
	echo "$name: $(median 1) s until ready, $(median 2) s reported by Spring, $(median 3) s of processor time"
}

measure 'packaged jar, no options' -jar target/ticketly-*.jar
measure 'without the cache' "@$application/java.options" -jar "$application/ticketly.jar"
measure 'with the cache' "@$application/java.options" -XX:AOTMode=on "-XX:AOTCache=$application/ticketly.aot" \
	-jar "$application/ticketly.jar"
