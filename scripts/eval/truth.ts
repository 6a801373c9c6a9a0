import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ApiItem } from '../../tests/virustotal/api-item.ts';
import { createItem, type EntityDescription } from '../../tests/virustotal/item.ts';

// The corpus format: /README.md of the corpus folder. Only what scoring needs is read.
const ioc = v.object({
  type: v.picklist(['sha256', 'sha1', 'md5', 'domain', 'ipv4', 'ipv6', 'url']),
  value: v.string(),
  origin: v.string(),
  raw: v.optional(v.string()),
});
const observable = v.object({ value: v.string() });
const report = v.object({
  iocs: v.array(ioc),
  edge_iocs: v.optional(v.array(v.looseObject({ type: v.string(), value: v.string() })), []),
  other_observables: v.optional(v.array(v.union([observable, v.string()])), []),
  not_observables: v.optional(v.array(v.union([observable, v.string()])), []),
});

export type TruthIoc = v.InferOutput<typeof ioc>;
export type Truth = v.InferOutput<typeof report> & { readonly slug: string; readonly html: string };

/** Every report of a corpus folder with its truth. Throws, naming the file, on one that is not of the format. */
export function readTruths(folder: string): Truth[] {
  const reports = join(folder, 'reports');
  return readdirSync(reports)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const slug = name.slice(0, -'.json'.length);
      const parsed = v.safeParse(report, JSON.parse(readFileSync(join(reports, name), 'utf8')));
      if (!parsed.success) throw new Error(`${name}: ${v.summarize(parsed.issues)}`);
      return { ...parsed.output, slug, html: readFileSync(join(reports, `${slug}.html`), 'utf8') };
    });
}

/** The truths of all pages together as one stream of API items, each indicator once. */
export function createStreamOf(truths: readonly Truth[], nowMs: number): ApiItem[] {
  const distinct = new Map<string, TruthIoc>();
  for (const each of truths.flatMap(({ iocs }) => iocs)) distinct.set(`${each.type}:${each.value}`, each);
  const newest = Math.floor(nowMs / 1000) - 60;
  return [...distinct.values()].map((each, index) =>
    createItem({
      id: String(30_000_000_000 + index),
      date: newest - index,
      rule: 'corpus',
      ruleset: 'corpus',
      entity: describe(each),
    }),
  );
}

function describe({ type, value }: TruthIoc): EntityDescription {
  switch (type) {
    case 'sha256':
    case 'sha1':
    case 'md5':
      return { type: 'file', [type]: value };
    case 'url':
      return { type: 'url', url: value };
    case 'domain':
      return { type: 'domain', domain: value };
    case 'ipv4':
    case 'ipv6':
      return { type: 'ip_address', ip: value };
  }
}
