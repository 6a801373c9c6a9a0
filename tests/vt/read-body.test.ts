import { expect, test } from 'vitest';
import { BodyTooLarge, readBody } from '../../utils/vt/read-body.ts';

test('pieces may part a character', async () => {
  const bytes = new TextEncoder().encode('a\u{1f50d}b');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  expect(await readBody(new Response(body), 99)).toBe('a\u{1f50d}b');
});

test('no body is the empty text', async () => {
  expect(await readBody(new Response(null), 1)).toBe('');
});

test('a body too long is given up where the limit is passed, though the connection may not like it', async () => {
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(10));
    },
    cancel: () => Promise.reject(new Error('broken pipe')),
  });
  await expect(readBody(new Response(body), 25)).rejects.toThrow(BodyTooLarge);
  expect(pulled).toBeLessThan(6);
});
