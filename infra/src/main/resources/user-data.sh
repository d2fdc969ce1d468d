#!/bin/bash
# Sets up an instance. Runs once, when the instance starts for the first time.
set -euo pipefail

# Signals success or failure to CloudFormation, which waits for it during an update.
trap '/opt/aws/bin/cfn-signal --exit-code $? --stack "${Stack}" --resource "${Group}" --region "${AWS::Region}"' EXIT

dnf install --assumeyes amazon-ecr-credential-helper aws-cfn-bootstrap docker

mkdir -p /etc/ticketly /etc/ticketly/docker
cat > /etc/ticketly/docker/config.json <<'FILE'
{"credHelpers": {"${Registry}": "ecr-login"}}
FILE
cat > /etc/ticketly/settings <<'FILE'
${Settings}
FILE

# The container gets all memory but 512 MiB for the system and its agents.
memory=$(( $(awk '/^MemTotal:/ {print $2}' /proc/meminfo) / 1024 - 512 ))
token=$(curl -sSf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
instance=$(curl -sSf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)
address=$(curl -sSf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/local-ipv4)
cat > /etc/ticketly/instance <<FILE
MEMORY=$memory
INSTANCE=$instance
ADDRESS=$address
FILE

# Reads the secrets at every start of the service; if Secrets Manager does not respond, the last ones are used.
cat > /usr/local/sbin/ticketly-secrets <<'FILE'
#!/bin/bash
set -euo pipefail
umask 077
# Arguments: the name of the file, the variable in the file, the secret.
read_secret() {
	local file=/run/ticketly/$1 value
	if value=$(timeout 30 aws secretsmanager get-secret-value --region "${AWS::Region}" --secret-id "$3" \
			--query SecretString --output text); then
		# A variable has one line, and JSON can have several.
		printf '%s=%s\n' "$2" "$(printf '%s' "$value" | tr -d '\r\n')" > "$file.new"
		mv "$file.new" "$file"
	else
		test -s "$file"
	fi
}
read_secret password TICKETLY_SECURITY_OPERATOR_PASSWORD "${Password}"
read_secret fleet TICKETLY_FLEET_SECRET "${FleetSecret}"
read_secret ticket-keys TICKETLY_TICKET_CODES_KEYS "${TicketKeys}"
FILE
chmod 700 /usr/local/sbin/ticketly-secrets

cat > /etc/systemd/system/ticketly.service <<'FILE'
[Unit]
Description=Ticketly
Wants=network-online.target
After=network-online.target docker.service
Requires=docker.service
StartLimitIntervalSec=0

[Service]
Environment=DOCKER_CONFIG=/etc/ticketly/docker
EnvironmentFile=/etc/ticketly/instance
RuntimeDirectory=ticketly
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=restart
Restart=always
RestartSec=5
TimeoutStartSec=300
TimeoutStopSec=${UnitStopTimeout}
ExecStartPre=/usr/local/sbin/ticketly-secrets
ExecStartPre=-/usr/bin/docker rm --force ticketly
ExecStart=/usr/bin/docker run --rm --name ticketly \
  --network host \
  --read-only --tmpfs /tmp \
  --cap-drop ALL --security-opt no-new-privileges \
  --memory ${!MEMORY}m --memory-swap ${!MEMORY}m --pids-limit 4096 --ulimit nofile=65536:65536 \
  --env-file /etc/ticketly/settings --env-file /run/ticketly/password --env-file /run/ticketly/fleet \
  --env-file /run/ticketly/ticket-keys \
  --env TICKETLY_FLEET_ADDRESS=${!ADDRESS} \
  --log-driver awslogs --log-opt awslogs-region=${AWS::Region} --log-opt awslogs-group=${Log} \
  --log-opt awslogs-stream=${!INSTANCE} --log-opt mode=non-blocking --log-opt max-buffer-size=16m \
  ${Image}
ExecStop=/usr/bin/docker stop --time ${ContainerStopTimeout} ticketly

[Install]
WantedBy=multi-user.target
FILE

systemctl daemon-reload
systemctl enable --now docker.service
# Pulled in advance, so that the pull does not count against the start timeout of the unit.
for _ in 1 2 3 4 5; do
	DOCKER_CONFIG=/etc/ticketly/docker docker pull --quiet "${Image}" && break
	sleep 10
done
systemctl enable --now ticketly.service

for _ in $(seq 60); do
	if curl --silent --fail --max-time 2 "http://localhost:${Port}/readyz" > /dev/null; then
		# An update may stop another instance only after the load balancer sends requests to this one.
		sleep ${RegistrationTime}
		exit 0
	fi
	sleep 5
done
journalctl --unit ticketly.service --lines 50 --no-pager
exit 1
