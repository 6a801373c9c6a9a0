import type { ApiItem } from './api-item.ts';
import { HELP, parseArguments, UsageError } from './command-line.ts';
import { readDataFile } from './data-file.ts';
import { readFaultScript } from './fault-script.ts';
import type { FaultScript } from './faults.ts';
import { createGeneratedSource } from './generator/generated-source.ts';
import { createVirusTotal, type VirusTotalOptions } from './server.ts';

try {
  await main();
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\nTry: npm run server -- --help` : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { help, data, generated, faults, ...settings } = parseArguments(process.argv.slice(2), Date.now());
  if (help) {
    console.log(HELP);
    return;
  }
  const items = data === undefined ? [] : await readItems(data);
  const made = generated && createGeneratedSource(generated);
  const script = faults === undefined ? undefined : await readFaults(faults);
  const server = await listen({
    ...settings,
    items,
    ...(made ? { generated: made } : {}),
    ...(script ? { faults: script } : {}),
  });
  const count = items.length + (made?.size ?? 0);
  if (count === 0) console.warn('The stream is empty: fill it with --data FILE or --count N.');
  console.log(`Stand-in VirusTotal with ${count} notifications. Stop it with Ctrl+C.`);
  console.log(`API address: ${server.url}\nAPI key:     ${settings.key}`);
}

async function readItems(path: string): Promise<readonly ApiItem[]> {
  const { items, problems } = await readDataFile(path).catch((error: unknown) => {
    throw new UsageError(`--data: ${toWords(error)}`);
  });
  if (problems.length > 0) throw new UsageError([`--data ${path}:`, ...problems].join('\n  '));
  return items;
}

async function readFaults(path: string): Promise<FaultScript> {
  return readFaultScript(path).catch((error: unknown) => {
    throw new UsageError(`--faults ${path}: ${toWords(error)}`);
  });
}

async function listen(options: VirusTotalOptions) {
  try {
    return await createVirusTotal(options);
  } catch (error) {
    throw new UsageError(`cannot start: ${toWords(error)}`);
  }
}

function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
