// Starts the second program, in the page or in a worker.
import start from '{glue}';
const wasm = new URL('{wasm}', import.meta.url);
export const started = fetch(wasm, { integrity: '{integrity}' }).then(answer => {
  if (!answer.ok) throw new Error(`${wasm}: ${answer.status}`);
  return start({ module_or_path: answer });
});
if (!globalThis.document) started.catch(error => postMessage(['failed', String(error)]));
