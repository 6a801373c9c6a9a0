/**
 * What a highlighter does that is not page-blind, one way at a time: the page's address says which (`?leak=spans`).
 * The probes must catch each. It takes the place of the content script in a copy of the build.
 */
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import { findCandidates } from '../../../utils/ioc/find-candidates.ts';
import type { IndicatorKey } from '../../../utils/ioc/indicator.ts';
import { askMatches } from '../../../utils/messaging/content.ts';

interface Found {
  readonly key: IndicatorKey;
  readonly range: Range;
  matches: boolean;
}

type Leak = (found: readonly Found[]) => void;

const LEAKS: Readonly<Record<string, Leak>> = {
  /** As every open peer does. */
  spans(found) {
    for (const { range, matches } of found.toReversed()) {
      if (!matches) continue;
      const span = document.createElement('span');
      span.style.background = 'orange';
      span.append(range.extractContents());
      range.insertNode(span);
    }
  },
  'css-highlights'(found) {
    const ranges = found.filter(({ matches }) => matches).map(({ range }) => range);
    CSS.highlights.set('leaky', new Highlight(...ranges));
  },
  'boxes-on-matches': (found) => drawBoxes(found.filter(({ matches }) => matches)),
  /** Nothing at all in a page where nothing matches. */
  'host-on-matches'(found) {
    if (found.some(({ matches }) => matches)) drawBoxes(found);
  },
  /** Uniform boxes, but in the context that WXT gives a declared content script. */
  'wxt-context'(found) {
    const context = new ContentScriptContext('in-page');
    const remove = drawBoxes(found);
    context.onInvalidated(remove);
  },
};

/** A box over each, in a closed root that is there either way. Returns how to take it down. */
function drawBoxes(found: readonly Found[]): () => void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ':host{all:initial!important;position:absolute!important;top:0!important;left:0!important;z-index:2147483647!important} div{position:absolute;pointer-events:none}',
  );
  root.adoptedStyleSheets = [sheet];
  for (const { range, matches } of found) {
    for (const { left, top, width, height } of range.getClientRects()) {
      const box = document.createElement('div');
      box.style.cssText = `left:${left + scrollX}px;top:${top + scrollY}px;width:${width}px;height:${height}px;
        background:rgb(255 160 0 / ${matches ? 0.3 : 0.004})`;
      root.append(box);
    }
  }
  document.documentElement.append(host);
  return () => host.remove();
}

function findOnPage(): Found[] {
  const found: Found[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.localName === 'script' || node.parentElement?.localName === 'style') continue;
    let reached = 0;
    for (const { key, start, end } of findCandidates((node as Text).data)) {
      // The outermost of nested ones only: a leak need not be complete.
      if (start < reached) continue;
      reached = end;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      found.push({ key, range, matches: false });
    }
  }
  return found;
}

async function leak(): Promise<void> {
  const paint = LEAKS[new URLSearchParams(location.search).get('leak') ?? ''];
  if (paint === undefined) return;
  const found = findOnPage();
  const keys = [...new Set(found.map(({ key }) => key))];
  const { states } = await askMatches(keys);
  const matching = new Set(keys.filter((_, at) => states[at] !== '.'));
  for (const each of found) each.matches = matching.has(each.key);
  paint(found);
  const painted = found.filter(({ matches }) => matches).length;
  Object.assign(globalThis, { leakySeen: { boxes: found.length, painted, card: false } });
}

// Registered as the content script is: before there is anything to read.
if (document.readyState === 'complete') void leak();
else addEventListener('load', () => void leak(), { once: true });
