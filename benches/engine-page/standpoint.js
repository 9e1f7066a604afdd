// The engine that the others are compared with.

let engine;
let wasm;

const timed = act => {
  const from = performance.now();
  act();
  return performance.now() - from;
};

export const standpoint = {
  opens: true,

  /** Each step's milliseconds, and the bytes of wasm memory after it. */
  async prepare(parts, folder) {
    const { default: init, Engine } = await import(`./${folder}/engine_page.js`);
    wasm = await init();
    const kept = [];
    let bytes = 0;
    for await (const part of parts) {
      kept.push(part);
      bytes += part.length;
    }
    const steps = { bytes };
    const memory = {};
    const step = (name, act) => {
      steps[name] = timed(act);
      memory[name] = wasm.memory.buffer.byteLength;
    };
    step('copy', () => {
      engine = new Engine(bytes);
      for (let at = 0; at < kept.length; at += 1) {
        engine.add(kept[at]);
        kept[at] = undefined;
      }
    });
    step('read', () => engine.read());
    step('check', () => { steps.documents = engine.check(); });
    step('catalogue', () => engine.catalogue());
    step('index', () => engine.index());
    step('show', () => engine.show());
    return { ...steps, memory };
  },

  answer(text) {
    engine.turn(text);
    return engine.best();
  },

  /** How many were found, then how many values of each facet have any. */
  counts: () => Array.from(engine.counts()),

  parted(keystrokes) {
    const parts = { search: [], facets: [], matrix: [], turn: [], best: [], order: [] };
    for (const text of keystrokes) {
      parts.search.push(timed(() => engine.part_search(text)));
      parts.facets.push(timed(() => engine.part_facets()));
      parts.matrix.push(timed(() => engine.part_matrix()));
      parts.turn.push(timed(() => engine.turn(text)));
      parts.best.push(timed(() => engine.best()));
      parts.order.push(timed(() => engine.all_in_order()));
    }
    return parts;
  },

  memory: () => wasm.memory.buffer.byteLength,
};
