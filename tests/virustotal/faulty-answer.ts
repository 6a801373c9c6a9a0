import { type ApiAnswer, createErrorAnswer, createJsonAnswer } from './answer.ts';
import { ApiError, badRequest } from './api-error.ts';
import type { AnswerFault, DeliveryFault } from './faults.ts';

/** How an answer travels. */
export interface Delivery extends ApiAnswer {
  /** `drop`: no answer at all. `cut`: the connection breaks in mid-body. `hang`: nothing happens, ever. */
  readonly way: 'whole' | 'drop' | 'cut' | 'hang';
  /** The body is spread over this time. */
  readonly slowMs: number;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** What stands in for VirusTotal's answer; `undefined` when the fault does not concern this request. */
export function createFaultyAnswer(
  fault: AnswerFault,
  hasCursor: boolean,
  now: number,
): Delivery | undefined {
  switch (fault.kind) {
    case 'rate-limit': {
      const code = fault.code ?? 'QuotaExceededError';
      const answer = createErrorAnswer(new ApiError(429, code, 'Quota exceeded'));
      if (fault.retryAfter === undefined) return whole(answer);
      const at = new Date(now + fault.retryAfter * 1000).toUTCString();
      const retryAfter = fault.as === 'date' ? at : String(fault.retryAfter);
      return whole({ ...answer, headers: { ...answer.headers, 'retry-after': retryAfter } });
    }
    case 'unavailable':
      return whole(
        createErrorAnswer(new ApiError(503, 'TransientError', 'Transient server error, retry might work')),
      );
    case 'bad-gateway':
      return whole({ status: 502, headers: HTML, body: '<html><h1>502 Bad Gateway</h1></html>\n' });
    case 'deadline':
      return whole(
        createErrorAnswer(
          new ApiError(504, 'DeadlineExceededError', 'The operation took too long to complete'),
        ),
      );
    case 'refuse':
      return whole(createErrorAnswer(new ApiError(fault.status, fault.code, fault.message ?? fault.code)));
    case 'redirect':
      return whole({
        status: 302,
        headers: { location: fault.location ?? 'https://elsewhere.invalid/' },
        body: '',
      });
    case 'not-json':
      return whole({ status: 200, headers: HTML, body: '<!doctype html><title>Sign in</title>\n' });
    case 'not-virustotal':
      return whole(createJsonAnswer(200, { hello: 'world' }));
    case 'expired-cursor':
      return hasCursor ? whole(createErrorAnswer(badRequest('Invalid cursor: it has expired'))) : undefined;
    case 'drop':
      return { ...whole({ status: 0, headers: {}, body: '' }), way: 'drop' };
  }
}

/** Spoils an answer on its way. */
export function spoil(delivery: Delivery, fault: DeliveryFault): Delivery {
  switch (fault.kind) {
    case 'lose-answer':
      return { ...delivery, way: 'drop' };
    case 'cut':
    case 'hang':
      return { ...delivery, way: fault.kind };
    case 'truncate':
      return { ...delivery, body: delivery.body.slice(0, Math.floor(delivery.body.length / 2)) };
    case 'slow':
      return { ...delivery, slowMs: fault.ms };
    case 'oversize':
      return { ...delivery, body: delivery.body + ' '.repeat(fault.bytes) };
    case 'bad-item':
      return { ...delivery, body: addItem(delivery.body, fault.item) };
  }
}

/** An answer without a fault. */
export function whole(answer: ApiAnswer): Delivery {
  return { ...answer, way: 'whole', slowMs: 0 };
}

/** In front of the others: the last row must stay the last. Answers that are no stream page stay as they are. */
function addItem(body: string, item: unknown): string {
  const prefix = '{"data":[';
  if (!body.startsWith(prefix)) return body;
  const rest = body.slice(prefix.length);
  return `${prefix}${JSON.stringify(item)}${rest.startsWith(']') ? '' : ','}${rest}`;
}
