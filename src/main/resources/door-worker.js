// Keeps the page for the door and its files, so that it can be opened without a network. The two lines before this one
// are added when the file is sent: the digest of each file, and a digest of all of them.

const PREFIX = 'ticketly-door-';

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));

self.addEventListener('activate', (event) => event.waitUntil(removeOtherVersions()));

self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && isKept(event.request.url)) {
    event.respondWith(answer(event.request));
  }
});

/** Fails, and is tried again later, if a file is not of this version. */
async function keepFiles() {
  const cache = await caches.open(PREFIX + VERSION);
  await cache.addAll(
    Object.entries(FILES).map(([path, integrity]) => new Request(path, { integrity, cache: 'no-store' })),
  );
  await self.skipWaiting();
}

async function removeOtherVersions() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

function isKept(url) {
  const path = url.replace(/[?#].*$/, '');
  return Object.keys(FILES).some((file) => new URL(file, self.location.href).href === path);
}

async function answer(request) {
  const cache = await caches.open(PREFIX + VERSION);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
