/**
 * The text of a report page without a browser: a stand-in for `utils/page` where only recognition is measured. Blocks,
 * cells and `<br>` part the text, inline elements join it. No layout, no CSS, no script.
 */
const SKIPPED = /<(script|style|noscript|template|head)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi;
const INLINE =
  'a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr';
const TAG = /<\/?([a-z][a-z0-9-]*)\b(?:[^<>"']|"[^"]*"|'[^']*')*>/gi;
const ENTITY = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos|nbsp|shy));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  shy: '\u00ad',
};

const inline = new Set(INLINE.split(' '));

/** The page's runs of text, in order. */
export function readTextRuns(html: string): string[] {
  return html
    .replace(SKIPPED, '\n\n')
    .replace(/\n/g, ' ')
    .replace(TAG, (_tag, name: string) => (inline.has(name.toLowerCase()) ? '' : '\n'))
    .split('\n')
    .map(decodeEntities)
    .filter((run) => run.trim() !== '');
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (_entity, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return NAMED[name?.toLowerCase() ?? ''] ?? '';
  });
}
