import {
  extractDomains,
  extractIPv4s,
  extractMD5s,
  extractSHA1s,
  extractSHA256s,
  extractURLs,
  refang,
} from 'ioc-extractor';
import { type InterleaveOptions, interleave } from '../interleave.ts';
import { readEveryCharacter } from './floor.ts';
import { type PageScan, scanPage } from './scan-page.ts';

export type ScanVariant = 'ours' | 'unsliced' | 'floor' | 'iocExtractor';

/** One run in a page that has run nothing yet, with the long tasks that the browser itself saw meanwhile. */
export async function scanCold(
  variant: ScanVariant,
): Promise<PageScan & { readonly longTasks: readonly number[] }> {
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  // In a task of its own, so that the debugger's call is no part of it.
  await new Promise((resolve) => setTimeout(resolve, 100));
  longTasks.length = 0;
  const scan = await run(variant);
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return { ...scan, longTasks };
}

/** Many runs over one document, one variant after the other. */
export function scanWarm(options: InterleaveOptions & { readonly variants: readonly ScanVariant[] }) {
  const variants = Object.fromEntries(
    options.variants.map((variant) => [variant, async () => (await run(variant)).ms]),
  ) as Record<ScanVariant, () => Promise<number>>;
  return interleave(variants, options);
}

async function run(variant: ScanVariant): Promise<PageScan> {
  if (variant === 'ours' || variant === 'unsliced') return scanPage({ isSliced: variant === 'ours' });
  const start = performance.now();
  const found = variant === 'floor' ? readEveryCharacter(document) : extractSixTypes();
  const ms = performance.now() - start;
  return { ms, found, keys: found, slices: [ms] };
}

/** The peer as its README uses it for single types, on the text that its users have: what the page shows. */
function extractSixTypes(): number {
  const text = refang(document.body.innerText);
  const options = { sort: false };
  return [
    extractMD5s(text, options),
    extractSHA1s(text, options),
    extractSHA256s(text, options),
    extractDomains(text, options),
    extractIPv4s(text, options),
    extractURLs(text, options),
  ].reduce((sum, { length }) => sum + length, 0);
}
