/**
 * The little of the Chrome DevTools Protocol that measuring needs. No test driver: those attach to every worker as it
 * starts, which makes a service worker's start some 20 ms longer, and that start is one of the things measured.
 */
export interface DevTools {
  /** Sends one command, to the browser or to the tab of a session. Rejects with the browser's own words. */
  send<Answer = unknown>(method: string, parameters?: object, sessionId?: string): Promise<Answer>;
  /** Calls back for each event of that name, whichever session it comes from. Returns the way to stop. */
  on(method: string, listener: (parameters: unknown, sessionId: string | undefined) => void): () => void;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
}

/** Connects to the address that Chromium writes into its profile. */
export async function connectDevTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no DevTools at ${address}`));
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown> & { readonly method: string }>();
  const listeners = new Map<string, Set<(parameters: unknown, sessionId: string | undefined) => void>>();
  let count = 0;

  socket.onmessage = ({ data }) => {
    const { id, result, error, method, params, sessionId } = JSON.parse(String(data)) as Message;
    if (id === undefined) {
      for (const listener of listeners.get(method ?? '') ?? []) listener(params, sessionId);
      return;
    }
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(`${asked.method}: ${error.message}`));
  };
  socket.onclose = () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser is gone`));
  };

  return {
    send<Answer>(method: string, parameters: object = {}, sessionId?: string) {
      const id = ++count;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(id, { ...asked, method });
      socket.send(JSON.stringify({ id, method, params: parameters, ...(sessionId && { sessionId }) }));
      return asked.promise as Promise<Answer>;
    },
    on(method, listener) {
      const there = listeners.get(method) ?? new Set();
      listeners.set(method, there.add(listener));
      return () => there.delete(listener);
    },
  };
}
