import { useEffect, useRef } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { findAction, useLetters } from '../kit/letters.ts';
import { Untrusted } from '../kit/Untrusted.tsx';
import { headline, mainValue } from '../stream/entity-words.ts';
import { NotificationDetail } from '../stream/NotificationDetail.tsx';
import { t } from '../words/translate.ts';

interface DetailPaneProps {
  readonly notification: ArchivedNotification;
  readonly onBack: () => void;
  /** Absent at the list's end. */
  readonly onNewer: (() => void) | undefined;
  readonly onOlder: (() => void) | undefined;
}

/** One notification over the list that it was opened from. Escape leads back; the letters for up and down leaf. */
export function DetailPane({ notification, onBack, onNewer, onOlder }: DetailPaneProps) {
  const letters = useLetters();
  const pane = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another notification is read from its beginning
  useEffect(() => {
    pane.current?.focus({ preventScroll: true });
    pane.current?.scrollTo(0, 0);
  }, [notification.id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const key = findAction(letters, event) ?? event.key;
    const action = key === 'Escape' ? onBack : key === 'down' ? onOlder : key === 'up' ? onNewer : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus when it opens, and is scrolled by keys
    <section class="detail-pane" aria-label={t('detailLabel')} ref={pane} tabIndex={0} onKeyDown={onKeyDown}>
      <header class="detail-head">
        <Button look="quiet" icon="back" onClick={onBack}>
          {t('backToList')}
        </Button>
        <span class="detail-steps">
          {onNewer && <IconButton icon="up" label={t('previousRow')} onClick={onNewer} />}
          {onOlder && <IconButton icon="down" label={t('nextRow')} onClick={onOlder} />}
        </span>
      </header>
      <h2 class="detail-title">
        <span class="detail-value">
          <Untrusted text={mainValue(notification)} />
        </span>
        <span class="muted">
          <Untrusted text={headline(notification)} />
        </span>
      </h2>
      <NotificationDetail notification={notification} />
    </section>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
