// Keeps this version of the page for later without a network. Written by the build's last step:
// the version is a digest of the files below, and each file is taken only with the bytes it had.
'use strict';
const VERSION = '{version}';
const FILES = {files};
// What only some readers need is kept once it was needed, and from then on also of new versions.
const LATER = {later};

// Other projects may live on the same origin: only caches with this page's own address are its.
const OWN = `standpoint ${registration.scope} `;
const NAME = OWN + VERSION;

const addressOf = ([file]) => new URL(file, registration.scope).href;
const wasNeeded = async () => {
  const names = (await caches.keys()).filter(name => name.startsWith(OWN));
  const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return kept.flat().some(({ url }) => /\/engine-[^/]*$/.test(url));
};

// All files or none; what was kept under this name before stays.
const fill = async () => {
  const isNew = !await caches.has(NAME);
  const files = await wasNeeded() ? [...FILES, ...LATER] : FILES;
  const cache = await caches.open(NAME);
  const requests = files.map(([file, integrity]) => new Request(file, { integrity, cache: 'no-cache' }));
  try {
    await cache.addAll(requests);
  } catch (error) {
    if (isNew) await caches.delete(NAME);
    throw error;
  }
};

const clear = async () => {
  const names = await caches.keys();
  const old = names.filter(name => name.startsWith(OWN) && name !== NAME);
  await Promise.all(old.map(name => caches.delete(name)));
};

// What a browser or a person deleted under the running page is fetched again when there is a network;
// what is left of it until then is no use.
let mending = null;
const mend = () => {
  mending ??= caches.delete(NAME).then(fill).catch(() => {}).finally(() => { mending = null; });
  return mending;
};

const answer = async event => {
  const { request } = event;
  const address = new URL(request.url);
  const page = new URL('./', registration.scope);
  const isPage = request.mode === 'navigate'
    && [page.pathname, `${page.pathname}index.html`].includes(address.pathname);
  // Opening a cache makes it; asking all for it by name does not. A host may vary its answers by what
  // browsers send differently for a page and for a file: none of that makes another file of it.
  const options = { cacheName: NAME, ignoreSearch: true, ignoreVary: true };
  const cached = await caches.match(isPage ? page.href : request, options);
  if (cached) return cached;
  const isOf = list => list.some(one => addressOf(one) === address.href);
  if (isPage || isOf(FILES)) event.waitUntil(mend());
  const fetched = await fetch(request);
  if (fetched.ok && isOf(LATER)) {
    const copy = fetched.clone();
    event.waitUntil(caches.open(NAME).then(cache => cache.put(address.href, copy)).catch(() => {}));
  }
  return fetched;
};

addEventListener('install', event => event.waitUntil(fill()));
addEventListener('activate', event => event.waitUntil(clear().then(() => clients.claim())));
addEventListener('message', event => {
  if (event.data === 'renew') skipWaiting();
  if (event.data === 'claim') event.waitUntil(clients.claim());
});
addEventListener('fetch', event => {
  const { request } = event;
  const isOwn = request.url.startsWith(registration.scope);
  if (request.method === 'GET' && isOwn) event.respondWith(answer(event));
});
