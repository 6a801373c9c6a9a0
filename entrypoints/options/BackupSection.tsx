import { useId, useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { type MessageKey, plural, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import { replaceSettings, type Settings } from '../../utils/settings/settings.ts';
import { downloadBlob } from '../desk/download-blob.ts';
import { Section } from './Section.tsx';
import { type BackupFault, readBackup, writeBackup } from './settings-backup.ts';

interface BackupSectionProps {
  /** Absent while they are damaged: they cannot be backed up then, but a backup mends them. */
  readonly settings: Settings | undefined;
  readonly clock: Clock;
}

type RestoreState =
  | { readonly phase: 'none' | 'restored' }
  | { readonly phase: 'asking'; readonly settings: Settings }
  | { readonly phase: 'failed'; readonly fault: RestoreFault };

/** `file`: it could not be read; `refused`: the browser did not store what it says. */
type RestoreFault = BackupFault | { readonly code: 'file' | 'refused' };

/** The whole configuration as one file, out and in. */
export function BackupSection({ settings, clock }: BackupSectionProps) {
  const id = useId();
  const [state, setState] = useState<RestoreState>({ phase: 'none' });
  const fail = (fault: RestoreFault) => setState({ phase: 'failed', fault });
  const read = async (file: File) => {
    const text = await file.text().catch(() => undefined);
    if (text === undefined) return fail({ code: 'file' });
    const backup = readBackup(text);
    if (backup.ok) setState({ phase: 'asking', settings: backup.value });
    else fail(backup.error);
  };
  const restore = async (chosen: Settings) => {
    try {
      await replaceSettings((before) => {
        // The browser's permission goes with a click on the switch, not with a file.
        const enabled = chosen.notify.enabled && before?.notify.enabled === true;
        return { ...chosen, notify: { ...chosen.notify, enabled } };
      });
    } catch (error) {
      console.error('Huntlight:', error);
      return fail({ code: 'refused' });
    }
    setState({ phase: 'restored' });
    announce(t('backupRestored'));
  };
  return (
    <Section name="backup">
      {settings && (
        <div class="setting-group">
          <div class="form-end">
            <Button onClick={() => save(settings, clock())}>{t('backupSave')}</Button>
          </div>
          <p class="help">{t('backupHelp')}</p>
        </div>
      )}
      <div class="field">
        <label for={id}>{t('backupRestore')}</label>
        <input
          type="file"
          id={id}
          accept=".json,application/json"
          aria-describedby={`${id}-help`}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            currentTarget.value = '';
            if (file) void read(file);
          }}
        />
        <p class="help" id={`${id}-help`}>
          {t('backupRestoreHelp')}
        </p>
      </div>
      {state.phase === 'restored' && <Banner tone="info" title={t('backupRestored')} />}
      {state.phase === 'failed' && <Fault fault={state.fault} />}
      {state.phase === 'asking' && (
        <ConfirmDialog
          title={t('backupConfirm')}
          confirm={t('backupDo')}
          onConfirm={() => void restore(state.settings)}
          onCancel={() => setState((now) => (now.phase === 'asking' ? { phase: 'none' } : now))}
        >
          <p>{t('backupConfirmBody')}</p>
          <p>{plural('backupSites', Object.keys(state.settings.siteModes).length)}</p>
          <p>{plural('backupMutes', Object.values(state.settings.muted).flat().length)}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

const save = (settings: Settings, now: number) =>
  downloadBlob(nameBackup(now), new Blob([writeBackup(settings, now)], { type: 'application/json' }));

/** `huntlight-settings-2026-11-22.json` */
const nameBackup = (now: number): string =>
  `huntlight-settings-${new Date(now).toISOString().slice(0, 10)}.json`;

const FAULT_WORDS = {
  'not-json': 'backupNotJson',
  'not-a-backup': 'backupNotOurs',
  newer: 'backupNewer',
  fields: 'backupFields',
  file: 'backupFileUnreadable',
  refused: 'backupRefused',
} as const satisfies Record<RestoreFault['code'], MessageKey>;

function Fault({ fault }: { readonly fault: RestoreFault }) {
  return (
    <Banner tone="bad" title={t('backupFailed')}>
      <p>{t(FAULT_WORDS[fault.code])}</p>
      {fault.code === 'fields' && (
        <p class="server-words">
          <Untrusted text={fault.fields.join(', ')} />
        </p>
      )}
    </Banner>
  );
}
