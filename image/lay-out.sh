#!/bin/sh
# Lays out what the image is made from, out of the packaged jar:
#   target/image/layers    the application, by how often its parts change
#   target/image/training  what trains it, which is no part of the image
set -eu
cd "$(dirname "$0")/.."

rm -rf target/image
./mvnw -B -ntp -q dependency:copy-dependencies -DincludeScope=test -DoutputDirectory=target/image/training/lib
cp -r target/classes target/test-classes image/train.sh target/image/training
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djarmode=tools -jar target/ticketly-*.jar extract --layers \
	--application-filename ticketly.jar --destination target/image/layers
