import '../../entrypoints/popup/popup.css';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { ArchiveRow } from '../../components/archive/ArchiveRow.tsx';
import { type MatchItem, MatchList } from '../../components/page/MatchList.tsx';
import { UnseenRow } from '../../components/page/UnseenList.tsx';
import { NotificationRow } from '../../components/stream/NotificationRow.tsx';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { OVERRIDE } from './hostile.ts';
import { inventNotification, NOW } from './invented.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

const nothing = () => undefined;

const invent = (entity: ArchivedNotification['entity']): ArchivedNotification => ({
  ...inventNotification({ id: '1', minutesAgo: 3, rule: 'Heron_Loader', entity }),
  storedAt: NOW,
  read: false,
  pinned: false,
});

const caught = invent({
  type: 'domain',
  id: 'heron-mail.example',
  stats: { malicious: 41, suspicious: 1, undetected: 28, harmless: 0 },
});

const showInArchive = (row: ArchivedNotification) =>
  render(
    <ArchiveRow row={row} now={NOW} tabIndex={0} selected={false} onOpen={nothing} onSelect={nothing} />,
  );
const showInPopup = (row: ArchivedNotification) =>
  render(
    <ul>
      <NotificationRow row={row} now={NOW} expanded={false} onToggle={nothing} />
    </ul>,
  );

test.each([
  ['panel', showInArchive],
  ['popup', showInPopup],
] as const)('the ratio of detections is seen as 41/70 and heard in words, in the %s', (_, show) => {
  const { getByRole, getByText } = show(caught);
  getByRole('button', { name: /heron-mail.*41 of 70 detections/ });
  expect(getByText('41/70').checkVisibility()).toBe(true);
  expect(getByText('41/70').closest('[aria-hidden=true]')).not.toBeNull();
});

test('what a row copies or selects is in the name of its button and of its checkbox', () => {
  const { getByRole, getAllByRole } = showInArchive(caught);
  getByRole('checkbox', { name: 'Select heron-mail.example' });
  getByRole('button', { name: 'Copy heron-mail.example' });
  cleanup();
  showInPopup(caught);
  getByRole('button', { name: 'Copy heron-mail.example' });
  cleanup();
  const match = (value: string): MatchItem => ({
    key: `domain:${value}` as MatchItem['key'],
    kind: 'domain',
    value,
    state: 'match',
    notifications: 1,
    unread: 0,
  });
  render(
    <MatchList
      items={[match('heron-mail.example'), match('kite.example')]}
      now={NOW}
      readSightings={async () => ({ rows: [], total: 0 })}
    />,
  );
  expect(getAllByRole('button', { name: /^Copy / }).map(({ ariaLabel }) => ariaLabel)).toEqual([
    'Copy heron-mail.example',
    'Copy kite.example',
  ]);
  cleanup();
  render(<UnseenRow kind="domain" value="reed.example" />);
  getByRole('button', { name: 'Copy reed.example' });
});

test('characters made to mislead are named in those names, not obeyed', () => {
  const { getByRole } = showInArchive(
    invent({ type: 'url', id: 'x', url: `https://a.example/${OVERRIDE}gpj` }),
  );
  getByRole('button', { name: 'Copy https://a.example/<U+202E>gpj' });
});
