import { getDomain } from 'tldts';

// Candidates are host names already, underscore labels included: nothing to cut out or to judge.
const OPTIONS = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
};

/**
 * The domains above `host`, nearest first, down to the one that somebody registered: never a public suffix, private
 * ones (github.io, duckdns.org...) included, because those belong to everybody below them.
 * Background only: the suffix list weighs some 290 KB.
 */
export function findParentDomains(host: string): string[] {
  const registered = getDomain(host, OPTIONS);
  if (registered === null) return [];
  const parents: string[] = [];
  for (let rest = host; rest.length > registered.length; ) {
    rest = rest.slice(rest.indexOf('.') + 1);
    parents.push(rest);
  }
  return parents;
}
