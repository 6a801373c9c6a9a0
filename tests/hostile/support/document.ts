import { createFiller, createFlat, createNested, PAGE_INDICATORS } from './indicators.ts';
import type { Layout, PageContext, Probe } from './probe.ts';

const FILLERS = 600;
/** The key that makes the page hand over its record: a trusted event that reaches it without any script of ours. */
export const RECORD_KEY = 'q';

export const createIndicators = ({ nested }: Layout): readonly string[] =>
  Array.from({ length: PAGE_INDICATORS }, (_, n) => (nested ? createNested(n).url : createFlat(n)));

/** Runs first in every page. Takes the functions it needs before a probe can patch them. */
function startRecorder(key: string, start: () => () => unknown): void {
  const say = console.debug.bind(console);
  const stringify = JSON.stringify.bind(JSON);
  const read = start();
  const observer = new MutationObserver(() => {
    disconnect();
    say('mounted');
  });
  const disconnect = observer.disconnect.bind(observer);
  const observe = observer.observe.bind(observer, document.documentElement, { childList: true });
  document.addEventListener('DOMContentLoaded', observe);
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== key || !event.isTrusted) return;
      const finish = async () => {
        try {
          say(`record ${stringify(await read()) ?? 'null'}`);
        } catch (error) {
          say(`failed ${String(error)}`);
        }
      };
      void finish();
    },
    true,
  );
}

/** Tells the harness where the indicators stand, so that it need not run script in the page. */
function tellPlaces(): void {
  const places = [...document.querySelectorAll('[id^="ioc-"]')].map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { id: Number(element.id.slice(4)), left, top, width, height };
  });
  console.debug(`places ${JSON.stringify(places)}`);
}

const STYLE = `
  body { margin: 0; font: 12px/16px monospace; }
  [id^="ioc-"] { position: absolute; white-space: nowrap; }
  .filler { position: absolute; font-size: 4px; line-height: 5px; white-space: nowrap; }
  .cap [id^="ioc-"] { font-size: 6px; line-height: 8px; }
`;

/** Half of the indicators come before the fillers and half after, so that the cap falls between matches. */
function createList(indicators: readonly string[], { cap }: Layout): string {
  const rowHeight = cap ? 12 : 34;
  const half = Math.ceil(indicators.length / 2);
  const place = (n: number) => {
    const top =
      cap && n >= half ? 450 + Math.floor((n - half) / 2) * rowHeight : Math.floor(n / 2) * rowHeight;
    return `left:${(n % 2) * 640 + 12}px;top:${top + 8}px`;
  };
  const items = indicators.map((text, n) => `<div id="ioc-${n}" style="${place(n)}">${text}</div>`);
  if (!cap) return items.join('\n');
  const fillers = Array.from({ length: FILLERS }, (_, n) => {
    const at = `left:${(n % 8) * 158 + 8}px;top:${150 + Math.floor(n / 8) * 4}px`;
    return `<div class="filler" style="${at}">${createFiller('page', n)}</div>`;
  });
  return [...items.slice(0, half), ...fillers, ...items.slice(half)].join('\n');
}

export function createDocument(probe: Probe, layout: Layout, context: PageContext): string {
  const markup = probe.markup?.(context.indicators) ?? createList(context.indicators, layout);
  const start = `() => (${probe.page})(${JSON.stringify(context)})`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>probe ${probe.number}</title>
<script nonce="probe">(${startRecorder})(${JSON.stringify(RECORD_KEY)}, ${start})</script>
<style nonce="probe">${STYLE}</style></head>
<body class="${layout.cap ? 'cap' : ''}">
${markup}
<script nonce="probe">(${tellPlaces})()</script>
</body></html>`;
}
