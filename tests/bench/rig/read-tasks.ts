import type { DevTools } from './dev-tools.ts';

/** One task of a page's main thread, in milliseconds. */
export interface Task {
  /** By the clock on the wall: what `longtask` entries go by. */
  readonly wallMs: number;
  /** By the processor's count of the thread, which does not grow while others have the processor. */
  readonly cpuMs: number;
  /**
   * What of it was spent in the script's functions, with what the browser did for them at once, by both counts. A trace
   * does not say whose microtasks run: they count too, but for those of animation frames.
   */
  readonly ownWallMs: number;
  readonly ownCpuMs: number;
}

/** Trace Event Format: complete events, times in microseconds, `tdur` of the thread's own clock. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'v8'];
const TASKS: ReadonlySet<string> = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
const CALLS: ReadonlySet<string> = new Set(['FunctionCall', 'EvaluateScript']);

async function trace(devTools: DevTools, run: () => Promise<unknown>): Promise<readonly TraceEvent[]> {
  await devTools.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await run();
  const { promise, resolve } = Promise.withResolvers<string>();
  const stop = devTools.on('Tracing.tracingComplete', (done) => resolve((done as { stream: string }).stream));
  await devTools.send('Tracing.end');
  const handle = await promise;
  stop();
  let json = '';
  for (let isEnd = false; !isEnd; ) {
    const { data, eof } = await devTools.send<{ data: string; eof: boolean }>('IO.read', { handle });
    json += data;
    isEnd = eof;
  }
  await devTools.send('IO.close', { handle });
  return (JSON.parse(json) as { traceEvents: TraceEvent[] }).traceEvents;
}

/** The thread that ran most animation frames: the main thread of the page that `run` is about. */
function findMainThread(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const frames = Map.groupBy(
    events.filter(({ name }) => name === 'FireAnimationFrame'),
    threadOf,
  );
  const [main] = [...frames].toSorted(([, a], [, b]) => b.length - a.length);
  if (main === undefined) throw new Error('the trace has no animation frame');
  return (event) => threadOf(event) === main[0];
}

const endOf = ({ ts, dur = 0 }: TraceEvent) => ts + dur;

/** Of events in order of their beginnings: those that are the script's, outermost first. */
function listOwn(events: readonly TraceEvent[], ending: string): readonly TraceEvent[] {
  let frameEnd = 0;
  return events.filter((event) => {
    const { name, ts, args } = event;
    if (name === 'FireAnimationFrame') frameEnd = endOf(event);
    if (name === 'RunMicrotasks') return ts >= frameEnd;
    return CALLS.has(name) && args?.data?.url?.endsWith(ending) === true;
  });
}

/** The tasks of a page's main thread while `run` runs, with the part that the script whose URL ends with `ending` has. */
export async function readTasks(
  devTools: DevTools,
  run: () => Promise<unknown>,
  ending: string,
): Promise<readonly Task[]> {
  const events = await trace(devTools, run);
  const isMain = findMainThread(events);
  const complete = events
    .filter((event) => event.ph === 'X' && isMain(event))
    .toSorted((a, b) => a.ts - b.ts);
  const own = listOwn(complete, ending);
  let next = 0;
  return complete
    .filter(({ name }) => TASKS.has(name))
    .map((task) => {
      let [ownWallMs, ownCpuMs, until] = [0, 0, 0];
      for (let call = own[next]; call !== undefined && call.ts < endOf(task); call = own[++next]) {
        // A call within a call is counted with it.
        if (call.ts < until) continue;
        until = endOf(call);
        ownWallMs += (call.dur ?? 0) / 1000;
        ownCpuMs += (call.tdur ?? 0) / 1000;
      }
      return { wallMs: (task.dur ?? 0) / 1000, cpuMs: (task.tdur ?? 0) / 1000, ownWallMs, ownCpuMs };
    });
}
