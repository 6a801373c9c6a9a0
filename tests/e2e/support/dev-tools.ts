import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from './browser.ts';

export interface DevTools {
  call<T>(method: string, parameters?: object): Promise<T>;
  close(): void;
}

/** DevTools of a target that Playwright opens no session for, such as the extension's service worker. */
export async function connectDevTools(profile: string, type: string): Promise<DevTools> {
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  const target = await waitFor(
    `a target of type ${type}`,
    async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
      const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[];
      return targets.find((each) => each.type === type);
    },
    (found) => found !== undefined,
  );
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const waiting = new Map<number, (result: unknown) => void>();
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  };
  let last = 0;
  return {
    call: (method, parameters = {}) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, (result) => resolve(result as never));
        socket.send(JSON.stringify({ id: last, method, params: parameters }));
      }),
    close: () => socket.close(),
  };
}
