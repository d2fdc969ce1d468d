#!/bin/sh
# usage: with-dynamodb.sh COMMAND...
# Runs a command with a DynamoDB Local and a JDK 25.
set -eu
cd "$(dirname "$0")/.."

exec ./mvnw -B -ntp -q spring-boot:test-run -Dspring-boot.run.main-class=com.ticketly.WithDynamoDb \
	"-Dspring-boot.run.arguments=$*"
