# shellcheck shell=bash disable=SC2034
# Functions for bash scripts that start instances from target/image/application. They require a JDK 25 in JAVA_HOME.

application=$PWD/target/image/application
directory=$(mktemp -d)
log=$directory/log
# A port below the range of ephemeral ports.
export SERVER_PORT=$((20000 + RANDOM % 10000))
# As in the Dockerfile.
export TICKETLY_WARM_UP_TIME=${TICKETLY_WARM_UP_TIME:-10s}
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')
instance=

cleanup() {
	if [[ $instance ]]; then
		kill -KILL "$instance" 2>/dev/null || true
	fi
	rm -rf "$directory"
}
trap cleanup EXIT

# usage: make_application ROUNDS
# Assembles the application in the same way as the Dockerfile, and trains it for a number of rounds.
make_application() {
	mkdir "$application"
	cp -a target/image/layers/*/. image/java.options image/healthcheck.sh "$application"
	target/image/training/train.sh "$application" target/image/training "$@"
}

start_instance() {
	TICKETLY_SECURITY_OPERATOR_PASSWORD=$password "$JAVA_HOME/bin/java" "$@" >"$log" 2>&1 &
	instance=$!
}

await_ready() {
	until curl -sf "localhost:$SERVER_PORT/readyz" >/dev/null; do
		kill -0 "$instance" || { cat "$log"; return 1; }
		sleep 0.02
	done
}

# Stops the instance and sets $code to its exit code.
stop_instance() {
	kill -TERM "$instance"
	code=0
	wait "$instance" || code=$?
	instance=
}
