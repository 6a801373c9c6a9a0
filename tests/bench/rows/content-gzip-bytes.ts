import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CHROMIUM_BUILD } from '../../e2e/support/chromium.ts';
import type { BenchRow } from '../row.ts';

export const contentGzipBytes: BenchRow = {
  id: 'content-gzip-bytes',
  what: 'the built content script, minified and gzipped',
  unit: 'bytes',
  better: 'lower',
  target: 20 * 1024,
  stretch: 12 * 1024,
  async measure() {
    const script = await readFile(join(CHROMIUM_BUILD, 'in-page.js'));
    return {
      ours: [gzipSync(script, { level: 9 }).length],
      notes: [`${script.length} bytes before gzip`],
    };
  },
};
