import { parseArgs } from 'node:util';
import { DEFAULT_SETTINGS } from './api-settings.ts';

const DAY_MS = 86_400_000;

export const HELP = `A stand-in for VirusTotal's IoC Stream (API v3), on this machine only.

  npm run server -- [options]

  --data FILE       serve the API items of FILE, one JSON item of \`data\` per line
  --count N         serve N invented notifications, made when asked for (1,000,000 is fine)
  --seed S          which invented stream (default 1)
  --days D          how many days back it goes (default 7)
  --item-bytes B    about how heavy its full items are (default 2500; VirusTotal's: 26000)
  --now DATE        date of its newest notification, ISO 8601 (default: now)
  --faults FILE     what goes wrong when; see tests/virustotal/faults.ts
  --retention D     forget notifications older than D days (default: never)
  --port N          port to listen on (default 8321; 0: any free one)
  --key K           the API key that is right (default ${DEFAULT_SETTINGS.key})
  --help            this text

--data and --count can be combined.
`;

/** What the command line asks for, checked. */
export interface ServerArguments {
  readonly help: boolean;
  readonly port: number;
  readonly key: string;
  readonly data?: string;
  readonly faults?: string;
  readonly retentionMs?: number;
  readonly generated?: {
    readonly count: number;
    readonly seed: number;
    readonly days: number;
    readonly itemBytes: number;
    /** UTC seconds. */
    readonly newest: number;
  };
}

/** A mistake of the caller, in words for them. */
export class UsageError extends Error {}

/** `now` in milliseconds. Throws a `UsageError`. */
export function parseArguments(args: readonly string[], now: number): ServerArguments {
  const values = readOptions(args);
  const count = readNumber('count', values.count ?? '0', 10_000_000);
  const newest = values.now === undefined ? now : Date.parse(values.now);
  if (Number.isNaN(newest))
    throw new UsageError(`--now must be a date like 2026-01-31T12:00:00Z, not "${values.now}"`);
  if (values.key === '') throw new UsageError('--key must not be empty');
  return {
    help: values.help,
    port: readNumber('port', values.port, 65_535),
    key: values.key,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.faults === undefined ? {} : { faults: values.faults }),
    ...(values.retention === undefined
      ? {}
      : { retentionMs: readNumber('retention', values.retention, 3650) * DAY_MS }),
    ...(count === 0
      ? {}
      : {
          generated: {
            count,
            seed: readNumber('seed', values.seed, 2 ** 32 - 1),
            days: readNumber('days', values.days, 3650),
            itemBytes: readNumber('item-bytes', values['item-bytes'], 1_000_000),
            newest: Math.floor(newest / 1000),
          },
        }),
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        faults: { type: 'string' },
        retention: { type: 'string' },
        count: { type: 'string' },
        seed: { type: 'string', default: '1' },
        days: { type: 'string', default: '7' },
        'item-bytes': { type: 'string', default: '2500' },
        now: { type: 'string' },
        port: { type: 'string', default: '8321' },
        key: { type: 'string', default: DEFAULT_SETTINGS.key },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(name: string, text: string, max: number): number {
  if (!/^\d+$/.test(text) || Number(text) > max) {
    throw new UsageError(`--${name} must be a whole number from 0 to ${max}, not "${text}"`);
  }
  return Number(text);
}
