#!/bin/bash
# Succeeds while the instance is ready. The image contains bash, but neither curl nor wget.
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8477}" || exit 1
printf 'GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 2 _ status _ <&3
[[ $status == 200 ]]
