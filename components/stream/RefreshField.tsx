import { useState } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { announce } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { FullTime } from '../kit/Time.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { PROBLEM_WORDS, type Problem } from '../words/problem-words.ts';
import { t } from '../words/translate.ts';
import type { DetailActions } from './detail-actions.ts';

interface RefreshFieldProps {
  readonly row: ArchivedNotification;
  readonly actions: DetailActions;
}

type RefreshState = 'none' | 'asking' | 'silent' | Problem;

/** Asks VirusTotal for this one notification, and says what it answered then and when. */
export function RefreshField({ row, actions }: RefreshFieldProps) {
  const [state, setState] = useState<RefreshState>('none');
  const refresh = () => {
    setState('asking');
    actions.refresh(row.id).then(
      (reply) => {
        setState(reply.outcome === 'failed' ? reply.problem : 'none');
        announce(t(REPLY_WORDS[reply.outcome]));
      },
      () => setState('silent'),
    );
  };
  const { upstream } = row;
  return (
    <div class="refresh">
      <Button look="quiet" icon="refresh" busy={state === 'asking'} onClick={refresh}>
        {state === 'asking' ? t('refreshing') : t('refreshUpstream')}
      </Button>
      {upstream && (
        <p class={upstream.gone ? 'gone' : 'muted'}>
          {t(upstream.gone ? 'goneUpstream' : 'refreshed')} <FullTime ms={upstream.checkedAt} />
        </p>
      )}
      {state === 'silent' && <p class="fault">{t('backgroundSilent')}</p>}
      {typeof state === 'object' && <Refusal problem={state} />}
    </div>
  );
}

const REPLY_WORDS = { refreshed: 'refreshed', gone: 'goneUpstream', failed: 'refreshFailed' } as const;

function Refusal({ problem }: { readonly problem: Problem }) {
  return (
    <p class="fault">
      {t('refreshFailed')} {t(PROBLEM_WORDS[problem.code].title)}.{' '}
      {problem.message !== '' && <Untrusted text={problem.message} />}
    </p>
  );
}
