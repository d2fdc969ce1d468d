import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { expire } from '../../main/lambda/expiry/index.mjs';

const open = [];
after(() => open.forEach((server) => server.close()));

/** Starts a server that records requests and always sends the same response. */
async function start(status, body, tls) {
  const requests = [];
  const respond = (request, response) => {
    requests.push({ method: request.method, path: request.url, headers: request.headers });
    setTimeout(() => response.writeHead(status).end(body), 20);
  };
  const server = tls ? https.createServer(tls, respond) : http.createServer(respond);
  open.push(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { requests, url: `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}` };
}

const password = async () => 'only for tests';

test('calls the service as the operator and returns the counts', async () => {
  const { url, requests } = await start(200, '{"expiredSlots":2,"expiredTickets":7}');

  assert.deepEqual(await expire({ url }, password), { expiredSlots: 2, expiredTickets: 7 });

  assert.equal(requests.length, 1);
  assert.equal(requests[0].method, 'POST');
  assert.equal(requests[0].path, '/expireTickets');
  const basic = `Basic ${Buffer.from('operator:only for tests').toString('base64')}`;
  assert.equal(requests[0].headers.authorization, basic);
});

for (const status of [302, 401, 404, 500, 503]) {
  test(`fails on status ${status} without revealing the password`, async () => {
    const { url } = await start(status, '{"type":"urn:ticketly:problem:any"}');

    await assert.rejects(expire({ url }, password), (error) => {
      assert.match(error.message, new RegExp(`responded with ${status}: .*urn:ticketly:problem:any`));
      assert.doesNotMatch(error.message, /only for tests/);
      return true;
    });
  });
}

test('fails on a response of another service', async () => {
  const { url } = await start(200, '<html></html>');
  await assert.rejects(expire({ url }, password), SyntaxError);
  const other = await start(200, '{}');
  await assert.rejects(expire({ url: other.url }, password), /without counts/);
});

test('fails if the connection is refused', async () => {
  await assert.rejects(expire({ url: 'http://127.0.0.1:1' }, password), /ECONNREFUSED/);
});

test('fails if the response times out', async () => {
  const { url } = await start(200, '{}');
  await assert.rejects(expire({ url, timeoutMillis: 1 }, password), /timeout|aborted/i);
});

test('fails without a password', async () => {
  const { url, requests } = await start(200, '{}');
  await assert.rejects(expire({ url }, async () => Promise.reject(new Error('AccessDenied'))), /AccessDenied/);
  assert.equal(requests.length, 0);
});

test('accepts only a certificate of the domain', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'expiry'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-keyout', 'key.pem', '-out', 'certificate.pem', '-days', '1', '-subj', '/CN=tickets.example.com',
    '-addext', 'subjectAltName=DNS:tickets.example.com'], { cwd: folder, stdio: 'ignore' });
  const cert = readFileSync(join(folder, 'certificate.pem'));
  const tls = { cert, key: readFileSync(join(folder, 'key.pem')) };
  const { url, requests } = await start(200, '{"expiredSlots":0,"expiredTickets":0}', tls);

  await expire({ url, serverName: 'tickets.example.com', ca: cert }, password);
  assert.equal(requests[0].headers.host, 'tickets.example.com');
  await assert.rejects(expire({ url, serverName: 'other.example.com', ca: cert }, password), /altnames/i);
  await assert.rejects(expire({ url, serverName: 'tickets.example.com' }, password), /self-signed/i);
  assert.equal(requests.length, 1);
});
