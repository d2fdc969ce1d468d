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
# A container has no directory for temporary files from which a library can be loaded.
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --extract --file target/image/training/lib/conscrypt-openjdk-uber-*.jar \
	--dir target/image/conscrypt META-INF/native
mkdir target/image/layers/dependencies/native
mv target/image/conscrypt/META-INF/native/*-linux-*.so target/image/layers/dependencies/native
