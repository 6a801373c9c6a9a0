import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseArguments } from './command-line.ts';
import { readDataFile } from './data-file.ts';
import { createItem } from './item.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntlight-server-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, ...lines: readonly unknown[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

const item = (id: string) =>
  createItem({ id, date: 1_790_000_000, entity: { type: 'ip_address', ip: '192.0.2.1' } });

test('the command serves a file and an invented stream, and says where', async () => {
  const path = await write('good.jsonl', item('1'), '', item('2'));
  const server = spawn(process.execPath, [
    MAIN,
    '--port',
    '0',
    '--key',
    'secret',
    '--data',
    path,
    '--count',
    '50',
  ]);
  try {
    let output = '';
    for await (const chunk of server.stdout) {
      output += chunk;
      if (output.includes('API key')) break;
    }
    expect(output).toContain('52 notifications');
    const url = /API address: (\S+)/.exec(output)?.[1];
    const answer = await fetch(`${url}/api/v3/ioc_stream`, { headers: { 'x-apikey': 'secret' } });
    expect((await answer.json()).meta.count).toBe(52);
  } finally {
    server.kill();
  }
});

test('a mistake ends it with words and status 1', async () => {
  const path = await write('bad.jsonl', item('1'), '{"type":"file"', item('1'));
  const server = spawn(process.execPath, [MAIN, '--data', path]);
  let words = '';
  server.stderr.on('data', (chunk) => {
    words += chunk;
  });
  const [code] = await once(server, 'close');
  expect(code).toBe(1);
  expect(words).toMatch(
    /bad\.jsonl:\n {2}line 2: .*JSON.*\n {2}line 3: notification_id 1 stands on line 1 already/,
  );
});

describe('arguments', () => {
  test('defaults and everything', () => {
    expect(parseArguments([], 0)).toEqual({ help: false, port: 8321, key: 'huntlight-test-key' });
    const args = '--count 5 --seed 2 --days 30 --item-bytes 100 --now 2026-01-01T00:00:00Z --port 1 --key k';
    expect(
      parseArguments([...args.split(' '), '--data', 'f', '--faults', 'g', '--retention', '7'], 0),
    ).toEqual({
      help: false,
      port: 1,
      key: 'k',
      data: 'f',
      faults: 'g',
      retentionMs: 604_800_000,
      generated: { count: 5, seed: 2, days: 30, itemBytes: 100, newest: 1_767_225_600 },
    });
  });

  test.each([
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000"'],
    [['--count', 'many'], '--count must be a whole number'],
    [['--now', 'soon', '--count', '1'], '--now must be a date'],
    [['--key', ''], '--key must not be empty'],
    [['--size', '3'], "Unknown option '--size'"],
    [['data.jsonl'], 'data.jsonl'],
  ])('%j', (args, message) => {
    expect(() => parseArguments(args, 0)).toThrow(message);
  });
});

test.each([
  ['[]', 'not a JSON object'],
  ['{"type":"hash"}', 'type must be one of file, url, domain, ip_address'],
  ['{"type":"file"}', 'id must be a string'],
  ['{"type":"file","id":"a"}', 'context_attributes is missing'],
  [{ ...item('1'), context_attributes: { notification_id: 5 } }, 'notification_id must be a string'],
  [
    { ...item('1'), context_attributes: { notification_id: '5', notification_date: '2026' } },
    'notification_date must be a whole number of seconds',
  ],
])('a line %j is told: %s', async (line, problem) => {
  const path = await write('line.jsonl', line);
  expect(await readDataFile(path)).toEqual({ items: [], problems: [`line 1: ${problem}`] });
});
