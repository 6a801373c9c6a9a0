import type { Candidate } from '../../utils/ioc/candidate.ts';
import { defang } from '../../utils/ioc/defang.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';

/** What a selection or a typed text means: an indicator, else words to search the archive for. */
export type LookUp =
  | { readonly sort: 'indicator'; readonly key: Candidate['key'] }
  | { readonly sort: 'words'; readonly text: string };

/** The clearest indicator of `text`, the first and outermost of several: a URL rather than its host. */
export function readLookUp(text: string): LookUp {
  const [first, ...others] = findCandidates(text);
  if (first === undefined) return { sort: 'words', text: quote(text) };
  const best = others.reduce(
    (clearest, next) => (next.evidence > clearest.evidence ? next : clearest),
    first,
  );
  return { sort: 'indicator', key: best.key };
}

/** One phrase of the search box's grammar: a colon in it makes no key. */
function quote(text: string): string {
  const words = text.trim().replace(/\s+/g, ' ').replaceAll('"', '');
  return words === '' ? '' : `"${words}"`;
}

/** `text` with every indicator in it defanged, everything else as it is. */
export function defangText(text: string): string {
  let done = '';
  let end = 0;
  for (const candidate of findCandidates(text)) {
    // What lies within another is defanged with it.
    if (candidate.start < end) continue;
    done += text.slice(end, candidate.start) + defang(candidate);
    end = candidate.end;
  }
  return done + text.slice(end);
}
