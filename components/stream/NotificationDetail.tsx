import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { guiLink } from '../../utils/ioc/gui-link.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { announce } from '../kit/Announcer.tsx';
import { Icon } from '../kit/Icon.tsx';
import { isFocusLost } from '../kit/use-kept-focus.ts';
import { t } from '../words/translate.ts';
import { DeleteField } from './DeleteField.tsx';
import { DetailFacts } from './DetailFacts.tsx';
import { DetailToolbar } from './DetailToolbar.tsx';
import { DeletionsContext } from './deletions.ts';
import { DetailActionsContext } from './detail-actions.ts';
import { MuteMenu } from './MuteMenu.tsx';
import { listMuteTargets } from './mutes.ts';
import { NoteField } from './NoteField.tsx';
import { OtherNotifications } from './OtherNotifications.tsx';
import { RefreshField } from './RefreshField.tsx';
import { SnippetView } from './SnippetView.tsx';
import { useCurrentRow } from './use-current-row.ts';

interface NotificationDetailProps {
  readonly notification: ArchivedNotification;
  /** The other notifications of its indicator are listed around it already. */
  readonly amongOthers?: boolean;
}

/** Everything the archive holds about one notification, and what can be done with it (DetailActionsContext). */
export function NotificationDetail(props: NotificationDetailProps) {
  // Another notification is another detail: nothing typed or answered for one may be shown, or saved, with the next.
  return <Detail key={props.notification.id} {...props} />;
}

function Detail({ notification, amongOthers = false }: NotificationDetailProps) {
  const actions = useContext(DetailActionsContext);
  const row = useCurrentRow(notification, actions);
  const link = guiLink(row.entity);
  const deletion = useContext(DeletionsContext)?.deletions.states.value.get(row.id);
  const deleteField = <DeleteField id={row.id} />;
  const isDeleted = deletion?.phase === 'deleted' || deletion?.phase === 'restoring';
  const box = useReturn(isDeleted);
  // What is deleted is not shown on; it can be put back.
  if (isDeleted)
    return (
      <div class="detail" ref={box}>
        {deleteField}
      </div>
    );
  return (
    <div class="detail" ref={box}>
      {row.hunting?.snippet !== undefined && <SnippetView snippet={row.hunting.snippet} />}
      <DetailFacts notification={row} />
      <div class="detail-line">
        {link !== undefined && (
          <a class="link" href={link} target="_blank" rel="noreferrer">
            {t('openInVirusTotal')}
            <Icon name="external" />
          </a>
        )}
        {actions && <DetailToolbar row={row} actions={actions} />}
      </div>
      {actions && (
        <>
          <RefreshField row={row} actions={actions} />
          {!amongOthers && <OtherNotifications row={row} actions={actions} />}
          <NoteField row={row} actions={actions} />
        </>
      )}
      <MuteMenu targets={listMuteTargets(row)} />
      {deleteField}
    </div>
  );
}

/** What was put back is said to be, and "Undo", which is gone, leaves the focus where the deletion began. */
function useReturn(isDeleted: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const wasDeleted = useRef(isDeleted);
  useLayoutEffect(() => {
    const isBack = wasDeleted.current && !isDeleted;
    wasDeleted.current = isDeleted;
    if (!isBack) return;
    announce(t('deletedOneBack'));
    if (isFocusLost()) box.current?.querySelector<HTMLElement>('.deletion > button')?.focus();
  }, [isDeleted]);
  return box;
}
