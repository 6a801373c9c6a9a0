/** What a UTF-16 code unit can be to an indicator. Flags; 0 is punctuation that belongs to none. */

/** May stand in a host's label: letters and digits of any script, `-`, `_`, emoji, halves of surrogate pairs. */
export const HOST = 1;
export const HEX = 2;
export const DIGIT = 4;
export const LETTER = 8;
export const SPACE = 16;
/** Shown as nothing: soft hyphens, zero-width characters, direction marks, variation selectors. */
export const INVISIBLE = 32;
/** Brackets that may hold a defanged mark. */
export const OPENING = 64;
export const CLOSING = 128;

const ASCII = new Uint8Array(128);
for (let code = 0; code <= 0x20; code++) ASCII[code] = SPACE;
ASCII[0x7f] = SPACE;
for (const [from, to, flags] of [
  ['0', '9', HOST | HEX | DIGIT],
  ['a', 'f', HOST | HEX | LETTER],
  ['g', 'z', HOST | LETTER],
  ['A', 'F', HOST | HEX | LETTER],
  ['G', 'Z', HOST | LETTER],
  ['-', '-', HOST],
  ['_', '_', HOST],
  ['(', '(', OPENING],
  ['[', '[', OPENING],
  ['{', '{', OPENING],
  ['<', '<', OPENING],
  [')', ')', CLOSING],
  [']', ']', CLOSING],
  ['}', '}', CLOSING],
  ['>', '>', CLOSING],
] as const) {
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) ASCII[code] = flags;
}

/** First code unit of each stretch and what it is up to the next: the blocks that matter, not all of Unicode. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x80, SPACE],
  [0xa1, 0],
  [0xaa, HOST],
  [0xab, 0],
  [0xad, INVISIBLE],
  [0xae, 0],
  [0xb5, HOST],
  [0xb6, 0],
  [0xba, HOST],
  [0xbb, 0],
  [0xc0, HOST],
  [0xd7, 0],
  [0xd8, HOST],
  [0xf7, 0],
  [0xf8, HOST],
  [0x60c, 0], // Arabic punctuation
  [0x610, HOST],
  [0x61b, 0],
  [0x61c, INVISIBLE],
  [0x61d, 0],
  [0x620, HOST],
  [0x964, 0], // danda
  [0x966, HOST],
  [0x2000, SPACE],
  [0x200b, INVISIBLE],
  [0x2010, HOST], // hyphens
  [0x2012, 0],
  [0x2028, SPACE],
  [0x202a, INVISIBLE],
  [0x202f, SPACE],
  [0x2030, 0],
  [0x205f, SPACE],
  [0x2060, INVISIBLE],
  [0x2070, HOST],
  [0x2190, 0], // arrows, mathematics
  [0x2300, HOST], // technical symbols, some of them emoji
  [0x2400, 0],
  [0x2460, HOST], // circled letters, which UTS 46 maps to plain ones
  [0x2500, 0], // boxes and bullets
  [0x2600, HOST], // symbols that are emoji
  [0x27c0, 0],
  [0x2c00, HOST],
  [0x2e00, 0],
  [0x2e80, HOST],
  [0x3000, SPACE],
  [0x3001, 0],
  [0x3005, HOST],
  [0x3008, 0],
  [0x3010, OPENING], // black lenticular brackets
  [0x3011, CLOSING],
  [0x3012, 0],
  [0x3021, HOST],
  [0x3030, 0],
  [0x3031, HOST],
  [0x303d, 0],
  [0x3041, HOST],
  [0x30fb, 0], // the katakana middle dot, a bullet in running text
  [0x30fc, HOST],
  [0xe000, 0], // private use: icon fonts
  [0xf900, HOST],
  [0xfe00, INVISIBLE],
  [0xfe10, 0],
  [0xfe70, HOST],
  [0xfeff, INVISIBLE],
  [0xff00, 0],
  [0xff08, OPENING], // full-width brackets, here and below
  [0xff09, CLOSING],
  [0xff0a, 0],
  [0xff0d, HOST],
  [0xff0e, 0],
  [0xff10, HOST],
  [0xff1a, 0],
  [0xff21, HOST],
  [0xff3b, OPENING],
  [0xff3c, 0],
  [0xff3d, CLOSING],
  [0xff3e, 0],
  [0xff3f, HOST],
  [0xff40, 0],
  [0xff41, HOST],
  [0xff5b, OPENING],
  [0xff5c, 0],
  [0xff5d, CLOSING],
  [0xff5e, 0],
  [0xff66, HOST],
  [0xffe0, 0],
];

function classifyWide(code: number): number {
  let low = 0;
  let high = WIDE.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((WIDE[middle]?.[0] ?? 0) <= code) low = middle;
    else high = middle - 1;
  }
  return WIDE[low]?.[1] ?? 0;
}

/** The flags of a code unit; `NaN`, as `charCodeAt` gives outside a text, is a space. */
export function classify(code: number): number {
  if (code < 128) return ASCII[code] ?? SPACE;
  return code >= 128 ? classifyWide(code) : SPACE;
}

/** Whether the character at `at` has any of `flags`; outside the text stands a space. */
export function isAt(text: string, at: number, flags: number): boolean {
  return (classify(text.charCodeAt(at)) & flags) !== 0;
}

/**
 * Whether the code unit is of a script that is written without spaces, so that names stand glued in its sentences: Thai and
 * Lao, Burmese, Khmer, and all of East Asia.
 */
export function isUnspacedScript(code: number): boolean {
  return (
    (code >= 0x2e80 && code < 0xd800) ||
    (code >= 0xe00 && code < 0xf00) ||
    (code >= 0x1000 && code < 0x10a0) ||
    (code >= 0x1780 && code < 0x1800)
  );
}

/** Whether the character at `at` makes one word with what is beside it: no hyphen, no ideograph of the sentence around. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isAt(text, at, HOST) && code !== 0x2d && code !== 0x5f && !isUnspacedScript(code);
}

/** Bullets, arrows, emoji (their surrogates). */
export function isSymbol(code: number): boolean {
  return (code >= 0x2000 && code < 0x2c00) || (code >= 0xd800 && code < 0xe000);
}
