import { useState } from 'preact/hooks';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { Desk } from './desk.ts';

export interface SampleActions {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly start: () => void;
  readonly leave: () => void;
}

/** Taking the sample stream into use, and leaving it. What comes of it is told as status. */
export function useSample(desk: Desk): SampleActions {
  const [state, setState] = useState<'none' | 'busy' | Problem>('none');
  const ask = (type: 'start-sample' | 'leave-sample') => {
    setState('busy');
    desk.send({ type }).then(
      (reply) => setState(reply.ok ? 'none' : reply.problem),
      (error) => setState({ code: 'archive-failed', message: String(error) }),
    );
  };
  return {
    busy: state === 'busy',
    problem: typeof state === 'object' ? state : undefined,
    start: () => ask('start-sample'),
    leave: () => ask('leave-sample'),
  };
}
