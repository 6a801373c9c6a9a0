import { describe, expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { isDeskSender } from '../../utils/messaging/desk-sender.ts';
import { parseDeskRequest } from '../../utils/messaging/desk-shape.ts';

describe('who may speak as the desk', () => {
  const self = { id: 'ours', baseUrl: 'chrome-extension://ours/' };
  test.each([
    [{ id: 'ours', url: 'chrome-extension://ours/popup.html' }, true],
    [{ id: 'ours', url: 'https://a.example/' }, false],
    [{ id: 'other', url: 'chrome-extension://ours/popup.html' }, false],
    [{ id: 'ours', url: 'chrome-extension://ours.a.example/popup.html' }, false],
    [{ id: 'ours' }, false],
    [{}, false],
  ])('%o', (sender, expected) => {
    expect(isDeskSender(sender, self)).toBe(expected);
  });
});

describe('what the desk may say', () => {
  const NOTE = { key: createKey('domain', 'a.example'), text: 'seen', labels: ['case-7'] };
  test.each([
    { type: 'read-status' },
    { type: 'save-account', apiAddress: 'https://a.example' },
    { type: 'save-account', apiKey: 'k', apiAddress: 'https://a.example', archive: 'new' },
    { type: 'sync-now' },
    { type: 'mark-read', ids: ['1'], read: true },
    { type: 'mark-all-read', filter: '' },
    { type: 'mark-all-read', filter: 'x'.repeat(10_000) },
    { type: 'read-page-report', tabId: 3 },
    { type: 'use-archive', id: 'first' },
    { type: 'delete-archive', id: '0b7d1c2e-4f5a-4d63-9a51-6c1f0d9e8b77' },
    { type: 'write-note', ...NOTE, was: { text: 'x'.repeat(30_000), labels: [] } },
  ])('%o', (request) => {
    expect(parseDeskRequest(request)).toEqual(request);
  });

  test.each([
    undefined,
    null,
    'read-status',
    {},
    { type: 'ask-matches', keys: '' },
    { type: 'save-account', apiKey: 1, apiAddress: 'x' },
    { type: 'save-account', apiAddress: 'x'.repeat(3000) },
    { type: 'save-account', apiAddress: 'x', archive: 'both' },
    { type: 'mark-read', ids: 'all', read: true },
    { type: 'mark-all-read' },
    { type: 'read-page-report', tabId: '3' },
    { type: 'use-archive' },
    { type: 'use-archive', id: '' },
    { type: 'delete-archive', id: 7 },
    { type: 'delete-archive', id: 'x'.repeat(201) },
    { type: 'write-note', ...NOTE },
  ])('not %o', (request) => {
    expect(parseDeskRequest(request)).toBeUndefined();
  });
});
