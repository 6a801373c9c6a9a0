import { sha1 } from './sha1.ts';

/**
 * The namespace of everything Huntlight names: drawn once at random, never to change (ids would change with it). STIX
 * 2.1 (2.9) forbids its own namespace, 00abedb4-..., for objects like ours.
 */
export const HUNTLIGHT_NAMESPACE = '75709bb6-13b1-4f5c-a692-dd903ffa3278';

const encoder = new TextEncoder();

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Version 5 UUID (RFC 9562, 5.5): the same namespace and name give the same id, on every machine and at any time. */
export function createUuidV5(name: string, namespace: string = HUNTLIGHT_NAMESPACE): string {
  const text = encoder.encode(name);
  const input = new Uint8Array(16 + text.length);
  const digits = namespace.replaceAll('-', '');
  for (let index = 0; index < 16; index++) {
    input[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  }
  input.set(text, 16);
  return formatUuid(sha1(input));
}

function formatUuid(digest: Uint8Array): string {
  let text = '';
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += HEX[markByte(digest[index] ?? 0, index)];
  }
  return text;
}

/** Version 5 stands in byte 6, the RFC's variant in byte 8. */
function markByte(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x50;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}
