import { readFileSync } from 'node:fs';
import type { ApiItem } from '../virustotal/api-item.ts';

const FILE = new URL('../../public/sample/stream.jsonl', import.meta.url);

/** The bundled sample stream with its dates, which count back from 0, moved to end shortly before `nowMs`. */
export function readSampleStream(nowMs: number): ApiItem[] {
  const now = Math.floor(nowMs / 1000);
  return readFileSync(FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const item = JSON.parse(line) as ApiItem;
      const context = item.context_attributes;
      return {
        ...item,
        context_attributes: { ...context, notification_date: now + context.notification_date },
      };
    });
}
