import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CHROMIUM_BUILD } from '../../e2e/support/chromium.ts';
import type { BenchRow } from '../row.ts';

export const contentGzipBytes: BenchRow = {
  id: 'content-gzip-bytes',
  what: 'the built content script that runs in every frame, minified and gzipped',
  unit: 'bytes',
  better: 'lower',
  target: 20 * 1024,
  stretch: 12 * 1024,
  async measure() {
    const [everywhere, display] = await Promise.all(
      ['in-page.js', 'display.js'].map((file) => readFile(join(CHROMIUM_BUILD, file))),
    );
    if (everywhere === undefined || display === undefined) throw new Error('there is no build');
    return {
      ours: [zip(everywhere)],
      notes: [
        `${everywhere.length} bytes before gzip`,
        `in frames that have something to draw, ${zip(display)} bytes more: display.js, ${display.length} before gzip`,
      ],
    };
  },
};

const zip = (file: Uint8Array) => gzipSync(file, { level: 9 }).length;
