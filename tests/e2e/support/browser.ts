/** The little that an end-to-end scenario needs of a browser, so that one scenario runs in Chromium and in Firefox. */
export interface Tab {
  goto(url: string): Promise<void>;
  evaluate<T, A>(run: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  /** Types into the field with this label, as a user would. */
  fill(label: string, value: string): Promise<void>;
  /** Clicks the first visible button, tab or link with this text. */
  press(name: string): Promise<void>;
  screenshot(): Promise<Uint8Array>;
  /** The viewport, in CSS pixels. */
  resize(size: { width: number; height: number }): Promise<void>;
  close(): Promise<void>;
}

export interface TestBrowser {
  readonly name: 'chromium' | 'firefox';
  openTab(url: string): Promise<Tab>;
  /** An extension page, such as `options.html`. */
  openDesk(path: string): Promise<Tab>;
  /** The tab that the extension itself opened on one of its pages. */
  findDesk(path: string): Promise<Tab>;
  /** Ends the background (service worker or event page) as the browser itself does, and waits until it is gone. */
  stopBackground(): Promise<void>;
  /** Closes the browser and returns every URL that its own network log says it requested over http(s). */
  close(): Promise<readonly string[]>;
}

/** Runs in the page: the input that a label names. */
export function findField(label: string): HTMLInputElement | null {
  for (const each of document.querySelectorAll('label')) {
    if (each.textContent?.trim().startsWith(label) && each.control instanceof HTMLInputElement)
      return each.control;
  }
  return null;
}

/** Runs in the page: the visible control with this text. */
export function findControl(name: string): HTMLElement | null {
  const controls = document.querySelectorAll<HTMLElement>('button, a, [role=tab], summary');
  for (const each of controls) {
    const label = each.getAttribute('aria-label') ?? each.textContent ?? '';
    if (label.trim().startsWith(name) && each.checkVisibility()) return each;
  }
  return null;
}

/** Waits until `read` gives a value that `accept` takes; fails with the last value seen. */
export async function waitFor<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
): Promise<T> {
  // Only what never comes is a failure: on a busy machine, reading in a large archive alone takes over half a minute.
  const limitMs = 120_000;
  const started = performance.now();
  let last: unknown;
  do {
    try {
      const value = await read();
      if (accept(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (performance.now() - started < limitMs);
  throw new Error(
    `waited ${limitMs} ms for ${what}; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
