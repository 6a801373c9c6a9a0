import { useEffect, useMemo, useState } from 'preact/hooks';
import { ARCHIVE_KEYS } from '../../components/archive/archive-keys.ts';
import { ExportButton } from '../../components/export/ExportButton.tsx';
import { Announcer } from '../../components/kit/Announcer.tsx';
import { IconButton } from '../../components/kit/Button.tsx';
import { SELECTED_TAB, Tabs } from '../../components/kit/Tabs.tsx';
import { useKeptFocus } from '../../components/kit/use-kept-focus.ts';
import { MATCH_KEYS } from '../../components/kit/use-row-keys.ts';
import { SyncLine } from '../../components/sync/SyncLine.tsx';
import { t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import { DetailDesk } from '../desk/DetailDesk.tsx';
import type { Desk } from '../desk/desk.ts';
import { useArchive, useNow, useStatus } from '../desk/desk-hooks.ts';
import { KeyHelp } from '../desk/KeyHelp.tsx';
import { Muting } from '../desk/Muting.tsx';
import { SampleBanner } from '../desk/SampleBanner.tsx';
import { Notices } from '../popup/Notices.tsx';
import { PagePanel } from '../popup/PagePanel.tsx';
import { offerPage } from '../popup/popup-exports.ts';
import { usePageReport } from '../popup/use-page-report.ts';
import { ArchivePanel } from './ArchivePanel.tsx';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  /** What is searched for at first. */
  readonly query: string;
  readonly findTab: () => Promise<number | undefined>;
  /** Calls back when another tab, or another page in it, is shown. Returns the way to stop. */
  readonly onTabChange: (listener: () => void) => () => void;
  readonly onOptions: () => void;
  readonly onLookUp: () => void;
  /** Both ask the user for access and must be called first thing in a gesture. */
  readonly onAskAccess: () => Promise<boolean>;
  readonly onAskServer: (address: string) => Promise<boolean>;
}

type TabId = 'archive' | 'page';

const PANEL_KEYS = [...ARCHIVE_KEYS, MATCH_KEYS];

/** The side panel: the whole archive, and the page beside it. */
export function App({
  desk,
  clock,
  query,
  findTab,
  onTabChange,
  onOptions,
  onLookUp,
  onAskAccess,
  onAskServer,
}: AppProps) {
  const now = useNow(clock);
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const page = usePageReport(desk, findTab, status?.hostAccess);
  useEffect(() => onTabChange(page.readAgain), [onTabChange, page.readAgain]);
  const [selected, setSelected] = useState<TabId>('archive');
  const pageOffer = useMemo(() => {
    const isShown = selected === 'page' && archive.phase === 'open' && page.report?.available;
    return isShown ? offerPage(archive.opened.archive, page.report, clock) : undefined;
  }, [selected, archive, page.report, clock]);
  const main = useKeptFocus<HTMLElement>((root) => root.querySelector<HTMLElement>(SELECTED_TAB));
  const syncNow = () => desk.tell({ type: 'sync-now' });
  return (
    <div class="panel">
      <Muting>
        <main class="panel-main" ref={main}>
          <h1 class="unseen">{t('extensionName')}</h1>
          <Notices
            status={answer}
            archive={archive}
            onPage={selected === 'page'}
            onOptions={onOptions}
            onSyncNow={syncNow}
            onAskAccess={() => void onAskAccess()}
            onAskServer={(address) => void onAskServer(address)}
          />
          {status?.sample && <SampleBanner desk={desk} />}
          <DetailDesk desk={desk} archive={archive} clock={clock}>
            <Tabs<TabId>
              label={t('tabsLabel')}
              selected={selected}
              onSelect={setSelected}
              end={
                <>
                  {pageOffer && <ExportButton offer={pageOffer} look="icon" />}
                  <IconButton icon="search" label={t('lookUpOpen')} onClick={onLookUp} />
                  <IconButton icon="sliders" label={t('options')} onClick={onOptions} />
                </>
              }
              tabs={[
                { id: 'archive', label: t('tabArchive') },
                {
                  id: 'page',
                  label: t('tabPage'),
                  count: page.report?.available ? page.report.items.length : 0,
                  countLabel: t('countMatches'),
                },
              ]}
            >
              {/* Kept while the other tab is shown: search, place in the list and open detail with it. */}
              <div class="panel-view" hidden={selected !== 'archive'}>
                {archive.phase === 'open' && (
                  <ArchivePanel
                    key={archive.opened.name}
                    {...{ desk, status, now, clock, query, onOptions }}
                    opened={archive.opened}
                    reopen={archive.reopen}
                  />
                )}
              </div>
              {selected === 'page' && (
                <PagePanel
                  page={page}
                  archive={archive}
                  now={now}
                  onAskAccess={() => void onAskAccess().then(page.readAgain)}
                />
              )}
            </Tabs>
          </DetailDesk>
        </main>
      </Muting>
      {status && <SyncLine sync={status.sync} upkeep={status.upkeep} now={now} onSyncNow={syncNow} />}
      <KeyHelp listKeys={PANEL_KEYS} />
      <Announcer />
    </div>
  );
}
