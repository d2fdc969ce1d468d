#!/bin/sh
# Packages Ticketly and prepares the files for the container image.
set -eu
cd "$(dirname "$0")/.."

./mvnw -B -ntp -DskipTests package
image/prepare.sh
