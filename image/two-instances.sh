#!/bin/sh
# Runs two instances that sell together, at the ports 8477 and 8478, until one of them ends.
# Expects TICKETLY_DYNAMODB_ENDPOINT, credentials, and JAVA_HOME, as with-dynamodb.sh sets them.
set -eu
cd "$(dirname "$0")/.."

export TICKETLY_FLEET_SECRET="${TICKETLY_FLEET_SECRET:-local}"
SERVER_PORT=8477 "$JAVA_HOME/bin/java" -jar target/ticketly-0.1.0-SNAPSHOT.jar &
first=$!
trap 'kill $first' EXIT
SERVER_PORT=8478 "$JAVA_HOME/bin/java" -jar target/ticketly-0.1.0-SNAPSHOT.jar
