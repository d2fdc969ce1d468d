#!/bin/bash
# Starts an instance of the packaged service and runs the tests of the TypeScript client against it. Requires DynamoDB,
# JAVA_HOME, and the compiled client: image/with-dynamodb.sh clients/run.sh
set -euo pipefail
cd "$(dirname "$0")/.."
source image/instance.sh

start_instance -jar target/ticketly-*.jar
await_ready
TICKETLY_URL=http://localhost:$SERVER_PORT TICKETLY_OPERATOR_PASSWORD=$password npm --prefix clients test
