import { useAnnounced } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { t } from '../words/translate.ts';
import { SyncReport } from './SyncReport.tsx';
import { describeExtras, describeState, findTone, type SyncState, type Upkeep } from './sync-words.ts';

interface SyncLineProps {
  readonly sync: SyncState;
  readonly upkeep?: Upkeep | undefined;
  readonly now: number;
  readonly onSyncNow: () => void;
}

/** Sync health in one line (how fresh, what is missing, what is left) that unfolds to all of it, and the button. */
export function SyncLine({ sync, upkeep, now, onSyncNow }: SyncLineProps) {
  const tone = findTone(sync, now, upkeep);
  useAnnounced(describeState(sync, now), `${sync.phase} ${sync.problem?.code}`);
  return (
    <footer class={`sync-line sync-${tone}`}>
      <span class="sync-mark" />
      <details class="sync-more" onKeyDown={closeOnEscape}>
        <summary>
          {describeState(sync, now)}
          {describeExtras(sync, now, upkeep).map((extra) => (
            <span class="sync-extra" key={extra}>
              {extra}
            </span>
          ))}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls when there is much to say */}
        <section class="sync-panel" aria-label={t('syncHeading')} tabIndex={0}>
          <SyncReport sync={sync} upkeep={upkeep} now={now} />
        </section>
      </details>
      {sync.phase !== 'off' && (
        <Button look="quiet" icon="refresh" busy={sync.phase === 'running'} onClick={onSyncNow}>
          {t('syncNow')}
        </Button>
      )}
    </footer>
  );
}

function closeOnEscape(event: { readonly key: string; readonly currentTarget: HTMLDetailsElement } & Event) {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  // Escape would close the whole popup.
  event.preventDefault();
  event.currentTarget.open = false;
}
