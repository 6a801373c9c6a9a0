/**
 * A page for one way of laying text out. Everything on it is white but for what marks the hunted text: on the origin
 * where the extension is off the page marks it itself (`i` has a black ground), on the other one Huntlight does. The
 * browser so says where the paint belongs, clipping, covers and all.
 */
export interface LayoutPage {
  readonly name: string;
  /** `{n}` stands for the `n`-th hunted domain. */
  readonly html: string;
  /** What the page or its user does, one after the other; each runs in the page. */
  readonly steps?: Readonly<Record<string, () => void>>;
}

export const HUNTED = 8;
export const createHunted = (n: number): string => `h${n}.layout-hunt.test`;

/** The page's own mark, inherited into shadow trees. */
export const MARK = '<style>i { font-style: normal; background: var(--mark, transparent); }</style>';

export function createLayoutDocument({ name, html }: LayoutPage): string {
  const content = html
    .replaceAll('{mark}', MARK)
    .replaceAll(/\{(\d)\}/g, (_, n) => `<i>${createHunted(Number(n))}</i>`);
  return `<!doctype html><html><head><meta charset="utf-8"><title>${name}</title>${MARK}
<style>
  :root.marked { --mark: #000; }
  * { scrollbar-width: none; }
  body { margin: 8px; font: 16px/24px sans-serif; }
  body, dialog, [popover], .cover { background: #fff; color: #fff; border: 0; outline: 0; }
  dialog::backdrop { background: #fff; }
  a { color: inherit; text-decoration: none; }
</style>
<script>if (location.hostname === '127.0.0.1') document.documentElement.className = 'marked';</script>
</head><body>${content}</body></html>`;
}
