// What the device keeps in IndexedDB: settings, the scans that are not sent, and who is in as far as it knows.

const NAME = 'ticketly-door';

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('settings');
      request.result.createObjectStore('scans', { keyPath: 'no', autoIncrement: true });
      request.result.createObjectStore('holders');
      request.result.createObjectStore('conflicts', { autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Resolves once the transaction is on disk, with the result of the request. */
async function write(name, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

async function read(name, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = work(database.transaction(name).objectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const settings = {
  get: (name) => read('settings', (store) => store.get(name)),
  set: (name, value) => write('settings', (store) => store.put(value, name)),
  remove: (name) => write('settings', (store) => store.delete(name)),
};

/** The scans that are not sent, in the order in which they were made. */
export const scans = {
  add: (entry) => write('scans', (store) => store.add(entry)),
  change: (entry) => write('scans', (store) => store.put(entry)),
  first: (count) => read('scans', (store) => store.getAll(null, count)),
  get: (no) => read('scans', (store) => store.get(no)),
  count: () => read('scans', (store) => store.count()),
  remove: (entries) =>
    write('scans', (store) => {
      entries.forEach((entry) => store.delete(entry.no));
    }),
};

/** For each ticket, whether its holder is in. */
export const holders = {
  get: (id) => read('holders', (store) => store.get(id)),
  set: (id, holder) =>
    write('holders', (store) => (holder === undefined ? store.delete(id) : store.put(holder, id))),
  clear: () => write('holders', (store) => store.clear()),
};

/** Texts about scans that staff must clear up. */
export const conflicts = {
  add: (text) => write('conflicts', (store) => store.add(text)),
  all: () => read('conflicts', (store) => store.getAll()),
  clear: () => write('conflicts', (store) => store.clear()),
};
