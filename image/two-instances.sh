#!/bin/bash
# Runs two instances that sell together, at the ports 8477 and 8478, until one of them ends.
# Expects TICKETLY_DYNAMODB_ENDPOINT, credentials, and JAVA_HOME, as with-dynamodb.sh sets them.
set -euo pipefail
cd "$(dirname "$0")/.."

export TICKETLY_FLEET_SECRET="${TICKETLY_FLEET_SECRET:-local}"
export TICKETLY_SECURITY_OPERATOR_PASSWORD="${TICKETLY_SECURITY_OPERATOR_PASSWORD:-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}"
echo "The password of the operator is $TICKETLY_SECURITY_OPERATOR_PASSWORD"
SERVER_PORT=8477 "$JAVA_HOME/bin/java" -jar target/ticketly-0.1.0-SNAPSHOT.jar &
trap "kill $!" EXIT
# The first instance creates the tables.
until curl -sf -o /dev/null localhost:8477/readyz; do
	kill -0 $!
	sleep 1
done
SERVER_PORT=8478 "$JAVA_HOME/bin/java" -jar target/ticketly-0.1.0-SNAPSHOT.jar
