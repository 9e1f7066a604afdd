// Starts the app, keeps it for later without a network, and says so when it stops.
// It runs before the page's body is read, so that nothing is painted that is about to change.
(() => {
  'use strict';
  const root = document.documentElement;
  const { glue, wasm, integrity, worker, engine } = document.currentScript.dataset;

  // Trusted Types: nothing of this page makes markup or scripts from text; its workers are scripts.
  const refuse = () => null;
  const scriptAddress = address => ([worker, engine].includes(address) ? address : null);
  window.trustedTypes?.createPolicy('default', {
    createHTML: refuse,
    createScript: refuse,
    createScriptURL: scriptAddress,
  });

  // WebKit knows no idle time.
  window.requestIdleCallback ??= then => setTimeout(then);

  // The colours that this reader chose.
  try {
    root.dataset.theme = localStorage.getItem('standpoint-theme') ?? 'system';
  } catch {
    // A browser that keeps nothing has nothing to tell.
  }
  // The page holds the default view; a link to another one waits for the app instead.
  if (!/^(#|#\/|#\/matrix)?$/.test(location.hash)) root.classList.add('elsewhere');

  // What a reader brings, dropped with what is in its folders or chosen: paths and files for the app.
  const give = detail => more().then(
    () => document.dispatchEvent(new CustomEvent('standpoint-files', { detail })),
    // The reader was told.
    () => {},
  );
  const asked = (of, name) => new Promise((done, fail) => of[name](done, fail));
  const within = async (entry, path = '') => {
    if (entry.isFile) return [[path + entry.name, await asked(entry, 'file')]];
    const found = [];
    const reader = entry.createReader();
    // A browser tells a hundred at a time.
    for (let part; (part = await asked(reader, 'readEntries')).length;) found.push(...part);
    return (await Promise.all(found.map(one => within(one, `${path}${entry.name}/`)))).flat();
  };
  const over = event => {
    const { dataTransfer, target, type } = event;
    // A source's own form takes what is dropped on it.
    const isHere = dataTransfer.types.includes('Files') && !target.closest?.('[data-copy-of]');
    root.classList.toggle('over', isHere && type === 'dragover');
    if (isHere) event.preventDefault();
    return isHere;
  };
  for (const kind of ['dragover', 'dragleave']) addEventListener(kind, over);
  addEventListener('drop', async event => {
    if (!over(event)) return;
    const { items, files } = event.dataTransfer;
    const entries = [...items].map(item => item.webkitGetAsEntry?.()).filter(entry => entry);
    // What comes from elsewhere than a folder may have no place in one.
    const bare = [...files].map(file => [file.name, file]);
    const found = await Promise.all(entries.map(entry => within(entry))).catch(() => []);
    give(found.length ? found.flat() : bare);
  });
  addEventListener('click', ({ target }) => {
    if (target.closest('[data-do="open"]')) give(null);
  });
  addEventListener('change', ({ target }) => {
    const files = target.closest('.opening') && target.files;
    if (files) give([...files].map(file => [file.webkitRelativePath || file.name, file]));
  });

  // The app stopped: once, with a report that goes nowhere by itself.
  let stopped = false;
  const stop = (message, stack) => {
    if (stopped) return;
    stopped = true;
    const show = () => {
      root.classList.remove('elsewhere');
      const dialog = document.getElementById('failure');
      const report = dialog.querySelector('pre');
      report.textContent = [
        root.dataset.failure ?? message,
        `at ${location.href}`,
        `in ${navigator.userAgent}`,
        `of ${wasm}`,
        stack ?? '',
      ].join('\n');
      const act = {
        reload: () => location.reload(),
        copy: button => {
          getSelection().selectAllChildren(report);
          navigator.clipboard?.writeText(report.textContent).then(
            () => { button.textContent = button.value; },
            // The report stays selected: the reader can copy it by hand.
            () => {},
          );
        },
      };
      // What stands behind it is dead and hears nothing any more. Browsers let a second Escape close
      // what the first did not.
      for (const kind of ['click', 'close', 'change', 'input', 'keydown']) {
        addEventListener(kind, event => {
          event.stopPropagation();
          if (kind === 'click') act[event.target.name]?.(event.target);
          if (kind === 'close') dialog.showModal();
        }, true);
      }
      dialog.showModal();
    };
    // Nothing takes the focus before its styles are there.
    if (document.readyState === 'complete') show();
    else addEventListener('load', show);
  };
  // Faults of the app have its frames on their stack; those of a reader's extensions do not, even if
  // they speak of wasm or have some of their own.
  const isOurs = ({ message, stack }) => String(stack).replace(message, '').split('\n')
    .some(line => /wasm/i.test(line) && !line.includes('-extension://'));
  const hear = error => {
    if (error && isOurs(error)) stop(String(error), error.stack);
  };
  addEventListener('error', ({ error }) => hear(error));
  addEventListener('unhandledrejection', ({ reason }) => hear(reason));

  // The app, once the page is read. It is fetched at once: fetched after the first paint it came so late
  // that both the time to an answering page and Lighthouse's blocking time grew.
  const read = new Promise(done => document.addEventListener('DOMContentLoaded', done));
  const code = fetch(wasm, integrity ? { integrity } : {}).then(answer => {
    if (!answer.ok) throw new Error(`${wasm}: ${answer.status} ${answer.statusText}`);
    return answer;
  });
  const subject = location.protocol === 'file:'
    ? 'Browsers load no programs from files: this page needs a web server. It'
    : 'The page';
  // An imported address is taken from the script's place, not the page's.
  const load = address => import(new URL(address, document.baseURI).href);
  const tell = what => document.dispatchEvent(new Event(`standpoint-${what}`));
  const started = Promise.all([load(glue), code, read])
    .then(([app, answer]) => app.default({ module_or_path: answer }));
  started.then(
      // Whatever a browser refuses of workers, the page is there.
      () => worker && requestIdleCallback(() => keep().catch(() => {})),
      error => stop(`${subject} could not be loaded whole. ${error}`, error.stack),
    );

  // The program for large corpora, which takes over when it is first needed.
  let large;
  const more = () => {
    large ??= started.then(() => load(engine)).then(program => program.started).catch(error => {
      large = null;
      tell('failed');
      throw error;
    });
    return large;
  };
  document.addEventListener('standpoint-more', () => more().catch(() => {}));

  // The page for later without a network. Browsers without workers, and windows in which they may
  // not keep anything, go without.
  const keep = async () => {
    const workers = navigator.serviceWorker;
    if (!workers || !/^https?:$/.test(location.protocol)) return;
    // Who answers for this page may be the worker of another one, whose path this one's begins with:
    // only a registration of its own tells that the page is not new here. It is asked for before: when
    // a browser tells of a first worker, it may be active already, or not yet be shown at all.
    const before = await workers.getRegistration();
    const known = before?.active && before.scope;
    const registration = await workers.register(worker, { updateViaCache: 'none' });
    let isNew = known !== registration.scope;
    // A worker may be found twice, here and by the event; what it comes to is heard once.
    const watch = coming => {
      const hear = () => {
        if (coming.state === 'installed' && registration.active) tell('update');
        if (coming.state === 'activated' && isNew) {
          isNew = false;
          tell('offline');
        }
      };
      coming.onstatechange = hear;
      if (coming.state === 'activated') hear();
    };
    if (registration.waiting && registration.active) tell('update');
    const coming = registration.installing ?? (isNew ? registration.waiting ?? registration.active : null);
    if (coming) watch(coming);
    // A worker that became active while this page was on its way may have missed it.
    if (registration.active && !workers.controller) registration.active.postMessage('claim');
    registration.addEventListener('updatefound', () => {
      if (registration.installing) watch(registration.installing);
    });
    document.addEventListener('click', ({ target }) => {
      if (!target.closest('[data-do="renew"]')) return;
      const reload = () => location.reload();
      // Another tab may have renewed already; then loading again is enough.
      if (!registration.waiting) return reload();
      workers.addEventListener('controllerchange', reload, { once: true });
      registration.waiting.postMessage('renew');
    });
  };
})();
