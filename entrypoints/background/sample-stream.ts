import * as v from 'valibot';
import { SECOND_MS } from '../../utils/lang/time.ts';
import type { StreamPage } from '../../utils/sync/ports.ts';
import { parseStreamPage } from '../../utils/vt/parse.ts';

const DatedItem = v.looseObject({ context_attributes: v.looseObject({ notification_date: v.number() }) });

/**
 * The bundled sample (scripts/make-sample.ts) as a stream page, read by the same code as VirusTotal's own. Its dates count
 * back from 0: they are moved to end shortly before `nowMs`. Throws when the bundled file is not what we wrote.
 */
export function readSampleStream(text: string, nowMs: number): StreamPage {
  const now = Math.floor(nowMs / SECOND_MS);
  const data = text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const item = v.parse(DatedItem, JSON.parse(line));
      const { notification_date, ...context } = item.context_attributes;
      return { ...item, context_attributes: { ...context, notification_date: now + notification_date } };
    });
  const page = parseStreamPage({ data });
  if (page === undefined) throw new Error('the bundled sample is no stream page');
  return page;
}
