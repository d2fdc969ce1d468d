import http from 'node:http';
import https from 'node:https';

/**
 * Calls POST /expireTickets as the operator. Any other response than the expected one is thrown as an error, so that
 * the invocation counts as failed.
 *
 * @param settings the url of the load balancer, and the serverName in its certificate if it differs from the host
 * @param readPassword reads the operator password
 * @returns the numbers of expired slots and tickets
 */
export async function expire(settings, readPassword) {
  const password = await readPassword();
  const { status, body } = await post(settings, `operator:${password}`);
  if (status !== 200) {
    throw new Error(`POST /expireTickets responded with ${status}: ${body.slice(0, 500)}`);
  }
  const { expiredSlots, expiredTickets } = JSON.parse(body);
  if (!Number.isInteger(expiredSlots) || !Number.isInteger(expiredTickets)) {
    throw new Error(`POST /expireTickets responded without counts: ${body.slice(0, 500)}`);
  }
  console.log(JSON.stringify({ expiredSlots, expiredTickets }));
  return { expiredSlots, expiredTickets };
}

function post({ url, serverName, ca, timeoutMillis = 50_000 }, credentials) {
  const target = new URL('/expireTickets', url);
  const options = {
    method: 'POST',
    signal: AbortSignal.timeout(timeoutMillis),
    headers: {
      Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'Content-Length': 0,
      ...(serverName && { Host: serverName }),
    },
    ...(serverName && { servername: serverName, ca }),
  };
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'https:' ? https : http).request(target, options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end();
  });
}

/** Reads the password in every invocation, so that a change takes effect at once. */
async function readSecret() {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient();
  return (await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }))).SecretString;
}

export const handler = () => expire({ url: process.env.URL, serverName: process.env.SERVER_NAME }, readSecret);
