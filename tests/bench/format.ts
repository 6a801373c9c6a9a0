import type { Outcome } from './row.ts';

/** Three significant digits, thousands grouped: what a reader can hold and the machine can repeat. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
}

/** `12.3 ms ± 0.4`. */
export function formatSample(value: number, spread: number, unit: Outcome['unit']): string {
  const format = unit === 'ms' || unit === 'AUC' ? formatNumber : formatCount;
  return `${format(value)} ${unit}${spread > 0 ? ` ± ${format(spread)}` : ''}`;
}

const formatCount = (value: number) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value);

/** How the row stands to its target, as the target table words it: `1.4x`, or a number with its unit. */
export function formatRatio(outcome: Outcome, value: number): string {
  if (!isComparison(outcome)) return formatSample(value, 0, outcome.unit);
  return `${formatNumber(value)}x${outcome.better === 'higher' ? ' cheaper' : ''}`;
}

export function formatTarget(outcome: Outcome, limit: number): string {
  return `${outcome.better === 'lower' ? '<=' : '>='} ${formatRatio(outcome, limit)}`;
}

/** False where the target is a number of its own. */
export function isComparison({ baseline, baselineSpread }: Outcome): boolean {
  return !(baseline === 1 && baselineSpread === 0);
}

export function formatVerdict({ pass, meetsStretch }: Outcome): string {
  if (!pass) return 'MISSED';
  return meetsStretch ? 'stretch' : 'target';
}
