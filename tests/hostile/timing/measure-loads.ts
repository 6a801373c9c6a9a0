/**
 * The timing probe's page side. Every load is a frame of another origin of the attacker's site (in one of the page's own
 * origin nothing is drawn: utils/highlight/canvas-reach.ts) that holds copies of some indicators; the frame's content
 * script works in the attacker's process, where a loop of messages in the frame notices any work done.
 */

/** What one load gives away, in numbers. Larger: later, or more work. */
export interface TimedLoad {
  /** Index into the texts asked about. */
  readonly text: number;
  /** ms from the frame's load to the overlay's element in its root; the limit when there came none. */
  readonly mount: number;
  /** Turns of a message loop that did not fit into the time after the load, against the longest count of the run. */
  readonly work: number;
  /** Longest pause of that loop, ms. */
  readonly pause: number;
  /** Longest gap between two animation frames, ms. */
  readonly frame: number;
}

export interface LoadPlan {
  /** Indicators of one kind of load each, joined by '+'. */
  readonly texts: readonly string[];
  readonly copies: number;
  readonly watchMs: number;
  /** Of `Math.random`-like quality, but the same order in every run: which text comes when. */
  readonly order: readonly number[];
  /** Of the frames. */
  readonly origin: string;
  /** Appended to the frame's address. */
  readonly query: string;
  /** What a second frame holds, loaded while the background is at work for the first: that one is watched, then. */
  readonly beside?: string;
}

/** How long each load is watched: the moments at which answers are shown lie mostly within (utils/highlight/ticks.ts). */
export const WATCH_MS = 220;

export const OBSERVABLES = ['mount', 'work', 'pause', 'frame'] as const;
export type Observable = (typeof OBSERVABLES)[number];

/** What a frame tells of itself, once it has been watched. */
interface Watched extends Omit<TimedLoad, 'text' | 'work'> {
  readonly turns: number;
}

/**
 * Runs in every frame: sees the overlay's coming from its own script on, for it may be there before the page hears that the
 * frame has loaded; all else when the page says so, for so many ms.
 */
function watchLoad(): void {
  const root = document.documentElement;
  const start = performance.now();
  let mounted = Number.POSITIVE_INFINITY;
  const observer = new MutationObserver(() => {
    if (root.lastElementChild?.localName !== 'div') return;
    mounted = performance.now() - start;
    observer.disconnect();
  });
  observer.observe(root, { childList: true });

  function runLoop(start: number, watchMs: number): Promise<Omit<Watched, 'mount'>> {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const end = start + watchMs;
      let [turns, pause, frame] = [0, 0, 0];
      let last = performance.now();
      let lastFrame = last;
      const onFrame = () => {
        frame = Math.max(frame, performance.now() - lastFrame);
        lastFrame = performance.now();
        if (lastFrame < end) requestAnimationFrame(onFrame);
      };
      requestAnimationFrame(onFrame);
      port1.onmessage = () => {
        const now = performance.now();
        pause = Math.max(pause, now - last);
        last = now;
        turns++;
        if (now < end) port2.postMessage(0);
        else resolve({ turns, pause, frame });
      };
      port2.postMessage(0);
    });
  }

  addEventListener('message', async ({ data: watchMs }: MessageEvent<number>) => {
    const loop = await runLoop(performance.now(), watchMs);
    parent.postMessage({ ...loop, mount: Math.min(mounted, watchMs) } satisfies Watched, '*');
  });
}

/** Runs in the attacker's page; `/frame.html` writes as many copies of each indicator as it is told. */
export async function measureLoads(plan: LoadPlan): Promise<TimedLoad[]> {
  const { order, texts, copies, origin, query, watchMs, beside } = plan;
  const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

  async function addFrame(words: string | undefined): Promise<HTMLIFrameElement> {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'width:700px;height:600px;border:0';
    frame.src = `${origin}/frame.html${query}#${copies},${words}`;
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.append(frame);
    await loaded;
    return frame;
  }

  function watch(frame: HTMLIFrameElement): Promise<Watched> {
    return new Promise((resolve) => {
      addEventListener('message', ({ data }: MessageEvent<Watched>) => resolve(data), { once: true });
      frame.contentWindow?.postMessage(watchMs, '*');
    });
  }

  async function loadOnce(text: number): Promise<TimedLoad & Watched> {
    const asking = await addFrame(texts[text]);
    const frame = beside === undefined ? asking : await addFrame(beside);
    const watched = await watch(frame);
    frame.remove();
    asking.remove();
    await rest(20);
    return { text, work: 0, ...watched };
  }

  for (const text of order.slice(0, 10)) await loadOnce(text);
  const loads: (TimedLoad & Watched)[] = [];
  for (const text of order) loads.push(await loadOnce(text));
  const most = Math.max(...loads.map(({ turns }) => turns));
  return loads.map(({ turns, ...load }) => ({ ...load, work: most - turns }));
}

/** Serves as `/frame.html`. The text comes in the fragment, which no server sees. */
export const FRAME_PAGE = `<!doctype html><meta charset="utf-8">
<style>body { margin: 0; font: 8px/9px monospace } div { white-space: nowrap; float: left; width: 340px }</style>
<body><script>
  const [copies, texts] = location.hash.slice(1).split(',');
  for (const text of texts.split('+')) {
    for (let n = 0; n < Number(copies); n++) {
      const line = document.createElement('div');
      line.textContent = text;
      document.body.append(line);
    }
  }
  (${watchLoad})();
</script>`;
