import { expect, test } from 'vitest';
import { readRefusal, readRetryAfter } from '../../utils/vt/refusal.ts';

const envelope = (code: string, message: string) => JSON.stringify({ error: { code, message } });

// VirusTotal's documentation "Errors", whole, and what clients have seen beside it.
test.each([
  [
    400,
    'BadRequestError',
    'origin "notHunting" is not valid. Valid origins are: hunting,subscriptions',
    'bad-request',
  ],
  [400, 'InvalidArgumentError', 'Invalid argument', 'bad-request'],
  [400, 'NotAvailableYet', 'The resource is not available yet, but will become available later', 'busy'],
  [400, 'UnselectiveContentQueryError', 'Query too unselective', 'bad-request'],
  [400, 'UnsupportedContentQueryError', 'Unsupported query', 'bad-request'],
  [401, 'AuthenticationRequiredError', 'X-Apikey header is missing', 'unauthorised'],
  [401, 'UserNotActiveError', 'User is not active', 'unauthorised'],
  [401, 'WrongCredentialsError', 'Wrong API key', 'unauthorised'],
  [403, 'ForbiddenError', 'You are not authorized to perform the requested operation', 'forbidden'],
  [404, 'NotFoundError', 'IoC Stream notification "1" not found', 'not-found'],
  [409, 'AlreadyExistsError', 'Already exists', 'bad-request'],
  [424, 'FailedDependencyError', 'A dependency failed', 'server'],
  [429, 'QuotaExceededError', 'Quota exceeded', 'quota'],
  [429, 'TooManyRequestsError', 'Too many requests', 'busy'],
  [
    429,
    'TooManyRequests',
    'Notifications already being deleted. Depending on volume this may take a while.',
    'busy',
  ],
  [503, 'TransientError', 'Transient server error, retry might work', 'server'],
  [504, 'DeadlineExceededError', 'The operation took too long to complete', 'server'],
  [500, 'SomethingNew', 'Unknown', 'server'],
  [418, 'SomethingNew', 'Unknown', 'bad-request'],
])('%i %s', (status, code, message, expected) => {
  const error = readRefusal({ status, body: envelope(code, message) });
  expect(error).toEqual({ code: expected, message, ...(expected === 'server' ? { status } : {}) });
});

test.each([
  [400, 'not-virustotal'],
  [401, 'not-virustotal'],
  [403, 'not-virustotal'],
  [404, 'not-virustotal'],
  [407, 'not-virustotal'],
  [408, 'server'],
  [429, 'busy'],
  [502, 'server'],
])('%i in HTML comes from something in between', (status, code) => {
  const error = readRefusal({ status, body: '<html><h1>Blocked by your company</h1></html>' });
  expect(error).toMatchObject({ code, message: `HTTP status ${status}` });
});

test('the wait goes along where it may be obeyed', () => {
  for (const code of ['QuotaExceededError', 'TooManyRequestsError', 'TransientError'])
    expect(readRefusal({ status: 503, body: envelope(code, 'x'), retryAfterMs: 7000 })).toMatchObject({
      retryAfterMs: 7000,
    });
});

test('an envelope without code or message still counts as one', () => {
  expect(readRefusal({ status: 403, body: '{"error":{}}' })).toEqual({
    code: 'forbidden',
    message: 'unknown',
  });
  expect(readRefusal({ status: 400, body: envelope('BadRequestError', '') }).message).toBe('BadRequestError');
});

test("Retry-After: seconds, an HTTP date by the server's clock, or nothing that can be read", () => {
  const now = Date.UTC(2026, 0, 1);
  expect(readRetryAfter('120', now)).toBe(120_000);
  expect(readRetryAfter(' 0 ', now)).toBe(0);
  expect(readRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
  expect(readRetryAfter('Wed, 31 Dec 2025 23:59:00 GMT', now)).toBe(0);
  expect(readRetryAfter('soon', now)).toBeUndefined();
  expect(readRetryAfter(null, now)).toBeUndefined();
});
