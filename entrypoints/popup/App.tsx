import { useEffect, useState } from 'preact/hooks';
import { Announcer } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button, IconButton } from '../../components/kit/Button.tsx';
import { Tabs } from '../../components/kit/Tabs.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { SyncLine } from '../../components/sync/SyncLine.tsx';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { Desk } from '../desk/desk.ts';
import { useArchive, useCounters, useNow, useStatus } from '../desk/desk-hooks.ts';
import { IndicatorPanel } from './IndicatorPanel.tsx';
import { PagePanel } from './PagePanel.tsx';
import { StreamPanel } from './StreamPanel.tsx';
import { usePageReport } from './use-page-report.ts';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  /** Opened to show this one indicator ("open detail" on a page). */
  readonly indicator: IndicatorKey | undefined;
  readonly findTab: () => Promise<number | undefined>;
  readonly onOptions: () => void;
  /** Asks the user for access to web pages; must be called first thing in a gesture. */
  readonly onAskAccess: () => Promise<boolean>;
}

type TabId = 'hunting' | 'subscriptions' | 'page';

export function App({ desk, clock, indicator, findTab, onOptions, onAskAccess }: AppProps) {
  const now = useNow(clock);
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const counters = useCounters(desk, archive);
  const page = usePageReport(desk, findTab, status?.hostAccess);
  const [selected, setSelected] = useState<TabId>('hunting');
  const [only, setOnly] = useState(indicator);
  useEffect(() => setOnly(indicator), [indicator]);
  const syncNow = () => desk.tell({ type: 'sync-now' });
  const unread = { hunting: counters?.unreadHunting ?? 0, subscriptions: counters?.unreadSubscriptions ?? 0 };
  const panel = { desk, archive, status, now, onOptions };
  const matches = page.report?.available ? page.report.items.length : 0;
  return (
    <div class="popup">
      <header class="popup-head">
        <img src="/icon/on.svg" alt="" width="20" height="20" />
        <h1>{t('extensionName')}</h1>
        <IconButton icon="sliders" label={t('options')} onClick={onOptions} />
      </header>
      <main class="popup-main">
        <Notices
          status={answer}
          onPage={selected === 'page' && only === undefined}
          onOptions={onOptions}
          onSyncNow={syncNow}
          onAskAccess={() => void onAskAccess()}
        />
        {archive.phase === 'failed' && (
          <ProblemBanner
            problem={archiveProblem(archive.problem)}
            onOptions={onOptions}
            onSyncNow={syncNow}
          />
        )}
        {only !== undefined ? (
          <IndicatorPanel indicator={only} archive={archive} now={now} onClose={() => setOnly(undefined)} />
        ) : (
          <Tabs<TabId>
            label={t('tabsLabel')}
            selected={selected}
            onSelect={setSelected}
            tabs={[
              {
                id: 'hunting',
                label: t('tabHunting'),
                count: unread.hunting,
                countLabel: t('countUnread'),
              },
              {
                id: 'subscriptions',
                label: t('tabSubscriptions'),
                count: unread.subscriptions,
                countLabel: t('countUnread'),
              },
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
              <StreamPanel key={selected} origin={selected} unreadLeft={unread[selected]} {...panel} />
            )}
          </Tabs>
        )}
      </main>
      {status && <SyncLine sync={status.sync} now={now} onSyncNow={syncNow} />}
      <Announcer />
    </div>
  );
}

interface NoticesProps {
  readonly status: DeskStatus | 'silent' | undefined;
  /** "On this page" says by itself that access is withheld. */
  readonly onPage: boolean;
  readonly onOptions: () => void;
  readonly onSyncNow: () => void;
  readonly onAskAccess: () => void;
}

/** What the user has to mend, whichever view is open, with the one button that does it. What passes is the sync line's. */
function Notices({ status, onPage, onOptions, onSyncNow, onAskAccess }: NoticesProps) {
  if (status === undefined) return null;
  if (status === 'silent') {
    return (
      <Banner tone="bad" title={t('backgroundSilent')}>
        <p>{t('backgroundSilentAdvice')}</p>
      </Banner>
    );
  }
  const { problem, phase } = status.sync;
  return (
    <>
      {!status.hostAccess && !onPage && (
        <Banner
          tone="bad"
          title={t('hostAccessTitle')}
          action={<Button onClick={onAskAccess}>{t('allowAccess')}</Button>}
        >
          <p>{t('hostAccessAdvice')}</p>
        </Banner>
      )}
      {problem !== undefined && phase !== 'off' && PROBLEM_WORDS[problem.code].fix !== 'passes' && (
        <ProblemBanner problem={problem} onOptions={onOptions} onSyncNow={onSyncNow} />
      )}
    </>
  );
}
