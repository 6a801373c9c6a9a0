// Writes public/sample/stream.jsonl: the invented stream behind the sample report. Dates are seconds before 0; whoever
// loads the file adds its own "now" (scripts/demo.ts, the extension's sample archive).
import { writeFileSync } from 'node:fs';
import { createItem, type ItemDescription } from '../tests/virustotal/item.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const LOADER = '3b1f0e6c9a7d4852be10f4c6d83a5e92b7710d4f6c2e8a95d0413f7be6a8c259';
const EICAR = '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f';

const text = (value: string) => new TextEncoder().encode(value);

/** Bytes with a few of them matched, as a hunter sees them. */
function matched(before: string, hit: string, after: string): NonNullable<ItemDescription['snippet']> {
  const start = text(before).length;
  const bytes = text(before + hit + after);
  return { bytes, marked: [{ start, end: start + text(hit).length }] };
}

const collection = { type: 'collection', id: '5f0c'.repeat(16), label: 'Paper Heron' };
const actor = {
  type: 'collection',
  id: 'threat-actor--7b0d4c1e-90aa-4a6e-8f5e-0c2d7e1f3a55',
  label: 'Paper Heron',
};
const profile = {
  type: 'threat_profile',
  id: '0b9f1c52d6d34d0c9a6f4a1be27c8d90',
  label: 'Logistics, Europe',
};
const retrohunt = { type: 'retrohunt_job', id: 'sample-1760000000', label: 'heron_loader over 90 days' };

const heron = { ruleset: 'heron', rule: 'heron_loader_config', ruleTags: ['loader', 'ransomware'] };

const descriptions: Omit<ItemDescription, 'id'>[] = [
  {
    date: -9 * MINUTE,
    ...heron,
    country: 'NL',
    sourceKey: '5c1e09ab',
    entity: {
      type: 'file',
      sha256: LOADER,
      sha1: '19f8b3c7d2064ea5b81e0c96f7d43a2085bce671',
      md5: 'a86c2e5f0b914d37c3e8f12d7406b9ea',
      names: ['rainfall_update.dll', 'wthr32.dll'],
      attributes: { type_description: 'Win32 DLL', size: 284_672 },
    },
    snippet: matched('....kernel32.dll\0\0POST /', 'forecast?rain=', '%d&station=%s HTTP/1.1\r\nHost: '),
  },
  {
    date: -26 * MINUTE,
    ...heron,
    country: 'DE',
    sourceKey: '90d2f7b1',
    entity: {
      type: 'file',
      sha256: 'f7c1a90be3d85264a1c07e9fb2d8365410fae97c58b2d3046e1fa8c97d50b3e2',
      sha1: '7e4d10b2f9a8c36515d0e2b84c97f36a1b05d8e4',
      md5: '0f3e9b7c61d24a85b9e07d12c8f4a6d3',
      names: ['q3_shipping.dll'],
      attributes: { type_description: 'Win32 DLL', size: 271_360 },
    },
    snippet: matched('\x90\x90\x90\x90station=', 'no-rain:sleep', '\0\0interval\0'),
  },
  {
    date: -41 * MINUTE,
    ruleset: 'heron',
    rule: 'heron_gate_url',
    ruleTags: ['c2'],
    entity: { type: 'url', url: 'http://203.0.113.66/gate/in.php' },
    matchSource: 'URL_RESPONSE_BODY',
    snippet: matched('<html><body>', '{"rain":1,"task":', '"none"}</body></html>'),
  },
  {
    date: -1 * HOUR,
    ruleset: 'heron',
    rule: 'heron_infra',
    ruleTags: ['c2'],
    matchSource: 'DOMAIN',
    entity: { type: 'domain', domain: 'invoice-heron.example' },
  },
  {
    date: -2 * HOUR,
    ruleset: 'heron',
    rule: 'heron_infra',
    ruleTags: ['c2'],
    matchSource: 'DOMAIN',
    entity: { type: 'domain', domain: 'raindrop-telemetry.test' },
  },
  {
    date: -3 * HOUR,
    ruleset: 'heron',
    rule: 'heron_infra',
    ruleTags: ['c2'],
    entity: { type: 'ip_address', ip: '203.0.113.66' },
  },
  {
    date: -5 * HOUR,
    ruleset: 'heron',
    rule: 'heron_delivery',
    ruleTags: ['delivery'],
    entity: { type: 'url', url: 'https://cdn.paper-heron.example/w/forecast.php?id=7' },
    matchSource: 'URL_RESPONSE_BODY',
  },
  {
    date: -20 * HOUR,
    rule: 'heron_loader_config',
    ruleset: 'heron',
    sources: [retrohunt],
    entity: {
      type: 'file',
      sha256: 'e2d0c7b85f91346aa8c0e5d7f3b6921407dcb8e59a26f13d4c708be9a53f6d12',
      attributes: { type_description: 'Win32 DLL', size: 266_240 },
    },
    snippet: matched('....', 'forecast?rain=', '0'),
  },
  {
    date: -30 * HOUR,
    ruleset: 'lab_checks',
    rule: 'eicar_test_file',
    ruleTags: ['test'],
    country: 'FR',
    entity: {
      type: 'file',
      sha256: EICAR,
      sha1: '3395856ce81f2b7382dee72602f798b642f14140',
      md5: '44d88612fea8a8f36de82e1278abb02f',
      names: ['eicar.com'],
      attributes: { type_description: 'Text', size: 68 },
    },
  },
  {
    date: -50 * MINUTE,
    origin: 'subscriptions',
    sources: [collection],
    entity: { type: 'ip_address', ip: '198.51.100.23' },
  },
  {
    date: -7 * HOUR,
    origin: 'subscriptions',
    sources: [actor, collection],
    entity: { type: 'domain', domain: 'paper-heron.example' },
  },
  {
    date: -8 * HOUR,
    origin: 'subscriptions',
    sources: [actor],
    entity: { type: 'ip_address', ip: '2001:db8:77::1f' },
  },
  {
    date: -11 * HOUR,
    origin: 'subscriptions',
    sources: [profile, collection],
    entity: { type: 'domain', domain: 'invoice-heron.example' },
  },
  {
    date: -52 * HOUR,
    origin: 'subscriptions',
    sources: [collection],
    entity: {
      type: 'file',
      sha256: LOADER,
      sha1: '19f8b3c7d2064ea5b81e0c96f7d43a2085bce671',
      md5: 'a86c2e5f0b914d37c3e8f12d7406b9ea',
    },
  },
];

const FIRST_ID = 23_900_000_000;
const lines = descriptions
  .sort((a, b) => b.date - a.date)
  .map((description, index) =>
    JSON.stringify(createItem({ ...description, id: String(FIRST_ID - index * 7919) })),
  );
writeFileSync('public/sample/stream.jsonl', `${lines.join('\n')}\n`);
console.log(`public/sample/stream.jsonl: ${lines.length} notifications`);
