import { afterEach, expect, test, vi } from 'vitest';
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
async function record(matches: number) {
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
  const lit = stage.boxes().filter(({ state }) => state !== 'none').length;
  const seen = {
    log: [...log],
    html: document.documentElement.outerHTML,
    nodes: document.querySelectorAll('*').length,
    highlights: CSS.highlights.size,
    under: document.elementsFromPoint(60, 24).map((element) => element.nodeName),
    size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    overlay: stage.overlay.host.stage.innerHTML.replaceAll(/box (?:none|match)/g, 'box'),
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
