import { afterEach, beforeEach, expect } from 'vitest';

/** Every test of the file fails in which a promise is rejected that nobody handles. */
export function watchRejections(): void {
  const rejections: unknown[] = [];
  const keep = ({ reason }: PromiseRejectionEvent) => rejections.push(reason);
  beforeEach(() => {
    rejections.length = 0;
    addEventListener('unhandledrejection', keep);
  });
  afterEach(() => {
    removeEventListener('unhandledrejection', keep);
    expect(rejections).toEqual([]);
  });
}
