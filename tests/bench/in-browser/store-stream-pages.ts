import { openDB } from 'idb';
import { openArchive } from '../../../utils/store/open-archive.ts';
import { deleteArchive } from '../../../utils/store/recover-archive.ts';
import { createSync } from '../../../utils/sync/create-sync.ts';
import { createStreamClient } from '../../../utils/vt/client.ts';

let bodies: readonly string[] = [];

/** The answers to be stored, newest first, as they come over the wire. */
export function keepBodies(answers: readonly string[]): void {
  bodies = answers;
}

/** The way of every stream page: client, engine (its record before each request, too) and archive. Returns its rows. */
export async function storeOurs(name: string): Promise<number> {
  const opened = await openArchive(name);
  if (!opened.ok) throw new Error(opened.error.code);
  const archive = opened.value;
  let next = 0;
  const source = createStreamClient({
    baseUrl: 'https://stand-in.example',
    apiKey: 'bench',
    clock: Date.now,
    fetch: async () => new Response(bodies[next++] ?? '{"data":[],"meta":{}}'),
  });
  const settings = {
    account: 'bench',
    keyVersion: '1',
    filter: '',
    intervalMs: 300_000,
    perMinute: 1e6,
    perDay: 1e6,
    limit: 40,
    descriptorsOnly: false,
    paused: false,
    hasAccess: true,
  };
  const sync = createSync({
    source,
    store: archive,
    clock: Date.now,
    random: Math.random,
    readSettings: async () => settings,
  });
  const outcome = await sync.runBurst({ maxPages: bodies.length });
  if (outcome.kind !== 'progress') throw new Error(`the walk ended with ${JSON.stringify(outcome)}`);
  const { total, rejected } = await archive.readCounters();
  archive.close();
  await deleteArchive(name);
  return total + rejected;
}

/** What one writes first: each item as it came, one `put` and one transaction each. Returns its rows. */
export async function storePlain(name: string): Promise<number> {
  const database = await openDB(name, 1, {
    upgrade: (upgrading) => void upgrading.createObjectStore('rows', { keyPath: 'key' }),
  });
  for (const body of bodies) {
    const { data } = JSON.parse(body) as { data: { context_attributes: { notification_id: string } }[] };
    for (const item of data) {
      await database.put('rows', { ...item, key: item.context_attributes.notification_id });
    }
  }
  const rows = await database.count('rows');
  database.close();
  await deleteArchive(name);
  return rows;
}
