import { expect } from '@playwright/test';
import { findAxeFaults } from './axe.ts';
import type { PlaywrightTab } from './chromium.ts';

interface Frame {
  /** CSS pixels, the usual first. */
  readonly widths: readonly number[];
  readonly height?: number;
  readonly fullPage?: boolean;
}

/**
 * Looks at one state of a screen: a picture at every width in both colour schemes, kept in screenshots/; nothing may run
 * over; axe at the usual width. A scheme changes nothing but colours (tests/components/tokens.test.ts), so that the state
 * is reached once for both, and the dark one is held against the rules about colour.
 */
export async function inspect(tab: PlaywrightTab, name: string, frame: Frame): Promise<void> {
  const { page } = tab;
  const { widths, height = 760, fullPage = false } = frame;
  const take = async (width: number, colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png`, fullPage });
  };
  for (const width of widths.toReversed()) {
    await page.setViewportSize({ width, height });
    await take(width, 'dark');
    if (width === widths[0]) expect(await findAxeFaults(tab, { colours: true }), `${name}, dark`).toEqual([]);
    await take(width, 'light');
    expect(await page.evaluate(findOutside), `${name} at ${width}`).toEqual([]);
  }
  expect(await findAxeFaults(tab), `${name}, light`).toEqual([]);
}

/** Runs in the page: controls that reach beyond its sides, and the page itself when it scrolls sideways. */
export function findOutside(): readonly string[] {
  const controls = [...document.querySelectorAll('button, input, a, select, textarea, dialog')];
  const isOutside = (control: Element) => {
    const { left, right, width } = control.getBoundingClientRect();
    return control.checkVisibility() && width > 1 && (left < 0 || right > innerWidth);
  };
  const found = controls.filter(isOutside).map(({ outerHTML }) => outerHTML.slice(0, 120));
  return document.documentElement.scrollWidth > innerWidth ? ['the page scrolls', ...found] : found;
}
