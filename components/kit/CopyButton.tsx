import { useEffect, useState } from 'preact/hooks';
import { type MessageKey, t } from '../words/translate.ts';
import { announce } from './Announcer.tsx';
import { Button, IconButton } from './Button.tsx';
import type { IconName } from './Icon.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, as the button's name: "Copy SHA-256". */
  readonly label: string;
  /** Shown beside the sign, where several things can be copied. */
  readonly word?: string;
  readonly icon?: IconName;
  readonly tabIndex?: number;
}

const SHOWN_MS = 1600;
type Outcome = 'none' | 'copied' | 'failed';
const SAID: Readonly<Record<Exclude<Outcome, 'none'>, MessageKey>> = {
  copied: 'copied',
  failed: 'copyFailed',
};

/** Copies `text` exactly as it is, and says whether that worked: by sign, by word and to screen readers. */
export function CopyButton({ text, label, word, icon = 'copy', tabIndex = 0 }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const show = (next: Exclude<Outcome, 'none'>) => {
    setOutcome(next);
    announce(t(SAID[next]));
  };
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => show('copied'),
      () => show('failed'),
    );
  const sign = outcome === 'copied' ? 'check' : outcome === 'failed' ? 'warning' : icon;
  return (
    <span class="copy" data-outcome={outcome}>
      {word === undefined ? (
        <IconButton icon={sign} label={label} tabIndex={tabIndex} onClick={copy} />
      ) : (
        <Button look="quiet" icon={sign} label={label} onClick={copy}>
          {word}
        </Button>
      )}
      {outcome !== 'none' && (
        <span class="copy-said" aria-hidden="true">
          {t(SAID[outcome])}
        </span>
      )}
    </span>
  );
}
