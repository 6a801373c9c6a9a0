import { findMatches, type RelatedRules } from '../../utils/match/find-matches.ts';
import { SHARED_HOSTS } from '../../utils/match/shared-hosts.ts';
import type { LookUp, LookUpReply } from '../../utils/messaging/look-up-request.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { hashUrl } from './hash-url.ts';
import { createReport } from './page-report.ts';
import { toArchiveFault } from './problems.ts';

export interface LookUpDeps {
  readonly access: Pick<ArchiveAccess, 'open'>;
  /** Which related matches the user wants. */
  readonly readRelated: () => Promise<RelatedRules>;
}

export type LookUpHandler = (request: LookUp) => Promise<LookUpReply>;

const NOTHING_MUTED = {
  keys: new Set<never>(),
  hosts: new Set<string>(),
  rules: new Set<string>(),
  sources: new Set<string>(),
};

/**
 * Answers a batch of a bulk look-up as it answers a page, but for two things: an archive that cannot be opened is a
 * problem, not "none of them", and what is muted is looked up as well.
 */
export function createLookUpHandler({ access, readRelated }: LookUpDeps): LookUpHandler {
  return async ({ keys, evidence }) => {
    const opened = await access.open();
    if (!opened.ok) return { ok: false, problem: toArchiveFault(opened.error) };
    const { archive } = opened.value;
    const rules = {
      known: archive,
      sharedHosts: SHARED_HOSTS,
      hashUrl,
      related: await readRelated(),
      muted: NOTHING_MUTED,
    };
    const { items, unseen } = await createReport(
      [{ keys, evidence, coverage: [] }],
      (asked) => findMatches(asked, rules),
      archive,
    );
    return { ok: true, items, unseen };
  };
}
