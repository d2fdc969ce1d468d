#!/bin/sh
# usage: train.sh APPLICATION TRAINING [ROUNDS]
# Runs the application with typical requests for ROUNDS rounds (default 8), and writes the AOT cache of its JVM to
# APPLICATION/ticketly.aot.
set -eu
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

"$java" --enable-native-access=ALL-UNNAMED -cp "$2/test-classes:$2/classes:$2/lib/*" com.ticketly.TrainingRun "${3:-8}" \
	"$java" "@$1/java.options" "-XX:AOTCacheOutput=$1/ticketly.aot" -jar "$1/ticketly.jar"
test -s "$1/ticketly.aot"
