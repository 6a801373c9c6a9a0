import { parseArgs } from 'node:util';
import type { ApiItem } from './api-item.ts';
import { readDataFile } from './data-file.ts';
import { createVirusTotal, DEFAULT_SETTINGS } from './server.ts';

const HELP = `A stand-in for VirusTotal's IoC Stream (API v3), on this machine only.

  npm run server -- [options]

  --data FILE      serve the API items of FILE, one JSON item of \`data\` per line
  --port N         port to listen on (default 8321; 0: any free one)
  --key K          the API key that is right (default ${DEFAULT_SETTINGS.key})
  --help           this text
`;

class UsageError extends Error {}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\nTry: npm run server -- --help` : error);
  process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const values = readArguments(args);
  if (values.help) {
    console.log(HELP);
    return;
  }
  const items = values.data === undefined ? [] : await readItems(values.data);
  const server = await listen({ items, key: values.key, port: readNumber('port', values.port, 65535) });
  console.log(`Stand-in VirusTotal at ${server.url} (${items.length} notifications)`);
  console.log(`API address: ${server.url}\nAPI key:     ${values.key}\nStop it with Ctrl+C.`);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
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

async function readItems(path: string): Promise<readonly ApiItem[]> {
  const { items, problems } = await readDataFile(path).catch((error: unknown) => {
    throw new UsageError(`--data: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (problems.length > 0) throw new UsageError([`--data ${path}:`, ...problems].join('\n  '));
  return items;
}

async function listen(options: Parameters<typeof createVirusTotal>[0]) {
  try {
    return await createVirusTotal(options);
  } catch (error) {
    throw new UsageError(`cannot listen: ${error instanceof Error ? error.message : String(error)}`);
  }
}
