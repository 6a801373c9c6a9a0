import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { readRefusal } from '../../utils/vt/refusal.ts';

const messages = JSON.parse(
  readFileSync(new URL('../../public/_locales/en/messages.json', import.meta.url), 'utf8'),
) as Record<string, { message: string }>;

// Every line of VirusTotal's documented errors, and the sentence that the user reads for it.
const ERRORS: readonly (readonly [number, string])[] = [
  [400, 'BadRequestError'],
  [400, 'InvalidArgumentError'],
  [400, 'NotAvailableYet'],
  [400, 'UnselectiveContentQueryError'],
  [400, 'UnsupportedContentQueryError'],
  [401, 'AuthenticationRequiredError'],
  [401, 'UserNotActiveError'],
  [401, 'WrongCredentialsError'],
  [403, 'ForbiddenError'],
  [404, 'NotFoundError'],
  [409, 'AlreadyExistsError'],
  [424, 'FailedDependencyError'],
  [429, 'QuotaExceededError'],
  [429, 'TooManyRequestsError'],
  [429, 'TooManyRequests'],
  [503, 'TransientError'],
  [504, 'DeadlineExceededError'],
];

test('each documented error has words for the user', () => {
  const words = ERRORS.map(([status, code]) => {
    const problem = readRefusal({
      status,
      body: JSON.stringify({ error: { code, message: 'Said upstream' } }),
    });
    return `${status} ${code}: ${messages[PROBLEM_WORDS[problem.code].title]?.message}`;
  });
  expect(words).toMatchSnapshot();
});

test('no problem is without a title and advice', () => {
  for (const { title, advice } of Object.values(PROBLEM_WORDS)) {
    expect(messages[title]?.message).toMatch(/\w/);
    expect(messages[advice]?.message).toMatch(/\w/);
  }
});

test('an archive that failed may have failed at reading: the words hold for both, and say what to do', () => {
  const { title, advice } = PROBLEM_WORDS['archive-failed'];
  expect(messages[title]?.message).toMatch(/read or written/);
  expect(messages[advice]?.message).not.toMatch(/refused to store/);
  expect(messages[advice]?.message).toMatch(/Try again.*restart the browser/);
});
