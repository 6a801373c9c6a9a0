import { makeVisible } from './visible-text.ts';

export type CsvValue = string | number | boolean | undefined;

/**
 * Where a spreadsheet would start a formula: `=`, `+`, `-`, `@` (and their full-width forms, which Excel takes in East
 * Asian locales) at the start of a cell, spaces and quotes before them passed over. A cell also starts after `;` for
 * every Excel whose list separator that is, quotes or not. Tab, CR and LF cannot get here: `makeVisible` wrote them out.
 * The apostrophe is a trigger of itself, so that taking one away again always gives back the text that went in.
 */
const FORMULA_START = /(^|;)(?=[\s"]*['=+\-@＝＋－＠])/g;

/** The text with `'` before every place where a spreadsheet would start a formula (OWASP "CSV Injection", CWE-1236). */
export function guardFormula(text: string): string {
  return text.replace(FORMULA_START, "$1'");
}

/** One record by RFC 4180, CRLF included. Unknown values are empty; lists are joined by the caller. */
export function toCsvLine(values: readonly CsvValue[]): string {
  return `${values.map(toField).join(',')}\r\n`;
}

function toField(value: CsvValue): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = guardFormula(makeVisible(value));
  return /[",;\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
