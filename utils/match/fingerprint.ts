/** Two odd multipliers with well-spread bits (golden ratio and sqrt 3 in 32 bits), one per lane. */
const LANE_A = 0x9e3779b1;
const LANE_B = 0xbb67ae85;

/** 2^32: a fingerprint is `bucket * SPAN + rest`, an exact integer below 2^48. */
export const SPAN = 0x1_0000_0000;

/** How many buckets there are: the upper 16 bits of a fingerprint. */
export const BUCKETS = 0x1_0000;

/**
 * The 48-bit fingerprint of a key: 16 bits of bucket, 32 bits of rest. Two keys share one with a chance of 2^-48, so a
 * candidate is mistaken for one of three million keys about once in a hundred million; whoever asks verifies anyway.
 * Not for secrets: whoever chooses keys can make them collide, and gains nothing but our verifying them.
 */
export function createFingerprint(key: string): number {
  let a = LANE_A ^ key.length;
  let b = LANE_B;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(((a << 5) | (a >>> 27)) ^ unit, LANE_A);
    b = Math.imul(((b << 11) | (b >>> 21)) ^ unit, LANE_B);
  }
  const rest = spread(a ^ Math.imul(b, LANE_B));
  const bucket = spread(b ^ rest) >>> 16;
  return bucket * SPAN + rest;
}

/** The last step of MurmurHash3 (public domain): every bit of the input changes half the bits of the output. */
function spread(bits: number): number {
  let h = bits;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
