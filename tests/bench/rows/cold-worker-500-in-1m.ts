import { setTimeout as wait } from 'node:timers/promises';
import { formatNumber } from '../format.ts';
import type * as keyScript from '../in-browser/ask-archive.ts';
import type * as script from '../in-browser/send-message.ts';
import { interleave } from '../interleave.ts';
import { chooseArchive } from '../measure-popup.ts';
import { noteSize, openRowServer, openWithArchives, prepareArchive } from '../rig/archives.ts';
import { stopWorkers } from '../rig/stop-workers.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

/** What a worker does on its own account when it starts is over by then. */
const SETTLE_MS = 1500;
const QUESTION = { candidates: 500, known: 5 };

export const coldWorker500In1m: BenchRow = {
  id: 'cold-worker-500-in-1m',
  what: 'a stopped worker woken by 500 candidates until it has answered, a million rows in the archive, against the same woken by a message that it refuses at the door',
  unit: 'ms',
  better: 'lower',
  target: 3,
  stretch: 1.7,
  async measure(rig) {
    const browser = await openWithArchives(rig);
    const archive = await prepareArchive(rig, '1m');
    await chooseArchive(rig, archive);
    const url = await openRowServer(rig);
    const keysTab = await rig.openTab<typeof keyScript>(browser.blankUrl, 'ask-archive.ts', browser);
    const keys = await keysTab.call('createKeys', {
      ...QUESTION,
      name: archive.name,
      rows: archive.rows,
      url,
    });
    await keysTab.close();

    const ours = await rig.openTab<typeof script>(browser.blankUrl, 'send-message.ts', browser);
    const echo = await rig.openTab<typeof script>(browser.echoUrl, 'send-message.ts', browser);
    const measure = async (tab: typeof ours, message: unknown, check: (answer: unknown) => void) => {
      await stopWorkers(browser, tab);
      const { ms, answer } = await tab.call('measureAnswer', message);
      check(answer);
      await wait(SETTLE_MS);
      return ms;
    };
    const samples = await interleave(
      {
        ours: () => measure(ours, { type: 'ask-matches', keys: keys.join('\n') }, checkStates),
        baseline: () => measure(ours, { type: 'of-no-kind' }, () => undefined),
        bareEcho: () => measure(echo, 'echo', () => undefined),
      },
      { warmUp: 1, rounds: rig.rounds(20, 6), isTimeUp: rig.isTimeUp },
    );
    await ours.close();
    await echo.close();
    const bareEcho = formatNumber(findMedian(samples.bareEcho));
    const notes = [
      ...noteSize(archive),
      `another extension's worker, which does nothing but echo: ${bareEcho} ms`,
    ];
    return { ours: samples.ours, baseline: samples.baseline, notes };
  },
};

/** An answer that is none, or that finds nothing, would be quick too. */
function checkStates(answer: unknown): void {
  const { states = '' } = (answer ?? {}) as { states?: string };
  const known = [...states].filter((state) => state !== '.').length;
  if (states.length !== QUESTION.candidates || known === 0)
    throw new Error(`no real answer: ${JSON.stringify(answer)}`);
}
