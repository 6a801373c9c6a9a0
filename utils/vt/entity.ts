import { canonicalise } from '../ioc/canonical.ts';
import type { AnalysisStats, Entity, EntityType } from '../ioc/notification.ts';
import type { Attributes } from './schemas.ts';

/**
 * An entity stripped to what is matched or shown: of a file object's 25 KB about 500 bytes. Without attributes (a
 * descriptor, an item that VirusTotal could not load) the id alone remains, which for a file is its sha256.
 */
export function readEntity(
  type: EntityType,
  id: string,
  attributes: Partial<Attributes> | undefined,
): Entity {
  const facts = attributes ?? {};
  // Descriptors of subscriptions carry the raw URL as id, against the documentation.
  const url = facts.url ?? (canonicalise('url_id', id) === undefined ? id : undefined);
  const names = facts.names?.filter((name) => name !== facts.meaningful_name) ?? [];
  const note = createNote(type, facts);
  return {
    type,
    id,
    ...(type === 'file' ? readHashes(id, facts) : {}),
    ...(type === 'url' && url !== undefined ? { url } : {}),
    ...(facts.meaningful_name === undefined ? {} : { meaningfulName: facts.meaningful_name }),
    ...(names.length === 0 ? {} : { names }),
    ...(facts.type_description === undefined ? {} : { typeDescription: facts.type_description }),
    ...(facts.size === undefined ? {} : { size: facts.size }),
    ...(facts.last_analysis_stats === undefined ? {} : { stats: readStats(facts.last_analysis_stats) }),
    ...(note ? { note } : {}),
  };
}

function readHashes(id: string, facts: Partial<Attributes>): Pick<Entity, 'md5' | 'sha1' | 'sha256'> {
  const [md5, sha1, sha256] = (['md5', 'sha1', 'sha256'] as const).map(
    (kind) => canonicalise(kind, facts[kind] ?? '') ?? canonicalise(kind, id),
  );
  return {
    ...(md5 === undefined ? {} : { md5 }),
    ...(sha1 === undefined ? {} : { sha1 }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

function readStats(stats: NonNullable<Attributes['last_analysis_stats']>): AnalysisStats {
  const { malicious = 0, suspicious = 0, undetected = 0, harmless = 0 } = stats;
  return { malicious, suspicious, undetected, harmless };
}

/** The one line that says most about an object of this type. */
function createNote(type: EntityType, facts: Partial<Attributes>): string | undefined {
  switch (type) {
    case 'file':
      return facts.popular_threat_classification?.suggested_threat_label;
    case 'url':
      return facts.title?.trim();
    case 'domain':
      return facts.registrar;
    case 'ip_address':
      return [facts.asn === undefined ? '' : `AS${facts.asn}`, facts.as_owner ?? '']
        .filter(Boolean)
        .join(' ');
  }
}
