#!/bin/sh
# Prepares the files for the container image from the packaged jar:
#   target/image/layers    the application, in layers by frequency of change
#   target/image/training  the classes of the training run, which are not part of the image
set -eu
cd "$(dirname "$0")/.."

rm -rf target/image
./mvnw -B -ntp -q dependency:copy-dependencies -DincludeScope=test -DoutputDirectory=target/image/training/lib
cp -r target/classes target/test-classes image/train.sh target/image/training
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djarmode=tools -jar target/ticketly-*.jar extract --layers \
	--application-filename ticketly.jar --destination target/image/layers
