import { nextOf, parentOf } from './dom.ts';

/**
 * What an element does to the text around it, by tag alone: one Map lookup. Computed style is asked only where a tag
 * cannot tell and an indicator may depend on it (join.ts).
 *
 * - `skip`: never rendered and splits nothing (`a<script></script>b` reads "ab").
 * - `wall`: splits the text and holds none that a reader sees as page text, or none we may read (form values).
 * - `block`: splits the text before and after, and is read. Table cells and list items are blocks here, and so are
 *   `sup` and `sub`: a footnote mark after an indicator is not part of it.
 * - `flow`: joins with its neighbours, unless CSS says otherwise.
 */
export type TagRole = 'skip' | 'wall' | 'block' | 'flow';

const TAGS_BY_ROLE: Readonly<Record<Exclude<TagRole, 'flow'>, string>> = {
  skip: 'script style noscript template head title meta link base wbr datalist param source track area',
  wall:
    'br hr img picture video audio canvas iframe frame object embed input textarea select option optgroup progress ' +
    'meter map rt rp math portal fencedframe',
  block:
    'html body address article aside blockquote button caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup legend li listing main marquee ' +
    'menu nav ol p plaintext pre search section sub summary sup svg table tbody td text tfoot th thead tr ul xmp',
};

const ROLES = new Map<string, TagRole>(
  (Object.keys(TAGS_BY_ROLE) as (keyof typeof TAGS_BY_ROLE)[]).flatMap((role) =>
    TAGS_BY_ROLE[role].split(' ').map((tag): [string, TagRole] => [tag, role]),
  ),
);

/** Elements of any other vocabulary are data: each stands for itself. */
const JOINING_NAMESPACES: ReadonlySet<string | null> = new Set([
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
]);

/** Unknown and custom elements of HTML flow, as in CSS. */
export function findTagRole(element: Element): TagRole {
  const role = ROLES.get(element.localName);
  return role ?? (JOINING_NAMESPACES.has(element.namespaceURI) ? 'flow' : 'block');
}

/** Whether text directly in this element is page text. */
export function holdsText(parent: Node | null): boolean {
  if (!(parent instanceof Element)) return parent !== null;
  const role = findTagRole(parent);
  return role === 'block' || role === 'flow';
}

/** Whether tags alone tell that no text goes on beyond the end of this one. */
export function endsText(text: Text): boolean {
  // Asked for most texts of a page, and no name can stand in front of what a text has itself (dom.ts).
  let next: Node | null = text.nextSibling;
  let parent: Node | null = text.parentNode;
  for (;;) {
    if (next !== null) return next.nodeType === Node.ELEMENT_NODE && splitsText(next as Element);
    // A document and a shadow tree have no name that joins.
    if (parent === null || splitsText(parent as Element)) return true;
    next = nextOf(parent);
    parent = parentOf(parent);
  }
}

/** Whether the text before and after the element is parted, by its tag. */
export function splitsText(element: Element): boolean {
  const role = findTagRole(element);
  return role === 'block' || role === 'wall';
}
