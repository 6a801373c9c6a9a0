import { afterEach, expect, test, vi } from 'vitest';
import { USUAL_PAINT } from '../../utils/highlight/paint-style.ts';
import type { MatchState } from '../../utils/messaging/protocol.ts';
import { type Stage, setUp } from './stage.ts';

let stage: Stage | undefined;

afterEach(() => {
  stage?.stop.abort();
  document.body.replaceChildren();
});

const PAGE = `
  <p>see http://a.test/long/path, its host again a.test, and b.example.</p>
  <p><a href="https://c.example/x">a link</a> ${'f'.repeat(64)}</p>
  <div style="height:60px;overflow:auto"><p>d.test</p><p>e.test</p><p>f.test</p></div>`;

/** Everything a page can see of itself while `matches` of its candidates are lit, and our own DOM but for the paint. */
async function record(matches: number, paint = USUAL_PAINT) {
  document.body.replaceChildren(document.createRange().createContextualFragment(PAGE));
  const log: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      log.push(`${type} ${target.nodeName} +${addedNodes.length} -${removedNodes.length}`);
    }
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const keys: string[] = [];
  stage = setUp(({ key }): MatchState => {
    if (!keys.includes(key)) keys.push(key);
    return keys.indexOf(key) < matches ? 'match' : 'none';
  });
  await vi.waitFor(() => expect(stage?.boxes().length).toBeGreaterThan(7));
  if (paint !== USUAL_PAINT) stage.setPaint(paint);
  const lit = stage.boxes().filter(({ state }) => state !== 'none').length;
  const seen = {
    log: [...log],
    html: document.documentElement.outerHTML,
    nodes: document.querySelectorAll('*').length,
    highlights: CSS.highlights.size,
    under: document.elementsFromPoint(60, 24).map((element) => element.nodeName),
    places: stage.boxes().map(({ rect }) => rect),
    size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    overlay: stage.overlay.host.stage.innerHTML.replaceAll(/box (?:none|match)(?: odd)?/g, 'box'),
  };
  observer.disconnect();
  stage.stop.abort();
  return { seen, lit };
}

test('the page sees the same, and our own DOM is the same, for no match, some and all', async () => {
  const none = await record(0);
  const some = await record(2);
  const all = await record(100);
  expect(none.lit).toBe(0);
  expect(some.lit).toBeGreaterThan(0);
  expect(all.lit).toBeGreaterThan(some.lit);
  expect(some.seen).toEqual(none.seen);
  expect(all.seen).toEqual(none.seen);
  expect(none.seen.highlights).toBe(0);
});

test('a chosen style alters the paint of open boxes and nothing else, matched or not', async () => {
  const usual = await record(2);
  for (const shape of ['line', 'frame'] as const) {
    const paint = { ...USUAL_PAINT, shape, strength: 'strong' } as const;
    for (const matches of [0, 2, 100]) expect((await record(matches, paint)).seen).toEqual(usual.seen);
  }
});

test('a box takes the chosen style at once, and the next answer finds it', async () => {
  document.body.replaceChildren(document.createRange().createContextualFragment(PAGE));
  stage = setUp();
  // Those inside a more telling one show nothing of their own.
  const boxes = () => [...(stage?.overlay.host.stage.querySelectorAll('.match') ?? [])];
  const paints = () => new Set(boxes().map((box) => getComputedStyle(box).backgroundImage));
  await vi.waitFor(() => expect(boxes().length).toBeGreaterThan(5));
  const before = paints();
  expect(before.size).toBe(1);
  stage.setPaint({ ...USUAL_PAINT, shape: 'frame', hues: { ...USUAL_PAINT.hues, match: 'teal' } });
  const after = paints();
  expect(after.size).toBe(1);
  expect([...after][0]).toContain('rgba(0, 140, 150, 0.95)');
  expect([...before][0]).not.toContain('rgba(0, 140, 150, 0.95)');
});
