/** Standing alone, as a page's number does in a header; those of addresses and versions do not. */
const NUMBER = /(?<![\w.:])\d+(?![\w:]|\.\d)/g;

const listLines = (page: string): ReadonlySet<string> =>
  new Set(
    page
      .split('\n')
      .map((line) => line.trim().replace(NUMBER, '0'))
      .filter((line) => line !== ''),
  );

/**
 * How many of `pages` (their texts) hold some text, but no line that is not on another page as well, numbers aside: running
 * headers and footers, over what may be a scanned page. Linear in their length.
 */
export function countBarePages(pages: readonly string[]): number {
  const own = pages.map(listLines);
  const on = new Map<string, number>();
  for (const line of own.flatMap((lines) => [...lines])) on.set(line, (on.get(line) ?? 0) + 1);
  const isBare = (lines: ReadonlySet<string>) => [...lines].every((line) => (on.get(line) ?? 0) > 1);
  return own.filter((lines) => lines.size > 0 && isBare(lines)).length;
}
