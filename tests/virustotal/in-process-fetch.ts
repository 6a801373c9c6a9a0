import type { Delivery } from './faulty-answer.ts';
import type { StandIn } from './stand-in.ts';

/**
 * A `fetch` that talks to a stand-in without sockets or timers, for simulations that run thousands of walks on a clock
 * of their own. What a network would do to an answer it does too: `drop` rejects, `cut` breaks the body off, `hang`
 * waits for the signal; only `slow` is not slow. A redirect is refused under `redirect: 'error'`, else handed over.
 */
export function createInProcessFetch(standIn: Pick<StandIn, 'answer'>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { method, url, headers } = request;
    const delivery = standIn.answer({ method, url: new URL(url), headers: Object.fromEntries(headers) });
    if (delivery.way === 'drop') throw new TypeError('fetch failed');
    // The caller's own signal: Node forgets a request's copy of it as soon as nothing else holds the request.
    if (delivery.way === 'hang') return rejectOnAbort(init?.signal ?? request.signal);
    if (request.redirect === 'error' && delivery.status === 302) throw new TypeError('unexpected redirect');
    return toResponse(delivery);
  };
}

function toResponse({ status, headers, body, way }: Delivery): Response {
  const init = { status, headers: { ...headers } };
  if (way !== 'cut') return new Response(body, init);
  const half = new TextEncoder().encode(body).subarray(0, Math.floor(body.length / 2));
  let sent = false;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) controller.error(new TypeError('terminated'));
      else controller.enqueue(half);
      sent = true;
    },
  });
  return new Response(broken, init);
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
