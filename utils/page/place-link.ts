import { EVIDENCE } from '../ioc/candidate.ts';
import { walk } from './dom.ts';
import { isSplitBetween } from './join.ts';
import { findLinkCandidates } from './link-targets.ts';
import type { FindCandidates } from './place-texts.ts';
import type { PlacedCandidate } from './placed-candidate.ts';
import { isBlankText } from './safe-gap.ts';
import { holdsText } from './tag-role.ts';

/** Text nodes of a link that are looked at: a linked card is not lit from edge to edge. */
const MOST_NODES = 16;

export const LINKS = 'a[href]';

/** The link's first stretch of visible text: what a reader takes for the link. */
function findLabel(link: Element): readonly Text[] {
  const label: Text[] = [];
  const walker = walk(link, NodeFilter.SHOW_TEXT);
  for (let count = 0; count < MOST_NODES; count++) {
    const node = walker.nextNode() as Text | null;
    if (node === null) break;
    if (isBlankText(node.data) || !holdsText(node.parentNode)) continue;
    const last = label.at(-1);
    if (last !== undefined && isSplitBetween(last, node)) break;
    label.push(node);
  }
  return label;
}

/**
 * Candidates of a link's target that its text does not name already (`isNamed`), placed on the text. None for a link
 * without text, a linked image say: there is nothing to lay a box over.
 */
export function placeLink(
  link: Element,
  pageHost: string,
  findCandidates: FindCandidates,
  isNamed: (key: string, label: readonly Text[]) => boolean,
): readonly PlacedCandidate[] {
  const found = findLinkCandidates(link.getAttribute('href') ?? '', pageHost, findCandidates);
  if (found.length === 0) return [];
  const label = findLabel(link);
  const startNode = label[0];
  const endNode = label.at(-1);
  if (startNode === undefined || endNode === undefined) return [];
  const startOffset = startNode.data.length - startNode.data.trimStart().length;
  const endOffset = endNode.data.trimEnd().length;
  const text = label
    .map((node) => node.data)
    .join('')
    .trim();
  return found
    .filter(({ key }) => !isNamed(key, label))
    .map(({ key, kind, evidence }) => ({
      key,
      kind,
      evidence: evidence === EVIDENCE.implied ? evidence : EVIDENCE.linked,
      from: 'href',
      startNode,
      startOffset,
      endNode,
      endOffset,
      text,
    }));
}
