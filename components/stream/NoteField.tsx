import { useEffect, useId, useState } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { announce } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { t } from '../words/translate.ts';
import type { DetailActions, UserNote } from './detail-actions.ts';

interface NoteFieldProps {
  readonly row: ArchivedNotification;
  readonly actions: DetailActions;
}

/** As the archive takes them (utils/messaging/detail-requests.ts). */
const TEXT_LIMIT = 20_000;
const LABEL_LIMIT = 100;
const LABELS_LIMIT = 50;
const NO_NOTE: UserNote = { text: '', labels: [] };

/** The user's own words about the indicator. They belong to it, not to this one notification. */
export function NoteField({ row, actions }: NoteFieldProps) {
  const [kept, setKept] = useState<UserNote>();
  const { keys } = row;
  useEffect(() => {
    let gone = false;
    actions.readNote(keys).then(
      (note = NO_NOTE) => gone || setKept(note),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [keys[0], actions]);
  const key = keys[0];
  if (kept === undefined || key === undefined) return null;
  return (
    <details class="detail-more" open={kept.text !== '' || kept.labels.length > 0}>
      <summary>
        {t('noteSummary')}{' '}
        {kept.labels.map((label) => (
          <span class="tag" key={label}>
            <Untrusted text={label.slice(0, LABEL_LIMIT)} />
          </span>
        ))}
      </summary>
      <NoteForm kept={kept} onSave={(note) => actions.writeNote(key, note).then(() => setKept(note))} />
    </details>
  );
}

interface NoteFormProps {
  readonly kept: UserNote;
  /** Rejects when it was not kept. */
  readonly onSave: (note: UserNote) => Promise<void>;
}

type SaveState = 'none' | 'saving' | 'saved' | 'failed';

function NoteForm({ kept, onSave }: NoteFormProps) {
  const id = useId();
  const [text, setText] = useState(kept.text);
  const [labels, setLabels] = useState(kept.labels.join(', '));
  const [state, setState] = useState<SaveState>('none');
  const note = { text: text.trim(), labels: parseLabels(labels) };
  const save = () => {
    setState('saving');
    onSave(note).then(
      () => {
        setState('saved');
        announce(t('noteSaved'));
      },
      // What was typed stays where it is.
      () => setState('failed'),
    );
  };
  const edit = (change: () => void) => {
    change();
    setState('none');
  };
  return (
    <form
      class="note"
      onSubmit={(event) => {
        event.preventDefault();
        if (state !== 'saving') save();
      }}
    >
      <label for={`${id}-text`}>{t('noteLabel')}</label>
      <textarea
        id={`${id}-text`}
        rows={3}
        maxLength={TEXT_LIMIT}
        dir="auto"
        value={text}
        onInput={({ currentTarget }) => edit(() => setText(currentTarget.value))}
      />
      <label for={`${id}-labels`}>{t('noteLabels')}</label>
      <input
        id={`${id}-labels`}
        type="text"
        maxLength={LABEL_LIMIT * LABELS_LIMIT}
        autocomplete="off"
        value={labels}
        onInput={({ currentTarget }) => edit(() => setLabels(currentTarget.value))}
      />
      <div class="form-end">
        <Button type="submit" busy={state === 'saving' || isSame(note, kept)}>
          {t('noteSave')}
        </Button>
        {state === 'saved' && <span class="good">{t('noteSaved')}</span>}
        {state === 'failed' && (
          <span class="fault" role="alert">
            {t('noteFailed')}
          </span>
        )}
      </div>
    </form>
  );
}

/** Between commas, each once. */
function parseLabels(text: string): readonly string[] {
  const labels = text.split(',').map((label) => label.trim().slice(0, LABEL_LIMIT));
  return [...new Set(labels.filter((label) => label !== ''))].slice(0, LABELS_LIMIT);
}

const isSame = (a: UserNote, b: UserNote): boolean =>
  a.text === b.text && a.labels.join(',') === b.labels.join(',');
