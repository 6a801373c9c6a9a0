import { useCallback, useRef, useState } from 'preact/hooks';
import type { ExportOffer, ExportOutcome, ExportTarget } from './export-offer.ts';

export type ExportState =
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly rows: number }
  | { readonly phase: 'ended'; readonly result: ExportOutcome; readonly target: ExportTarget };

type Request = Parameters<ExportOffer['run']>[0];

/** One export at a time, its progress, and how it ended. */
export function useExportRun(run: ExportOffer['run']) {
  const [state, setState] = useState<ExportState>({ phase: 'none' });
  const stop = useRef<AbortController | undefined>(undefined);
  const start = (request: Request) => {
    const mine = new AbortController();
    stop.current = mine;
    setState({ phase: 'running', rows: 0 });
    const onRows = (rows: number) => {
      if (!mine.signal.aborted) setState({ phase: 'running', rows });
    };
    const end = (result: ExportOutcome) => {
      // After a cancel, the end of the cancelled one says nothing over what came after it.
      if (stop.current === mine) setState({ phase: 'ended', result, target: request.target });
    };
    run(request, { signal: mine.signal, onRows }).then(end, (error: unknown) =>
      end({ outcome: 'failed', message: String(error) }),
    );
  };
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { state, start, cancel };
}
