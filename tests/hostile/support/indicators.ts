import { createHash } from 'node:crypto';

/** What a hostile page lists: made up, in an order that mixes the kinds. */
export const PAGE_INDICATORS = 40;

/** The `n`-th made-up hash of a purpose: the same in every run. */
export function createHashText(purpose: string, n: number, digits = 64): string {
  return createHash('sha256').update(`hostile:${purpose}:${n}`).digest('hex').slice(0, digits);
}

const host = (n: number) => `drop-${n}.hostile-sample.test`;
const address = (n: number) => `198.51.100.${n + 1}`;

/** The text of the page's `n`-th indicator. Every fifth is a URL, a domain, an IPv4 address, a SHA-256, an MD5. */
export function createFlat(n: number): string {
  switch (n % 5) {
    case 0:
      return `http://${host(n)}/gate.php?id=${n}`;
    case 1:
      return `www.${host(n)}`;
    case 2:
      return address(n);
    case 3:
      return createHashText('page', n);
    default:
      return createHashText('page', n, 32);
  }
}

/** A URL that holds two more candidates: its host, and a hash in its path. */
export function createNested(n: number): { url: string; host: string; hash: string } {
  const inner = createHashText('nested', n);
  return { url: `http://${host(100 + n)}/files/${inner}/get`, host: host(100 + n), hash: inner };
}

/** In no stream, ever: fills a page up to the cap, or an archive. */
export const createFiller = (purpose: string, n: number): string => createHashText(`filler-${purpose}`, n);
