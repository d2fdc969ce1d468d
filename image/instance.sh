# Functions to start and stop an instance as the image does; for bash scripts at the root of the checkout.

application=$PWD/target/image/application
directory=$(mktemp -d)
log=$directory/log
port=${SMOKE_PORT:-18477}
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')

trap 'kill -9 "${instance:-}" 2>/dev/null; rm -rf "$directory"' EXIT

start_instance() {
	SERVER_PORT=$port TICKETLY_SECURITY_OPERATOR_PASSWORD=$password "$JAVA_HOME/bin/java" "$@" >"$log" 2>&1 &
	instance=$!
}

await_ready() {
	until curl -sf "localhost:$port/readyz" >/dev/null; do
		kill -0 "$instance" || { cat "$log"; return 1; }
		sleep 0.02
	done
}

# Leaves the exit code in $code.
stop_instance() {
	kill -TERM "$instance"
	code=0
	wait "$instance" || code=$?
}
