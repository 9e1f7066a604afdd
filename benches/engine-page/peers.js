// The search libraries, each as its documentation says it is used for a search as you type over
// these fields with these facets. `build` may give up when `late()` says that it took too long;
// `answer` gives how many were found, then how many values of each facet have any.

import MiniSearch from './node_modules/minisearch/dist/es/index.js';
import itemsJs from './node_modules/itemsjs/dist/index.modern.js';
import * as orama from './node_modules/@orama/orama/dist/browser/index.js';
import FlexSearch from './node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs';

const FACETS = ['source', 'issue', 'proposition', 'stance', 'holder', 'role', 'certainty', 'year'];
const TEXTS = ['claim', 'propositionText', 'holderText', 'sourceText'];
/** What a word weighs where it stands: as in the engine. */
const BOOST = { claim: 3 };
const BEST = 20;
/** How many documents are added between two looks at the clock. */
const BATCH = 1000;

const inBatches = async (documents, late, add) => {
  for (let at = 0; at < documents.length; at += BATCH) {
    await add(documents.slice(at, at + BATCH));
    if (late()) throw new Error(`the index took too long: ${at + BATCH} of ${documents.length} documents were added`);
  }
};

/** For a library that counts no facets: the plain way, a map for each. */
const count = documents => {
  const counts = FACETS.map(() => new Map());
  for (const document of documents) {
    for (let at = 0; at < FACETS.length; at += 1) {
      const value = document[FACETS[at]];
      counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
    }
  }
  return counts;
};

let all;
let index;

export const minisearch = {
  async build(documents, late) {
    all = documents;
    index = new MiniSearch({
      fields: TEXTS,
      // Stored fields would be copied into each result; the documents are at hand.
      storeFields: [],
      searchOptions: { boost: BOOST, prefix: true, fuzzy: 0.2, combineWith: 'AND' },
    });
    await inBatches(documents, late, batch => index.addAll(batch));
  },
  answer(text) {
    const found = index.search(text);
    const counts = count(found.map(({ id }) => all[id]));
    found.slice(0, BEST).map(({ id }) => all[id]);
    return [found.length, ...counts.map(({ size }) => size)];
  },
};

const facetsOf = of => Object.fromEntries(FACETS.map(facet => [facet, of(facet)]));

export const oramajs = {
  async build(documents, late) {
    index = orama.create({
      // As enumerations facets are counted, but not also indexed as text.
      schema: { ...Object.fromEntries(TEXTS.map(text => [text, 'string'])), ...facetsOf(() => 'enum') },
      components: { tokenizer: { language: 'german', stemming: false } },
      // An order by fields is not asked for; building it would only cost.
      sort: { enabled: false },
    });
    await inBatches(documents, late, batch =>
      orama.insertMultiple(index, batch.map(document => ({ ...document, id: String(document.id) })), BATCH));
  },
  async answer(text) {
    const found = await orama.search(index, {
      term: text,
      properties: TEXTS,
      boost: BOOST,
      tolerance: 1,
      threshold: 0,
      limit: BEST,
      facets: facetsOf(() => ({})),
    });
    return [found.count, ...FACETS.map(facet => found.facets[facet].count)];
  },
};

export const itemsjs = {
  async build(documents) {
    index = itemsJs(documents, {
      searchableFields: TEXTS,
      // Without the stemmer and the stop words of English.
      isExactSearch: true,
      aggregations: facetsOf(facet => ({ title: facet, size: 1e9, conjunction: false })),
    });
  },
  answer(text) {
    const { pagination, data } = index.search({ query: text, per_page: BEST });
    const used = facet => data.aggregations[facet].buckets.filter(bucket => bucket.doc_count > 0).length;
    return [pagination.total, ...FACETS.map(used)];
  },
};

export const flexsearch = {
  async build(documents, late) {
    all = documents;
    index = new FlexSearch.Document({
      document: { id: 'id', index: TEXTS },
      tokenize: 'forward',
    });
    await inBatches(documents, late, batch => batch.forEach(document => index.add(document)));
  },
  answer(text) {
    // A list for each field; merged they are what was found, best fields first.
    const found = index.search(text, { limit: all.length, merge: true });
    const counts = count(found.map(({ id }) => all[id]));
    found.slice(0, BEST).map(({ id }) => all[id]);
    return [found.length, ...counts.map(({ size }) => size)];
  },
};
