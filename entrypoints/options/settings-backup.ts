import * as v from 'valibot';
import { resolveLetters } from '../../components/kit/letters.ts';
import { readHosts, readKeys, readSites, writeSites } from '../../components/settings/setting-lists.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { err, type Result } from '../../utils/lang/result.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '../../utils/settings/settings.ts';

const FORMAT = 1;

const Envelope = v.object({
  huntlight: v.literal('settings'),
  format: v.number(),
  settings: v.record(v.string(), v.unknown()),
});

export type BackupFault =
  | { readonly code: 'not-json' | 'not-a-backup' | 'newer' }
  /** Names of the settings that are unknown, or whose value cannot be taken. */
  | { readonly code: 'fields'; readonly fields: readonly string[] };

/** All settings as one JSON file. Key and address are no settings and so never in it. `at`: ms since the epoch. */
export function writeBackup(settings: Settings, at: number): string {
  const backup = {
    huntlight: 'settings',
    format: FORMAT,
    exportedAt: new Date(at).toISOString(),
    settings,
  };
  return `${JSON.stringify(backup, undefined, 2)}\n`;
}

/**
 * The settings of such a file, those it does not name by their defaults. All or nothing: a file with one setting that
 * cannot be taken changes none. An unknown name is refused as well: no import ever sets a key or an address.
 */
export function readBackup(text: string): Result<Settings, BackupFault> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ code: 'not-json' });
  }
  const envelope = v.safeParse(Envelope, value);
  if (!envelope.success) return err({ code: 'not-a-backup' });
  if (envelope.output.format > FORMAT) return err({ code: 'newer' });
  const unknown = Object.keys(envelope.output.settings).filter((name) => !(name in DEFAULT_SETTINGS));
  if (unknown.length > 0) return err({ code: 'fields', fields: unknown });
  const settings = parseSettings(envelope.output.settings);
  if (!settings.ok) return err({ code: 'fields', fields: settings.error });
  const wrong = findWrong(settings.value);
  return wrong.length > 0 ? err({ code: 'fields', fields: wrong }) : settings;
}

/** What has the right shape and yet could not have been typed: it would break the work that it steers. */
function findWrong({ streamFilter, notify, siteModes, muted, letters }: Settings): readonly string[] {
  const checks = {
    streamFilter: parseFilter(streamFilter, 'stream').ok,
    'notify.filter': parseFilter(notify.filter, 'local').ok,
    siteModes: isSame(readSites(writeSites(siteModes)), Object.keys(siteModes)),
    letters: areDistinct(letters),
    'muted.keys': isSame(readKeys(muted.keys.join('\n')), muted.keys),
    'muted.hosts': isSame(readHosts(muted.hosts.join('\n')), muted.hosts),
  };
  return Object.entries(checks).flatMap(([name, isRight]) => (isRight ? [] : [name]));
}

/** Every action is known, and no two have the same letter. */
function areDistinct(changes: Settings['letters']): boolean {
  const letters = resolveLetters(changes);
  const given = Object.values(letters).filter((letter) => letter !== '');
  return new Set(given).size === given.length && Object.keys(changes).every((action) => action in letters);
}

/** Every entry was understood, and as what it is: nothing was split, dropped or read as something else. */
function isSame(
  read: { readonly ok: boolean; readonly value?: object },
  entries: readonly string[],
): boolean {
  if (!read.ok || read.value === undefined) return false;
  const names: readonly string[] = Array.isArray(read.value) ? read.value : Object.keys(read.value);
  return new Set(entries).size === names.length && names.every((name) => entries.includes(name));
}
