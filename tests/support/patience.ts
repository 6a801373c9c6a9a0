import { vi } from 'vitest';

/** How long a condition may take to come true, in ms. Nothing is timed: a busy machine makes a test late, not wrong. */
export const PATIENCE_MS = 60_000;

const { waitFor } = vi;

/** Vitest has no setting for this: its own limit is one second. */
vi.waitFor = (check, options) =>
  waitFor(check, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options });
