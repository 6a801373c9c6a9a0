import { useEffect, useMemo, useState } from 'preact/hooks';
import { ExportButton } from '../../components/export/ExportButton.tsx';
import { Announcer } from '../../components/kit/Announcer.tsx';
import { IconButton } from '../../components/kit/Button.tsx';
import { SELECTED_TAB, Tabs } from '../../components/kit/Tabs.tsx';
import { useKeptFocus } from '../../components/kit/use-kept-focus.ts';
import { SiteSwitch } from '../../components/page/SiteSwitch.tsx';
import { SyncLine } from '../../components/sync/SyncLine.tsx';
import { t } from '../../components/words/translate.ts';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { CommandName } from '../desk/commands.ts';
import { DetailDesk } from '../desk/DetailDesk.tsx';
import type { Desk } from '../desk/desk.ts';
import { type ArchiveState, useArchive, useCounters, useNow, useStatus } from '../desk/desk-hooks.ts';
import { KeyHelp } from '../desk/KeyHelp.tsx';
import { Muting } from '../desk/Muting.tsx';
import { SampleBanner } from '../desk/SampleBanner.tsx';
import { openShortcutSettings, useShortcuts } from '../desk/shortcuts.ts';
import { useSite } from '../desk/use-site.ts';
import { IndicatorPanel } from './IndicatorPanel.tsx';
import { Notices } from './Notices.tsx';
import { PagePanel } from './PagePanel.tsx';
import { offerFeed, offerPage } from './popup-exports.ts';
import { StreamPanel } from './StreamPanel.tsx';
import { usePageReport } from './use-page-report.ts';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  /** Opened to show this one indicator ("open detail" on a page). */
  readonly indicator: IndicatorKey | undefined;
  readonly findTab: () => Promise<number | undefined>;
  readonly onOptions: () => void;
  readonly onLookUp: () => void;
  readonly onPanel: () => void;
  /** Both ask the user for access and must be called first thing in a gesture. */
  readonly onAskAccess: () => Promise<boolean>;
  readonly onAskServer: (address: string) => Promise<boolean>;
}

type TabId = 'hunting' | 'subscriptions' | 'page';

export function App(props: AppProps) {
  const { desk, clock, indicator, onOptions, onLookUp, onPanel, onAskAccess, onAskServer } = props;
  const now = useNow(clock);
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const [selected, setSelected] = useState<TabId>('hunting');
  const [only, setOnly] = useState(indicator);
  useEffect(() => setOnly(indicator), [indicator]);
  const main = useKeptFocus<HTMLElement>((root) => root.querySelector<HTMLElement>(SELECTED_TAB));
  const syncNow = () => desk.tell({ type: 'sync-now' });
  return (
    <div class="popup">
      <header class="popup-head">
        <img src="/icon/on.svg" alt="" width="20" height="20" />
        <h1>{t('extensionName')}</h1>
        <IconButton icon="search" label={t('lookUpOpen')} onClick={onLookUp} />
        <IconButton icon="panel" label={t('openPanel')} onClick={onPanel} />
        <IconButton icon="sliders" label={t('options')} onClick={onOptions} />
      </header>
      <CurrentSite desk={desk} findTab={props.findTab} hostAccess={status?.hostAccess} />
      <Muting>
        <main class="popup-main" ref={main}>
          <Notices
            status={answer}
            archive={archive}
            onPage={selected === 'page' && only === undefined}
            onOptions={onOptions}
            onSyncNow={syncNow}
            onAskAccess={() => void onAskAccess()}
            onAskServer={(address) => void onAskServer(address)}
          />
          {status?.sample && <SampleBanner desk={desk} />}
          <DetailDesk desk={desk} archive={archive} clock={clock}>
            {only !== undefined ? (
              <IndicatorPanel
                desk={desk}
                indicator={only}
                archive={archive}
                now={now}
                onClose={() => setOnly(undefined)}
              />
            ) : (
              <Views {...props} {...{ status, archive, now, selected }} onSelect={setSelected} />
            )}
          </DetailDesk>
        </main>
      </Muting>
      {status && <SyncLine sync={status.sync} upkeep={status.upkeep} now={now} onSyncNow={syncNow} />}
      <KeyHelp />
      <Announcer />
    </div>
  );
}

interface CurrentSiteProps extends Pick<AppProps, 'desk' | 'findTab'> {
  readonly hostAccess: boolean | undefined;
}

function CurrentSite({ desk, findTab, hostAccess }: CurrentSiteProps) {
  const { site, change } = useSite(desk, findTab, hostAccess);
  const shortcut = useShortcuts()?.get('switch-site' satisfies CommandName);
  return <SiteSwitch site={site} onSwitch={change} shortcut={shortcut} onChangeKeys={openShortcutSettings} />;
}

interface ViewsProps extends AppProps {
  readonly status: DeskStatus | undefined;
  readonly archive: ArchiveState;
  readonly now: number;
  readonly selected: TabId;
  readonly onSelect: (id: TabId) => void;
}

/** The three tabs with their counts, which are those of the badge. */
function Views(props: ViewsProps) {
  const { desk, clock, findTab, onOptions, onAskAccess, status, archive, now, selected, onSelect } = props;
  const counters = useCounters(desk, archive);
  const page = usePageReport(desk, findTab, status?.hostAccess);
  const unread = { hunting: counters?.unreadHunting ?? 0, subscriptions: counters?.unreadSubscriptions ?? 0 };
  const matches = page.report?.available ? page.report.items.length : 0;
  const countLabel = t('countUnread');
  const offer = useMemo(() => {
    if (archive.phase !== 'open') return undefined;
    const opened = archive.opened.archive;
    if (selected === 'page')
      return page.report?.available ? offerPage(opened, page.report, clock) : undefined;
    return counters && offerFeed(opened, selected, counters, clock);
  }, [archive, selected, page.report, counters, clock]);
  return (
    <Tabs<TabId>
      label={t('tabsLabel')}
      selected={selected}
      onSelect={onSelect}
      end={offer && <ExportButton key={selected} offer={offer} look="icon" />}
      tabs={[
        { id: 'hunting', label: t('tabHunting'), count: unread.hunting, countLabel },
        { id: 'subscriptions', label: t('tabSubscriptions'), count: unread.subscriptions, countLabel },
        { id: 'page', label: t('tabPage'), count: matches, countLabel: t('countMatches') },
      ]}
    >
      {selected === 'page' ? (
        <PagePanel
          page={page}
          archive={archive}
          now={now}
          onAskAccess={() => void onAskAccess().then(page.readAgain)}
        />
      ) : (
        <StreamPanel
          key={selected}
          origin={selected}
          unreadLeft={unread[selected]}
          {...{ desk, archive, status, now, onOptions }}
        />
      )}
    </Tabs>
  );
}
