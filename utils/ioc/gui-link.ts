import type { Entity } from './notification.ts';

const GUI = 'https://www.virustotal.com/gui';

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

const link = (page: string, id: string, form: RegExp) => (form.test(id) ? `${GUI}/${page}/${id}` : undefined);
