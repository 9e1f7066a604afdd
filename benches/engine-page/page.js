// One engine with one collection in one page: the driver calls `prepare`, looks how much memory is
// held, then calls `answer`. The clock is finer than usual because the page is isolated.

import * as peers from './peers.js';
import { standpoint } from './standpoint.js';

const engines = { ...peers, standpoint };
let engine;
let documents;

/** Bytes of what was fetched, a part at a time. */
async function* parts(address) {
  const reader = (await fetch(address)).body.getReader();
  for (let part; !(part = await reader.read()).done; ) yield part.value;
}

/** Lines of what was fetched. */
async function* lines(address) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of parts(address)) {
    const found = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = found.pop();
    yield* found;
  }
  if (rest) yield rest;
}

/** The documents as plain objects. What many have in common is one string for all of them. */
async function read(address) {
  let shared;
  const documents = [];
  for await (const line of lines(address)) {
    const row = JSON.parse(line);
    if (!shared) {
      shared = row;
      continue;
    }
    const [claim, ...values] = row;
    const of = {};
    shared.facets.forEach(({ facet, names }, at) => { of[facet] = names[values[at]]; });
    documents.push({
      id: documents.length,
      claim,
      // What is searched, beside the claim: texts that documents share.
      propositionText: shared.texts.proposition[values[2]],
      holderText: shared.texts.holder[values[4]],
      sourceText: shared.texts.source[values[0]],
      ...of,
    });
  }
  return documents;
}

/** Loads and builds: milliseconds of each step. */
export async function prepare({ engine: name, corpus, rows, wasm, most }) {
  engine = engines[name];
  if (engine.opens) return engine.prepare(parts(corpus), wasm);
  documents = await read(rows);
  const from = performance.now();
  await engine.build(documents, () => performance.now() - from > most);
  return { documents: documents.length, index: performance.now() - from };
}

/** Answers keystrokes until all are answered or the time is up: milliseconds and counts of each. */
export async function answer({ keystrokes, warm, most }) {
  let end = performance.now() + Math.min(5000, most / 4);
  for (const text of warm) {
    if (performance.now() > end) break;
    await engine.answer(text);
  }
  const times = [];
  const counts = [];
  end = performance.now() + most;
  for (const text of keystrokes) {
    if (performance.now() > end) break;
    const from = performance.now();
    const given = await engine.answer(text);
    times.push(performance.now() - from);
    counts.push(engine.counts ? engine.counts() : given);
  }
  return { times, counts };
}

/** Answers keystrokes part by part: milliseconds of each part. */
export const parted = keystrokes => engine.parted(keystrokes);

/** Bytes of wasm memory, if the engine has one. */
export const memory = () => engine.memory?.() ?? 0;
