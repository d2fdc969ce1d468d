#!/bin/sh
# usage: with-dynamodb.sh COMMAND...
# Runs a command with DynamoDB Local and with JAVA_HOME set to a JDK 25. Ticketly must be packaged before.
set -eu
cd "$(dirname "$0")/.."

exec ./mvnw -B -ntp -q -Dmaven.main.skip -Dmaven.test.skip -Dspring-javaformat.validate.skip spring-boot:test-run \
	-Dspring-boot.run.main-class=com.ticketly.RunWithDynamoDb "-Dspring-boot.run.arguments=$*"
