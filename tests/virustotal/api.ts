import { type ApiAnswer, createEmptyAnswer, createErrorAnswer, createJsonAnswer } from './answer.ts';
import { ApiError, notFound } from './api-error.ts';
import type { ApiSettings } from './api-settings.ts';
import { createDeletion } from './deletion.ts';
import { parseFilter } from './filter.ts';
import { toNotificationObject } from './notification-object.ts';
import type { Stream } from './stream.ts';
import { createStreamPage } from './stream-page.ts';

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  /** `x-apikey`, where sent. */
  readonly key: string | undefined;
}

export interface Api {
  answer(request: ApiRequest): ApiAnswer;
  /** Lets what is due by now happen: rows past retention go (for good), a DELETE whose time is up ends. */
  settle(): void;
  /** Ends a running DELETE now. */
  finishDeletion(): void;
}

const STREAM_PATH = '/api/v3/ioc_stream';
const NOTIFICATION_PATH = /^\/api\/v3\/ioc_stream_notifications\/([^/]+)$/;

/** What VirusTotal's API v3 says about the IoC Stream, without any network: requests in, answers out. */
export function createApi(stream: Stream, settings: () => ApiSettings, clock: () => number): Api {
  const deletion = createDeletion(stream);

  const route = ({ method, url }: ApiRequest): ApiAnswer => {
    const id = NOTIFICATION_PATH.exec(url.pathname)?.[1];
    if (url.pathname !== STREAM_PATH && id === undefined) {
      throw notFound(`Resource "${url.pathname}" not found`);
    }
    if (method !== 'GET' && method !== 'DELETE') throw methodNotAllowed(method);
    if (id !== undefined) return answerNotification(stream, method, url, id);
    if (method === 'GET') return createJsonAnswer(200, createStreamPage(stream, url, settings(), clock()));
    deletion.start(parseFilter(url.searchParams.get('filter') ?? ''), clock() + settings().deletionMs);
    return createEmptyAnswer();
  };
  const settle = () => {
    stream.expire(Math.ceil((clock() - settings().retentionMs) / 1000));
    deletion.settle(clock());
  };
  return {
    settle,
    answer(request) {
      try {
        // No CORS here: a client that needs its preflights answered is found out.
        if (request.method === 'OPTIONS') throw methodNotAllowed('OPTIONS');
        if (request.url.pathname === '/') return GREETING;
        checkKey(request.key, settings());
        settle();
        return route(request);
      } catch (error) {
        if (error instanceof ApiError) return createErrorAnswer(error);
        throw error;
      }
    },
    finishDeletion: () => deletion.settle(Number.POSITIVE_INFINITY),
  };
}

const GREETING: ApiAnswer = {
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Stand-in VirusTotal\n',
};

function checkKey(key: string | undefined, settings: ApiSettings): void {
  if (key === undefined) {
    throw new ApiError(401, 'AuthenticationRequiredError', 'X-Apikey header is missing');
  }
  if (key !== settings.key) throw new ApiError(401, 'WrongCredentialsError', 'Wrong API key');
  if (settings.forbidden) {
    throw new ApiError(403, 'ForbiddenError', 'You are not authorized to perform the requested operation');
  }
}

function answerNotification(stream: Stream, method: 'GET' | 'DELETE', url: URL, id: string): ApiAnswer {
  const row = stream.find(id);
  if (row === undefined) throw notFound(`IoC Stream notification "${id}" not found`);
  if (method === 'GET') {
    return createJsonAnswer(200, { data: toNotificationObject(row.source.itemAt(row.index), url.href) });
  }
  stream.remove([id]);
  return createEmptyAnswer();
}

function methodNotAllowed(method: string): ApiError {
  return new ApiError(405, 'MethodNotAllowedError', `Method ${method} is not allowed`);
}
