/** The body was longer than the caller wants to hold. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * The text of a response, never more than `maxBytes` of it in memory; the rest of the transfer is cancelled.
 * @throws BodyTooLarge, and whatever the connection's end throws
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      // The transfer's own end is of no interest any more: it was given up.
      reader.cancel().catch(() => undefined);
      throw new BodyTooLarge();
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
}
