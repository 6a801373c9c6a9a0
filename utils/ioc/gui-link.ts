import type { Entity, NotificationSource } from './notification.ts';

const GUI = 'https://www.virustotal.com/gui';
const YARA_EDITOR = 'https://yara-editor.virustotal.com';

/**
 * Where VirusTotal's own pages show an entity; always the public site, never the configured API address. `undefined`
 * where no link is known: a URL whose id is not its SHA-256, or an id of an unexpected form, which is untrusted text
 * and stays out of links.
 */
export function guiLink({ type, id, sha256 }: Entity): string | undefined {
  switch (type) {
    case 'file':
      return link('file', sha256 ?? id, /^[0-9a-f]{32,64}$/i);
    case 'url':
      return link('url', id, /^[0-9a-f]{64}$/i);
    case 'domain':
      return link('domain', id, /^[a-z0-9_.-]+$/i);
    case 'ip_address':
      return link('ip-address', id, /^[0-9a-f.:]+$/i);
  }
}

/**
 * Where VirusTotal's own pages show what raised a notification: a ruleset in its YARA editor, a collection or an actor
 * (whose ids are those of collections) in the GUI. Of jobs and profiles no page is known that takes their id.
 */
export function sourceLink({ type, id }: NotificationSource): string | undefined {
  if (type === 'hunting_ruleset') return link('livehunt', id, /^\d{1,20}$/, YARA_EDITOR);
  if (type !== 'collection' && type !== 'threat_actor') return undefined;
  return link('collection', id, /^[a-z0-9_-]{1,200}$/i);
}

const link = (page: string, id: string, form: RegExp, site = GUI) =>
  form.test(id) ? `${site}/${page}/${id}` : undefined;
