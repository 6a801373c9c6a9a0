import { createContext } from 'preact';
import { parseKey } from '../../utils/ioc/indicator.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { mainValue, sourceName } from './entity-words.ts';

/** One thing that can be muted: what goes into which list of the settings. */
export interface MuteTarget {
  readonly list: 'keys' | 'hosts' | 'rules' | 'sources';
  readonly values: readonly string[];
  /** As its reader knows it. Untrusted. */
  readonly name: string;
}

export interface MuteActions {
  isMuted(target: MuteTarget): boolean;
  /** Never rejects: whether it was saved is shown where the way back is. */
  setMuted(target: MuteTarget, muted: boolean): Promise<void>;
}

/** Where nobody provides it, nothing offers to mute. */
export const MutesContext = createContext<MuteActions | undefined>(undefined);

/** What of a notification can be muted: its indicator in all its forms, its host, its rule, its sources. */
export function listMuteTargets(notification: Notification): readonly MuteTarget[] {
  const { keys, hunting, sources } = notification;
  return [
    { list: 'keys', values: keys, name: mainValue(notification) },
    ...listHosts(keys),
    ...(hunting?.ruleName === undefined
      ? []
      : [{ list: 'rules' as const, values: [hunting.ruleName], name: hunting.ruleName }]),
    ...sources.map((source) => ({
      list: 'sources' as const,
      values: [source.id],
      name: sourceName(source),
    })),
  ];
}

/** The host that indicators are or stand on; none for a file. */
export function listHosts(keys: readonly string[]): readonly MuteTarget[] {
  const hosts = keys.flatMap((key) => findHost(key) ?? []);
  return [...new Set(hosts)].map((host) => ({ list: 'hosts', values: [host], name: host }));
}

function findHost(key: string): string | undefined {
  const { kind, value = '' } = parseKey(key) ?? {};
  if (kind === 'domain' || kind === 'ipv4' || kind === 'ipv6') return value;
  if (kind !== 'url' || !URL.canParse(value)) return undefined;
  return new URL(value).hostname.replace(/^\[|\]$/g, '');
}
