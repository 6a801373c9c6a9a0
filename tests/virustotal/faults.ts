import type { ApiItem } from './api-item.ts';

/**
 * Something that goes wrong, or happens, at one request. An *answer* takes the place of VirusTotal's own, which never
 * sees the request; a *delivery* spoils the way of the real answer, so the request has had its effect; a *happening*
 * changes the stream just before a request that is then answered as usual.
 */
export type Fault = AnswerFault | DeliveryFault | HappeningFault;

export type AnswerFault =
  /** 429. `retryAfter` in seconds; `as: 'date'` sends it as an HTTP date. Without it, no such header. */
  | {
      readonly kind: 'rate-limit';
      readonly retryAfter?: number;
      readonly as?: 'seconds' | 'date';
      readonly code?: string;
    }
  /** 503 with a JSON body, `TransientError`. */
  | { readonly kind: 'unavailable' }
  /** 502 with an HTML body. */
  | { readonly kind: 'bad-gateway' }
  /** 504 `DeadlineExceededError`. */
  | { readonly kind: 'deadline' }
  /** Any other refusal. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string; readonly message?: string }
  /** 302 to `location`; default: another host. */
  | { readonly kind: 'redirect'; readonly location?: string }
  /** 200 with a sign-in page in HTML, as a captive portal answers. */
  | { readonly kind: 'not-json' }
  /** 200 with JSON that is no stream page. */
  | { readonly kind: 'not-virustotal' }
  /** 400 when the request carries a cursor; nothing otherwise. */
  | { readonly kind: 'expired-cursor' }
  /** The connection is closed without an answer, the request without effect. Browsers may repeat a GET by themselves. */
  | { readonly kind: 'drop' };

export type DeliveryFault =
  /** The request is done, its answer never sent: was it or was it not? */
  | { readonly kind: 'lose-answer' }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: 'cut' }
  /** A complete HTTP answer whose JSON stops in the middle. */
  | { readonly kind: 'truncate' }
  /** The body takes this long, in pieces. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Never answered; the connection stays open. */
  | { readonly kind: 'hang' }
  /** `bytes` of white space after the JSON. */
  | { readonly kind: 'oversize'; readonly bytes: number }
  /** One more item in `data`, whatever it is. */
  | { readonly kind: 'bad-item'; readonly item: unknown };

export type HappeningFault =
  /** `count` new notifications at the top. */
  | { readonly kind: 'arrive'; readonly count: number }
  /** `count` notifications arrive late, dated `ageSeconds` ago. */
  | { readonly kind: 'arrive-late'; readonly count: number; readonly ageSeconds: number }
  /** The `count` oldest notifications are gone. */
  | { readonly kind: 'expire'; readonly count: number }
  /** These items arrive. Programs only. */
  | { readonly kind: 'insert'; readonly items: readonly ApiItem[] };

/** When a fault strikes: all conditions given must hold; a rule without any strikes every request. */
export interface FaultRule {
  readonly fault: Fault;
  /** Numbers of requests, from 1, as in the log. */
  readonly on?: readonly number[];
  /** Every so many requests: those whose number it divides. */
  readonly every?: number;
  /** 0 to 1; thrown anew for each request, the same for the same seed and number. */
  readonly probability?: number;
  readonly method?: 'GET' | 'DELETE';
  /** Only requests with a cursor (or only those without). */
  readonly cursor?: boolean;
  /** Strikes so often at most. */
  readonly times?: number;
}

export interface FaultScript {
  /** For probabilities. Default 1. */
  readonly seed?: number;
  readonly rules: readonly FaultRule[];
}

const HAPPENINGS: readonly Fault['kind'][] = ['arrive', 'arrive-late', 'expire', 'insert'];
const DELIVERIES: readonly Fault['kind'][] = [
  'lose-answer',
  'cut',
  'truncate',
  'slow',
  'hang',
  'oversize',
  'bad-item',
];

export const isHappening = (fault: Fault): fault is HappeningFault => HAPPENINGS.includes(fault.kind);

export const isDelivery = (fault: Fault): fault is DeliveryFault => DELIVERIES.includes(fault.kind);

export const isAnswer = (fault: Fault): fault is AnswerFault => !isHappening(fault) && !isDelivery(fault);
