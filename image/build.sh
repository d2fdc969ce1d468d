#!/bin/sh
# Packages Ticketly and lays out what the image is made from.
set -eu
cd "$(dirname "$0")/.."

./mvnw -B -ntp -DskipTests package
image/lay-out.sh
