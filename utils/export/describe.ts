import type { AnalysisStats, Entity, Notification } from '../ioc/notification.ts';
import { makeVisible } from './visible-text.ts';

// Exports are read by other tools and other people: their words are English whatever the user's language.

/** `trojan.exe; Win32 EXE; 4096 bytes; 41/72 malicious`, of what is known. Safe to show. */
export function describeEntity(entity: Entity): string {
  return makeVisible(
    joinKnown([
      entity.meaningfulName,
      entity.typeDescription,
      entity.size === undefined ? undefined : `${entity.size} bytes`,
      entity.note,
      entity.stats === undefined ? undefined : `${describeDetections(entity.stats)} malicious`,
    ]),
  );
}

/** `hunting; rule Loader_X; hunting_ruleset "Loaders"; ORIGINAL_FILE; from DE`. Safe to show. */
export function describeNotification({ origin, hunting, sources }: Notification): string {
  return makeVisible(
    joinKnown([
      origin,
      hunting?.ruleName === undefined ? undefined : `rule ${hunting.ruleName}`,
      ...sources.map(({ type, id, label }) => `${type} ${label === undefined ? id : `"${label.trim()}"`}`),
      hunting?.matchSource,
      hunting?.sourceCountry === undefined ? undefined : `from ${hunting.sourceCountry}`,
    ]),
  );
}

/** What raised it, in one name: the rule, else the first source that has a label. Untrusted text. */
export function nameCause({ hunting, sources }: Notification): string {
  const labelled = sources.find(({ label }) => label !== undefined);
  return hunting?.ruleName ?? labelled?.label?.trim() ?? sources[0]?.id ?? '';
}

/** `41/72`: engines that say malicious, of all that gave a verdict. */
export function describeDetections({ malicious, suspicious, undetected, harmless }: AnalysisStats): string {
  return `${malicious}/${malicious + suspicious + undetected + harmless}`;
}

/**
 * Whether any engine calls it malicious. A hunting match alone says that a rule fired, not that the thing is bad, and
 * exports must not turn a stray match on a benign site into a blocking rule elsewhere.
 */
export function isDetected({ stats }: Entity): boolean {
  return stats !== undefined && stats.malicious > 0;
}

const joinKnown = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join('; ');
