import { expect, test } from 'vitest';
import { exportLookUpJson, exportNotificationsJson } from '../../utils/export/json.ts';
import { ALL_KINDS, ALL_STATES, createHostileRow, createRow, HOSTILE_TEXTS, readExport } from './rows.ts';

const EXPORTED_AT = Date.UTC(2026, 10, 22, 10, 4, 5);

interface NotificationsDocument {
  readonly notifications: readonly {
    readonly tags: readonly string[];
    readonly hunting?: { readonly snippet?: string };
    readonly entity: { readonly meaningfulName?: string };
  }[];
}

test('a notification in full: the documented shape', async () => {
  const { text, tally } = await readExport(exportNotificationsJson([createRow()], EXPORTED_AT));
  expect(JSON.parse(text)).toMatchInlineSnapshot(`
    {
      "exportedAt": "2026-11-22T10:04:05.000Z",
      "format": "huntlight-notifications",
      "notifications": [
        {
          "date": "2026-11-20T10:00:00.000Z",
          "entity": {
            "id": "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
            "link": "https://www.virustotal.com/gui/file/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
            "md5": "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3",
            "meaningfulName": "invoice.exe",
            "names": [
              "invoice.exe",
              "a|b.exe",
            ],
            "sha1": "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2",
            "sha256": "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
            "size": 4096,
            "stats": {
              "harmless": 0,
              "malicious": 41,
              "suspicious": 1,
              "undetected": 30,
            },
            "type": "file",
            "typeDescription": "Win32 EXE",
          },
          "hunting": {
            "matchSource": "ORIGINAL_FILE",
            "ruleName": "Loader_X",
            "ruleTags": [
              "apt",
              "loader",
            ],
            "snippet": "41 42  AB",
            "sourceCountry": "DE",
            "sourceKey": "0a1b2c3d",
          },
          "id": "23415549505",
          "indicators": [
            {
              "kind": "sha256",
              "value": "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
            },
            {
              "kind": "sha1",
              "value": "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2",
            },
            {
              "kind": "md5",
              "value": "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3",
            },
          ],
          "origin": "hunting",
          "pinned": false,
          "read": false,
          "sources": [
            {
              "id": "20136027621",
              "label": " Loaders, invented",
              "type": "hunting_ruleset",
            },
          ],
          "storedAt": "2026-11-20T10:01:00.000Z",
          "tags": [
            "loaders",
            "loader_x",
          ],
        },
      ],
      "version": 1,
    }
  `);
  expect(tally).toEqual({ written: 1, leftOut: 0 });
});

test('a look-up in full: the documented shape', async () => {
  const { text } = await readExport(exportLookUpJson(ALL_STATES.slice(2), EXPORTED_AT));
  expect(JSON.parse(text)).toMatchInlineSnapshot(`
    {
      "exportedAt": "2026-11-22T10:04:05.000Z",
      "format": "huntlight-look-up",
      "indicators": [
        {
          "archive": {
            "entity": {
              "id": "evil.example",
              "link": "https://www.virustotal.com/gui/domain/evil.example",
              "note": "Invented Registrar",
              "type": "domain",
            },
            "firstDate": "2026-11-19T10:00:00.000Z",
            "kind": "domain",
            "lastDate": "2026-11-20T10:00:00.000Z",
            "latest": [
              {
                "date": "2026-11-20T10:00:03.000Z",
                "entity": {
                  "id": "evil.example",
                  "link": "https://www.virustotal.com/gui/domain/evil.example",
                  "note": "Invented Registrar",
                  "type": "domain",
                },
                "id": "3",
                "indicators": [
                  {
                    "kind": "domain",
                    "value": "evil.example",
                  },
                ],
                "origin": "subscriptions",
                "pinned": false,
                "read": false,
                "sources": [
                  {
                    "id": "profile-1",
                    "type": "threat_profile",
                  },
                  {
                    "id": "threat-actor--0001",
                    "label": "Invented Bear",
                    "type": "collection",
                  },
                ],
                "storedAt": "2026-11-20T10:01:00.000Z",
                "tags": [],
              },
            ],
            "notifications": 23,
            "unread": 2,
            "value": "evil.example",
          },
          "kind": "url",
          "relation": {
            "how": "subdomain",
            "kind": "domain",
            "value": "evil.example",
          },
          "state": "related",
          "value": "https://www.evil.example/x",
        },
        {
          "kind": "ipv4",
          "state": "none",
          "value": "198.51.100.7",
        },
      ],
      "version": 1,
    }
  `);
});

test('one row is one line, and two exports of the same rows at one time are the same text', async () => {
  const first = await readExport(exportNotificationsJson(ALL_KINDS, EXPORTED_AT));
  const second = await readExport(exportNotificationsJson(ALL_KINDS, EXPORTED_AT));
  expect(second.text).toBe(first.text);
  expect(first.text.trimEnd().split('\n')).toHaveLength(ALL_KINDS.length + 2);
});

test('nothing exported is still the document', async () => {
  const { text } = await readExport(exportNotificationsJson([], EXPORTED_AT));
  expect(JSON.parse(text)).toEqual({
    format: 'huntlight-notifications',
    version: 1,
    exportedAt: '2026-11-22T10:04:05.000Z',
    notifications: [],
  });
});

test('hostile text comes back exactly, and nothing in the file is unseen', async () => {
  const rows = HOSTILE_TEXTS.map(createHostileRow);
  const { text } = await readExport(exportNotificationsJson(rows, EXPORTED_AT));
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const { notifications } = JSON.parse(text) as NotificationsDocument;
  expect(notifications.map(({ entity }) => entity.meaningfulName)).toEqual(HOSTILE_TEXTS);
  expect(notifications.map(({ hunting }) => hunting?.snippet)).toEqual(HOSTILE_TEXTS);
  expect(notifications.map(({ tags }) => tags[0])).toEqual(HOSTILE_TEXTS);
});
