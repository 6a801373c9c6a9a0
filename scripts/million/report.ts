export interface Report {
  /** A number that was measured, in ms unless its unit is given. */
  figure(what: string, value: number, unit?: string): void;
  /** Something that must hold. A check that throws fails; the next ones still run. */
  check(what: string, run: () => Promise<void>): Promise<void>;
  /** Prints everything as a Markdown table; returns how many checks failed. */
  finish(): number;
}

/** What was measured and what held, in the order in which it came. */
export function createReport(say: (text: string) => void): Report {
  const lines: { what: string; said: string }[] = [];
  let failed = 0;
  const note = (what: string, said: string) => {
    lines.push({ what, said });
    say(`${what}: ${said}`);
  };
  return {
    figure: (what, value, unit = 'ms') => note(what, `${round(value)} ${unit}`),
    async check(what, run) {
      const started = performance.now();
      try {
        await run();
        note(what, `held (${round((performance.now() - started) / 1000)} s)`);
      } catch (error) {
        failed++;
        note(what, `FAILED: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    finish() {
      console.log(`\n| what | seen |\n|---|---|`);
      for (const { what, said } of lines) console.log(`| ${what} | ${said.replaceAll('|', '\\|')} |`);
      console.log(failed === 0 ? '\nEverything held.' : `\n${failed} checks failed.`);
      return failed;
    },
  };
}

const round = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });

/** Throws in words unless both are the same. */
export function expectSame<T>(what: string, seen: T, wanted: T): void {
  if (seen !== wanted) throw new Error(`${what} is ${String(seen)}, not ${String(wanted)}`);
}
