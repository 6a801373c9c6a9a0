const INITIAL_STATE = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** One for each 20 of the 80 rounds. */
const ROUND_CONSTANTS = Uint32Array.of(0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6);

/**
 * SHA-1 (FIPS 180-4, 6.1.2) in plain code. Only for the names of version 5 UUIDs, where RFC 9562 asks for this hash and
 * no secret depends on it. `crypto.subtle` would do, but is asynchronous: one promise for each of a million short names.
 */
export function sha1(message: Uint8Array): Uint8Array {
  const state = Uint32Array.from(INITIAL_STATE);
  const padded = pad(message);
  const words = new Uint32Array(80);
  for (let block = 0; block < padded.byteLength; block += 64) {
    expand(padded, block, words);
    compress(state, words);
  }
  const digest = new DataView(new ArrayBuffer(20));
  for (let index = 0; index < 5; index++) digest.setUint32(index * 4, at(state, index));
  return new Uint8Array(digest.buffer);
}

/** The message, a 1 bit, zeros, and the length in bits (64-bit big endian), to a multiple of 64 bytes. */
function pad(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(bytes.length - 4, message.length * 8);
  return view;
}

function expand(padded: DataView, block: number, words: Uint32Array): void {
  for (let t = 0; t < 16; t++) words[t] = padded.getUint32(block + t * 4);
  for (let t = 16; t < 80; t++) {
    words[t] = rotateLeft(at(words, t - 3) ^ at(words, t - 8) ^ at(words, t - 14) ^ at(words, t - 16), 1);
  }
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  for (let t = 0; t < 80; t++) {
    const sum =
      rotateLeft(a, 5) + mix(t, b, c, d) + e + at(ROUND_CONSTANTS, Math.floor(t / 20)) + at(words, t);
    e = d;
    d = c;
    c = rotateLeft(b, 30);
    b = a;
    a = sum | 0;
  }
  // A Uint32Array keeps each sum modulo 2^32.
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
}

function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) | (~b & d);
  if (t >= 40 && t < 60) return (b & c) | (b & d) | (c & d);
  return b ^ c ^ d;
}

const rotateLeft = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

const at = (words: Uint32Array, index: number) => words[index] ?? 0;
