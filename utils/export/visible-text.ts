/**
 * Control characters, format characters (bidi overrides and isolates, zero-width, tags), line and paragraph separators,
 * private use, lone surrogates: all that can hide, reorder or break a line without being seen.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Untrusted text on one line, with every character that works unseen written out as `[U+202E]`, so that what a reader
 * sees is what is there. For formats that have no escape of their own (CSV, lists, Markdown) and for prose that other
 * tools will show (STIX, MISP).
 */
export function makeVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => `[U+${hexCode(character)}]`);
}

/**
 * JSON on one line, in which the same characters are `\uXXXX` escapes: a parser reads exactly what was there, a reader
 * of the file is not fooled. `undefined` members are left out, as `JSON.stringify` does.
 */
export function toJsonText(value: object): string {
  return JSON.stringify(value).replace(INVISIBLE, (character) =>
    Array.from({ length: character.length }, (_, unit) => escapeUnit(character.charCodeAt(unit))).join(''),
  );
}

/** At most `limit` UTF-16 units, the last one `…` where something was cut: never a silent cut, never half a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const escapeUnit = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`;

const hexCode = (character: string) =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
