import { useLayoutEffect, useRef } from 'preact/hooks';
import { Banner } from '../../components/kit/Banner.tsx';
import { isFocusLost } from '../../components/kit/use-kept-focus.ts';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { type MessageKey, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import type { ArchiveCounters } from '../../utils/store/archive-api.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';
import { ArchiveConfirmation } from './ArchiveConfirmation.tsx';
import { ArchiveWords, OtherArchive } from './ArchiveItem.tsx';
import { Section } from './Section.tsx';
import { type ChoiceState, type Refusal, useArchiveChoice } from './use-archive-choice.ts';
import { useArchiveList } from './use-archive-list.ts';

interface ArchivesSectionProps {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly status: DeskStatus | undefined;
  /** The one in use. */
  readonly archive: ArchiveState;
  /** What it holds, as it grows. Absent while it is not open. */
  readonly counters: ArchiveCounters | undefined;
  readonly settings: Settings | undefined;
  /** After another archive took the place of the one in use. */
  readonly onReplaced: () => void;
}

/** Every archive of this browser, as soon as there is one that is not in use: nothing that is kept is hidden. */
export function ArchivesSection(props: ArchivesSectionProps) {
  const { desk, clock, status, archive, counters, settings, onReplaced } = props;
  const [list, reread] = useArchiveList(desk, status);
  const choice = useArchiveChoice(desk, { onUsed: onReplaced, reread });
  const { state } = choice;
  // Where the archive in use did not open either, the section above says so already.
  if (list.phase === 'failed' && archive.phase === 'open')
    return (
      <Section name="archives">
        <ProblemBanner problem={archiveProblem(list.problem)} />
      </Section>
    );
  if (list.phase !== 'read') return null;
  const isWorthIt = list.archives.some(({ isInUse }) => !isInUse);
  // What became of the last one that was deleted is still to be read.
  if (!isWorthIt && state.phase === 'none') return null;
  return (
    <Section name="archives">
      <p class="help">{t('archivesHelp')}</p>
      <ul class="archives" aria-labelledby="archives">
        {list.archives.map((each) => (
          <li key={each.id}>
            {each.isInUse ? (
              <ArchiveWords archive={each} holding={counters && { rows: counters.total }} />
            ) : (
              <OtherArchive
                archive={each}
                holding={each.holding}
                clock={clock}
                hasAccount={status?.account !== undefined}
                deed={state.phase === 'working' && state.archive.id === each.id ? state.deed : undefined}
                onAsk={(deed) => choice.ask(deed, each)}
              />
            )}
          </li>
        ))}
      </ul>
      <Outcome state={state} />
      {state.phase === 'asking' && (
        <ArchiveConfirmation
          deed={state.deed}
          archive={state.archive}
          retention={settings?.retention}
          onConfirm={choice.confirm}
          onCancel={choice.cancel}
        />
      )}
    </Section>
  );
}

const REFUSALS = {
  unlisted: 'archiveRefusedUnlisted',
  'in-use': 'archiveRefusedInUse',
  'no-key': 'archiveRefusedNoKey',
} as const satisfies Record<Refusal, MessageKey>;

function Outcome({ state }: { readonly state: ChoiceState }) {
  switch (state.phase) {
    case 'deleted':
      return <Deleted />;
    case 'refused':
      return <Banner tone="warn" title={t(REFUSALS[state.why])} />;
    case 'failed':
      return <ProblemBanner problem={state.problem} />;
    case 'silent':
      return (
        <Banner tone="bad" title={t('backgroundSilent')}>
          <p>{t('archiveSilent')}</p>
        </Banner>
      );
    default:
      return null;
  }
}

/** Takes the focus from the button that is gone, before whoever keeps it for the whole page does. */
function Deleted() {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isFocusLost()) box.current?.focus();
  }, []);
  return (
    <div ref={box} tabIndex={-1}>
      <Banner tone="info" title={t('archiveDeleted')} />
    </div>
  );
}
