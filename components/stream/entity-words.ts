import { defang } from '../../utils/ioc/defang.ts';
import { type IndicatorKind, parseKey } from '../../utils/ioc/indicator.ts';
import type {
  AnalysisStats,
  ArchivedNotification,
  Entity,
  Notification,
} from '../../utils/ioc/notification.ts';
import { type MessageKey, t } from '../words/translate.ts';

/** The value a notification is known by: its main key's, in canonical form. */
export function mainValue(notification: Notification): string {
  const indicator = parseKey(notification.keys[0] ?? '');
  if (indicator === undefined) return notification.entity.id;
  return indicator.kind === 'url_id' ? (notification.entity.url ?? indicator.value) : indicator.value;
}

export interface EntityForm {
  readonly label: MessageKey;
  readonly value: string;
  /** The same as `value` where there is nothing to defang, as in hashes. */
  readonly defanged: string;
}

/** Every form of the entity worth copying, the main one first. */
export function listForms(entity: Entity): readonly EntityForm[] {
  const forms: readonly (EntityForm | undefined)[] =
    entity.type === 'file'
      ? [
          form('formSha256', entity.sha256 ?? entity.id),
          form('formSha1', entity.sha1),
          form('formMd5', entity.md5),
        ]
      : entity.type === 'url'
        ? [
            form('formUrl', entity.url, 'url'),
            isSha256(entity.id) ? form('formUrlId', entity.id) : form('formUrl', entity.id, 'url'),
          ]
        : [
            entity.type === 'domain'
              ? form('formDomain', entity.id, 'domain')
              : form('formAddress', entity.id, addressKind(entity.id)),
          ];
  const present = forms.filter((each) => each !== undefined);
  return present.filter((each, index) => present.findIndex(({ value }) => value === each.value) === index);
}

function form(
  label: MessageKey,
  value: string | undefined,
  kind: IndicatorKind = 'sha256',
): EntityForm | undefined {
  if (value === undefined || value === '') return undefined;
  return { label, value, defanged: defang({ kind, value }) };
}

const addressKind = (address: string): IndicatorKind => (address.includes(':') ? 'ipv6' : 'ipv4');

const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);

export interface Detections {
  readonly bad: number;
  readonly engines: number;
}

/** How many engines call it malicious, of those that gave a verdict. */
export function countDetections(stats: AnalysisStats): Detections {
  const { malicious, suspicious, undetected, harmless } = stats;
  return { bad: malicious, engines: malicious + suspicious + undetected + harmless };
}

const SOURCE_WORDS: Readonly<Record<string, MessageKey>> = {
  hunting_ruleset: 'sourceHuntingRuleset',
  retrohunt_job: 'sourceRetrohuntJob',
  collection: 'sourceCollection',
  threat_actor: 'sourceThreatActor',
  threat_profile: 'sourceThreatProfile',
};

/** What sort of source it is; VirusTotal's own word for sorts that are new. Actors arrive as collections. */
export function sourceWord(source: { readonly type: string; readonly id: string }): string {
  const key = SOURCE_WORDS[source.id.startsWith('threat-actor--') ? 'threat_actor' : source.type];
  return key === undefined ? source.type : t(key);
}

/** The label with VirusTotal's stray spaces off, or the id where there is none. */
export const sourceName = (source: { readonly label?: string; readonly id: string }): string =>
  source.label?.trim() || source.id;

/** The rule of a hunting match, the first source of all others. */
export function headline(notification: Notification): string {
  const source = notification.sources[0];
  return notification.hunting?.ruleName?.trim() || (source && sourceName(source)) || t('unnamedSource');
}

/** Tags that say more than rule and ruleset do (VirusTotal repeats both among the tags, in lower case). */
export function tellingTags(notification: ArchivedNotification): readonly string[] {
  const said = [notification.hunting?.ruleName, ...notification.sources.map(({ label }) => label)].map(
    (name) => name?.trim().toLowerCase(),
  );
  return [...new Set(notification.tags)].filter((tag) => !said.includes(tag.toLowerCase()));
}
