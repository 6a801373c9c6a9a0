import type { ScanVariant, scanCold, scanWarm } from './in-browser/scan.ts';
import { interleave } from './interleave.ts';
import { createReport } from './report-page.ts';
import type { Rig } from './rig/rig.ts';

type ScanScript = { readonly scanCold: typeof scanCold; readonly scanWarm: typeof scanWarm };
type ColdScan = Awaited<ReturnType<typeof scanCold>>;

const SIZES = { '1 MB': 1_000_000, '10 MB': 10_000_000 } as const;
export type ReportSize = keyof typeof SIZES;

/** Serves the report of a size, the same one for every row. */
export function serveReport(rig: Rig, size: ReportSize): Promise<string> {
  return rig.once(`report of ${size}`, () =>
    rig.serve(createReport({ characters: SIZES[size], seed: 1 }).html),
  );
}

/** Samples of all warm variants in one tab with one document of 1 MB. */
export function measureWarmScans(rig: Rig): Promise<Record<'ours' | 'floor' | 'iocExtractor', number[]>> {
  return rig.once('warm scans', async () => {
    const tab = await rig.openTab<ScanScript>(await serveReport(rig, '1 MB'), 'scan.ts');
    const samples = await tab.call('scanWarm', {
      variants: ['ours', 'floor', 'iocExtractor'],
      warmUp: rig.rounds(20, 10),
      rounds: rig.rounds(60, 20),
    });
    await tab.close();
    return samples;
  });
}

const COLD_VARIANTS = {
  '1 MB': ['ours', 'floor'],
  '10 MB': ['ours', 'unsliced', 'floor', 'iocExtractor'],
} as const;

/** Samples of each cold variant: a tab of its own for each, loaded, laid out and quiet before anything of ours runs. */
export function measureColdScans(rig: Rig, size: ReportSize): Promise<Record<ScanVariant, ColdScan[]>> {
  return rig.once(`cold scans of ${size}`, async () => {
    const url = await serveReport(rig, size);
    const scans: Record<ScanVariant, ColdScan[]> = { ours: [], unsliced: [], floor: [], iocExtractor: [] };
    const measure = async (variant: ScanVariant) => {
      const tab = await rig.openTab<ScanScript>(url, 'scan.ts');
      const scan = await tab.call('scanCold', variant);
      await tab.close();
      scans[variant].push(scan);
      return scan.ms;
    };
    const variants = COLD_VARIANTS[size].map((variant) => [variant, () => measure(variant)]);
    const rounds = size === '1 MB' ? rig.rounds(15, 7) : rig.rounds(7, 2);
    await interleave(Object.fromEntries(variants), { warmUp: 0, rounds, isTimeUp: rig.isTimeUp });
    return scans;
  });
}

export const listMs = (scans: readonly ColdScan[]): number[] => scans.map(({ ms }) => ms);
