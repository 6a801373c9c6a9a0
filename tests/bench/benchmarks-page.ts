import { formatRatio, formatSample, formatTarget, formatVerdict, isComparison } from './format.ts';
import type { Machine } from './machine.ts';
import type { Outcome } from './row.ts';

export interface BenchmarksPage {
  readonly machine: Machine;
  readonly outcomes: readonly Outcome[];
  /** Rows that were not measured. */
  readonly missing: readonly string[];
  /** Path from docs/ and what it shows. */
  readonly plots: readonly { readonly file: string; readonly title: string }[];
}

/** docs/benchmarks.md of a full run. */
export function createBenchmarksPage({ machine, outcomes, missing, plots }: BenchmarksPage): string {
  const { date, browser, processor, cores, memoryGb, system } = machine;
  return `# Benchmarks

Made by \`npm run bench\` on ${date}: ${browser}, ${processor}, ${cores} cores, ${memoryGb} GB, ${system}.

Both sides of a row run in turns in the same browser in the same run, so only the ratios travel to another machine.
Numbers are medians ± the median absolute deviation. Pages and archives are generated from a seed and invented. What each
row does, step by step, is in \`tests/bench/rows/\`, one file a row.

${[createTable(outcomes), ...nameMissing(missing)].join('\n\n')}

## What each row measures

${[outcomes.map(describe).join('\n'), ...createPlots(plots)].join('\n\n')}
`;
}

const nameMissing = (missing: readonly string[]): readonly string[] =>
  missing.length === 0 ? [] : [`Not measured in this run: ${missing.map((id) => `\`${id}\``).join(', ')}.`];

const createPlots = (plots: BenchmarksPage['plots']): readonly string[] =>
  plots.length === 0
    ? []
    : ['## From a thousand rows to a million', ...plots.map(({ file, title }) => `![${title}](${file})`)];

function createTable(outcomes: readonly Outcome[]): string {
  const head = ['row', 'ours', 'baseline', 'ratio', 'target', 'stretch', 'met'];
  const rows = outcomes.map((outcome) => [
    `\`${outcome.id}\``,
    formatSample(outcome.ours, outcome.oursSpread, outcome.unit),
    isComparison(outcome) ? formatSample(outcome.baseline, outcome.baselineSpread, outcome.unit) : '',
    formatRatio(outcome, outcome.ratio),
    formatTarget(outcome, outcome.target),
    formatTarget(outcome, outcome.stretch),
    formatVerdict(outcome),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function describe({ id, what, samples, notes }: Outcome): string {
  const runs = samples === 1 ? 'one run' : `${samples} runs`;
  return `- \`${id}\`: ${what} (${runs}).${notes.map((note) => `\n  ${note}.`).join('')}`;
}
