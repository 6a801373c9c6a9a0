import { nameHunt } from './list-visits.ts';
import { type Cell, isSame } from './run-matrix.ts';

export const describeCell = ({ visit, hunt }: Cell): string => {
  const { layout, card, probe } = visit;
  const where = `${layout.nested ? 'nested' : 'flat'}${layout.cap ? ', cap' : ''}${card ? ', card' : ''}`;
  return `${probe.number} ${probe.name}, ${nameHunt(hunt)}, ${where}`;
};

function describeColumn(cells: readonly Cell[]): string {
  const bad = cells.filter((cell) => !isSame(cell)).length;
  if (bad > 0) return `**${bad} of ${cells.length} not the same**`;
  const late = cells.filter(({ verdicts }) => verdicts.length > 1).length;
  return late === 0 ? `${cells.length} same` : `${cells.length} same (${late} at the second visit)`;
}

/** A row a probe and a column a hunt, in their own order; then whatever was not the same at once, both its outcomes. */
export function printTable(cells: readonly Cell[]): void {
  const hunts = [...new Set(cells.map(({ hunt }) => hunt))];
  const probes = [...new Set(cells.map(({ visit }) => visit.probe))];
  console.log(`| probe | ${hunts.map(nameHunt).join(' | ')} |`);
  console.log(`|---|${hunts.map(() => '---').join('|')}|`);
  for (const probe of probes) {
    const columns = hunts.map((hunt) =>
      describeColumn(cells.filter(({ visit, hunt: of }) => visit.probe === probe && of === hunt)),
    );
    console.log(`| ${probe.number} ${probe.name} | ${columns.join(' | ')} |`);
  }
  for (const cell of cells) {
    if (cell.verdicts.length === 1) continue;
    console.log(`\n${describeCell(cell)}`);
    for (const [at, { outcome, detail }] of cell.verdicts.entries())
      console.log(`visit ${at + 1}: ${outcome}${detail === '' ? '' : `\n${detail}`}`);
  }
}
