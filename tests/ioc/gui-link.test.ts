import { expect, test } from 'vitest';
import { guiLink, sourceLink } from '../../utils/ioc/gui-link.ts';
import type { EntityType } from '../../utils/ioc/notification.ts';

const SHA256 = 'ab'.repeat(32);

test.each<[EntityType, string, string | undefined]>([
  ['file', SHA256, `https://www.virustotal.com/gui/file/${SHA256}`],
  ['url', SHA256, `https://www.virustotal.com/gui/url/${SHA256}`],
  ['url', 'https://evil.example/', undefined],
  ['domain', 'a_b.evil.example', 'https://www.virustotal.com/gui/domain/a_b.evil.example'],
  ['ip_address', '2001:db8::1', 'https://www.virustotal.com/gui/ip-address/2001:db8::1'],
  ['domain', 'evil.example/../../login?x=', undefined],
  ['ip_address', 'javascript:alert(1)', undefined],
  ['file', '\ud800', undefined],
])('%s %s', (type, id, expected) => {
  expect(guiLink({ type, id })).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['hunting_ruleset', '20136027621', 'https://yara-editor.virustotal.com/livehunt/20136027621'],
  ['hunting_ruleset', '1/../../x', undefined],
  ['collection', SHA256, `https://www.virustotal.com/gui/collection/${SHA256}`],
  ['collection', 'threat-actor--6f1c', 'https://www.virustotal.com/gui/collection/threat-actor--6f1c'],
  ['collection', 'javascript:alert(1)', undefined],
  ['retrohunt_job', 'user-1234567890', undefined],
  ['something_new', '1', undefined],
])('source %s %s', (type, id, expected) => {
  expect(sourceLink({ type, id })).toBe(expected);
});
