import type { ArchivedNotification } from '../../utils/ioc/notification.ts';

/** What a million rows must answer, counted one by one while they were made: the oracle of every check. */
export interface Expected {
  readonly rows: number;
  readonly unread: number;
  readonly newest: ArchivedNotification;
  /** The last row of the list that begins with the newest. */
  readonly oldest: ArchivedNotification;
  /** An analyst's filter and how many rows it holds for. */
  readonly filter: Counted;
  /** All rows of one rule. */
  readonly rule: Counted;
  /** All rows of one day, and of an eighth of the archive's time: three months of two years. */
  readonly day: Counted;
  readonly months: Counted;
  /** Rows from everywhere in the archive, of every kind. */
  readonly samples: readonly ArchivedNotification[];
}

export interface Counted {
  readonly text: string;
  readonly rows: number;
}

const DAY = 86_400;
const SAMPLES = 24;

/** `newest`, `oldest`: dates of the first and last row, UTC seconds. */
export function createExpectation(span: {
  readonly newest: number;
  readonly oldest: number;
  readonly rows: number;
}) {
  const { rows: total } = span;
  const dayAt = (share: number) =>
    Math.floor((span.newest - share * (span.newest - span.oldest)) / DAY) * DAY;
  const dayFrom = dayAt(0.6);
  const [monthsFrom, monthsTo] = [dayAt(0.5), dayAt(0.375)];
  const counts = { rows: 0, unread: 0, filter: 0, rule: 0, day: 0, months: 0 };
  const samples: ArchivedNotification[] = [];
  let hunt: { readonly rule: string; readonly tag: string } | undefined;
  let newest: ArchivedNotification | undefined;
  let oldest: ArchivedNotification | undefined;

  return {
    add(row: ArchivedNotification): void {
      hunt ??= findHunt(row);
      if (newest === undefined || isOlder(newest, row)) newest = row;
      if (oldest === undefined || isOlder(row, oldest)) oldest = row;
      counts.rows++;
      if (!row.read) counts.unread++;
      if (row.hunting?.ruleName !== undefined && row.hunting.ruleName === hunt?.rule) counts.rule++;
      if (isFileOf(row, hunt?.tag)) counts.filter++;
      if (row.date >= dayFrom && row.date < dayFrom + DAY) counts.day++;
      if (row.date >= monthsFrom && row.date < monthsTo) counts.months++;
      if (counts.rows % Math.ceil(total / SAMPLES) === 0) samples.push(row);
    },
    finish(): Expected {
      if (newest === undefined || oldest === undefined || hunt === undefined)
        throw new Error('so few rows hold no hunting match');
      return {
        rows: counts.rows,
        unread: counts.unread,
        newest,
        oldest,
        filter: {
          text: `origin:hunting entity_type:file notification_tag:${hunt.tag}`,
          rows: counts.filter,
        },
        rule: { text: `rule:${hunt.rule}`, rows: counts.rule },
        day: { text: createSpan(dayFrom, dayFrom + DAY), rows: counts.day },
        months: { text: createSpan(monthsFrom, monthsTo), rows: counts.months },
        samples: [newest, ...samples, oldest],
      };
    },
  };
}

const isOlder = (a: ArchivedNotification, b: ArchivedNotification): boolean =>
  a.date < b.date || (a.date === b.date && a.id < b.id);

/** Rule and tag of a row, when both are plain words. */
function findHunt({ hunting, tags }: ArchivedNotification) {
  const [, tag] = tags;
  const rule = hunting?.ruleName;
  if (rule === undefined || tag === undefined || !/^\w+$/.test(rule) || !/^\w+$/.test(tag)) return undefined;
  return { rule, tag };
}

const isFileOf = (row: ArchivedNotification, tag: string | undefined): boolean =>
  tag !== undefined && row.origin === 'hunting' && row.entity.type === 'file' && row.tags.includes(tag);

function createSpan(from: number, to: number): string {
  const name = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  return `date:${name(from)}+ date:${name(to)}-`;
}
