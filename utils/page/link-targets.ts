/**
 * What a link points at, where its text does not say so: `<a href="https://evil.example/x">invoice</a>`.
 *
 * A target on another host is read whole. One on the page's own host names that host a hundred times over without
 * telling the reader anything: there only hashes count (`/file/<sha256>`).
 */
import type { Candidate } from '../ioc/candidate.ts';

const NONE: readonly Candidate[] = [];
const WEB_TARGET = /^\s*(?:https?:|ftps?:|wss?:)?\/\//i;
const UNREAD_TARGET = /^\s*(?:#|javascript:|data:|blob:|about:|tel:)/i;
const HASHES: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256']);
const SHORTEST_HASH = 32;
/** Longer targets carry data, not addresses. */
const LONGEST_TARGET = 4096;

/** Host of a `//`-style target, lower case, without user, port or path; `''` where there is none. */
function readHost(target: string): string {
  return /\/\/(?:[^/?#]*@)?([^/?#:]*)/.exec(target)?.[1]?.toLowerCase() ?? '';
}

export function findLinkCandidates(
  target: string,
  pageHost: string,
  findCandidates: (text: string) => readonly Candidate[],
): readonly Candidate[] {
  // Most links of a page: within the site, no hash in it.
  if (target.length < SHORTEST_HASH && !target.includes('//')) return NONE;
  if (target.length > LONGEST_TARGET || UNREAD_TARGET.test(target)) return NONE;
  const isElsewhere = WEB_TARGET.test(target) && readHost(target) !== pageHost;
  const text = target.trim();
  const found = findCandidates(text.startsWith('//') ? `https:${text}` : text);
  return isElsewhere ? found : found.filter((candidate) => HASHES.has(candidate.kind));
}
