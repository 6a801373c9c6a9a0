import type { BenchTab, Script } from './bench-tab.ts';

/**
 * What the tab's main thread has worked so far: by the clock on the wall, or by the processor's count of its thread, which
 * does not grow while others have the processor.
 */
export async function readBusyMs<S extends Script>(
  tab: BenchTab<S>,
  timeDomain: 'timeTicks' | 'threadTicks' = 'timeTicks',
): Promise<number> {
  await tab.send('Performance.enable', { timeDomain });
  const { metrics } = await tab.send<{ metrics: { name: string; value: number }[] }>(
    'Performance.getMetrics',
  );
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}
