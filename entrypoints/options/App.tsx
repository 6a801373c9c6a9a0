import { useEffect } from 'preact/hooks';
import { Announcer } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { useKeptFocus } from '../../components/kit/use-kept-focus.ts';
import { AccessBanner } from '../../components/page/AccessBanner.tsx';
import { t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import type { ArchiveCounters } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';
import { type ArchiveState, useArchive, useCounters, useNow, useStatus } from '../desk/desk-hooks.ts';
import { KeyHelp } from '../desk/KeyHelp.tsx';
import { SampleBanner } from '../desk/SampleBanner.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AccountSection } from './AccountSection.tsx';
import { ArchiveCounts } from './ArchiveCounts.tsx';
import { ArchivesSection } from './ArchivesSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { DataSection } from './DataSection.tsx';
import { DeletionSection } from './DeletionSection.tsx';
import { ListsSection } from './ListsSection.tsx';
import { MatchingSection } from './MatchingSection.tsx';
import { NotifySection } from './NotifySection.tsx';
import { PaintSection } from './PaintSection.tsx';
import { RecoverySection } from './RecoverySection.tsx';
import { Section, SectionsContext } from './Section.tsx';
import { SectionList, useSections } from './SectionList.tsx';
import { SettingsFault } from './SettingsFault.tsx';
import { StreamFilterSection } from './StreamFilterSection.tsx';
import { SyncSection } from './SyncSection.tsx';
import { type SettingsAccess, useSettings } from './use-settings.ts';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  /** Both ask the user for access and must be called first thing in a gesture. */
  readonly onAskAccess: () => Promise<boolean>;
  readonly onAskServer: (address: string) => Promise<boolean>;
  readonly onAskNotifications: () => Promise<boolean>;
  readonly version: string;
  readonly onWelcome: () => void;
}

export function App({
  desk,
  clock,
  onAskAccess,
  onAskServer,
  onAskNotifications,
  version,
  onWelcome,
}: AppProps) {
  const now = useNow(clock);
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const counters = useCounters(desk, archive);
  const settings = useSettings();
  const [sections, tellSection] = useSections();
  const root = useKeptFocus<HTMLDivElement>((all, area) =>
    (area ?? all).querySelector<HTMLElement>('h2[tabindex]'),
  );
  useEffect(() => {
    document.title = t('optionsTitle');
  }, []);
  return (
    <main class="options">
      <header class="options-head">
        <img src="/icon/on.svg" alt="" width="28" height="28" />
        <h1>{t('optionsTitle')}</h1>
      </header>
      <SectionList here={sections} />
      <div class="sections" ref={root}>
        <SectionsContext.Provider value={tellSection}>
          {answer === 'silent' && (
            <Banner tone="bad" title={t('backgroundSilent')}>
              <p>{t('backgroundSilentAdvice')}</p>
            </Banner>
          )}
          {status?.hostAccess === false && <AccessBanner onAskAccess={() => void onAskAccess()} />}
          {status?.sample && <SampleBanner desk={desk} />}
          {answer !== undefined && (
            <Section name="account">
              <AccountSection
                desk={desk}
                account={status?.account}
                archive={status?.archive}
                onAskServer={onAskServer}
              />
            </Section>
          )}
          <SettingsFault access={settings} />
          {status && (
            <SyncSection
              {...{ status, desk, now, onAskServer }}
              isArchiveShut={archive.phase === 'failed'}
              {...settingsProps(settings)}
            />
          )}
          <Section name="archive">{counters && <ArchiveCounts counters={counters} />}</Section>
          <MoreSections
            onAskNotifications={onAskNotifications}
            desk={desk}
            clock={clock}
            status={status}
            archive={archive}
            counters={counters}
            access={settings}
          />
          <BackupSection
            settings={settings.state.phase === 'ready' ? settings.state.settings : undefined}
            clock={clock}
          />
          <AboutSection version={version} onWelcome={onWelcome} />
        </SectionsContext.Provider>
      </div>
      <KeyHelp />
      <Announcer />
    </main>
  );
}

const settingsProps = ({ state, change }: SettingsAccess) =>
  state.phase === 'ready' ? { settings: state.settings, onChange: change } : {};

interface MoreSectionsProps extends Pick<AppProps, 'onAskNotifications'> {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly status: DeskStatus | undefined;
  readonly archive: ArchiveState;
  readonly counters: ArchiveCounters | undefined;
  readonly access: SettingsAccess;
}

/** What is set and done to settings and archive, each where it can be. */
function MoreSections({ access, onAskNotifications, ...rest }: MoreSectionsProps) {
  const settings = access.state.phase === 'ready' ? access.state.settings : undefined;
  return (
    <>
      {settings && (
        <>
          <StreamFilterSection
            desk={rest.desk}
            hasAccount={rest.status?.account !== undefined}
            settings={settings}
            onChange={access.change}
          />
          <MatchingSection settings={settings} onChange={access.change} />
          <PaintSection settings={settings} onChange={access.change} />
          <NotifySection
            settings={settings}
            onChange={access.change}
            onAskNotifications={onAskNotifications}
          />
          <ListsSection settings={settings} onChange={access.change} />
        </>
      )}
      <DataSections {...rest} settings={settings} />
    </>
  );
}

interface DataSectionsProps extends Omit<MoreSectionsProps, 'access' | 'onAskNotifications'> {
  readonly settings: Settings | undefined;
}

/** What is done to the archive in use and to the others. */
function DataSections({ desk, clock, status, archive, counters, settings }: DataSectionsProps) {
  const hasAccount = status?.account !== undefined;
  // Every open connection and list speaks of the old archive.
  const reload = () => location.reload();
  return (
    <>
      {archive.phase === 'open' && !status?.sample && (
        <>
          {settings && (
            <DataSection
              desk={desk}
              opened={archive.opened}
              clock={clock}
              settings={settings}
              onReplaced={reload}
            />
          )}
          <DeletionSection desk={desk} archive={archive.opened.archive} hasAccount={hasAccount} />
        </>
      )}
      {archive.phase === 'failed' && (
        <RecoverySection
          desk={desk}
          problem={archive.problem}
          name={status?.archive}
          hasAccount={hasAccount}
          clock={clock}
          onReplaced={reload}
        />
      )}
      {!status?.sample && (
        <ArchivesSection
          desk={desk}
          clock={clock}
          status={status}
          archive={archive}
          counters={archive.phase === 'open' ? counters : undefined}
          settings={settings}
          onReplaced={reload}
        />
      )}
    </>
  );
}
