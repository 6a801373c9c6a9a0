import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { announce } from '../kit/Announcer.tsx';
import { Banner } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { t } from '../words/translate.ts';
import type { DetailActions, StoredNote, UserNote } from './detail-actions.ts';

interface NoteFieldProps {
  readonly row: ArchivedNotification;
  readonly actions: DetailActions;
}

/** As the archive takes them (utils/messaging/detail-requests.ts). */
const TEXT_LIMIT = 20_000;
const LABEL_LIMIT = 100;
const LABELS_LIMIT = 50;

/** The user's own words about the indicator. They belong to it, not to this one notification. */
export function NoteField({ row, actions }: NoteFieldProps) {
  const [stored, setStored] = useStoredNote(row.keys, actions);
  const [isWritten, setIsWritten] = useState(false);
  if (stored === undefined) return null;
  // Once unfolded by a note it is the user's to fold, even if the note goes.
  if (!isWritten && hasWords(stored)) setIsWritten(true);
  return (
    <details class="detail-more" open={isWritten}>
      <summary>
        {t('noteSummary')}{' '}
        {stored.labels.map((label) => (
          <span class="tag" key={label}>
            <Untrusted text={label.slice(0, LABEL_LIMIT)} />
          </span>
        ))}
      </summary>
      <NoteForm
        stored={stored}
        onSave={async (note, was) => {
          const other = await actions.writeNote(stored.key, note, was);
          setStored({ key: stored.key, ...(other ?? note) });
          return other === undefined;
        }}
      />
    </details>
  );
}

/** The note as the archive has it now, wherever it is written; `undefined` until it is known. */
function useStoredNote(
  keys: readonly IndicatorKey[],
  actions: DetailActions,
): readonly [StoredNote | undefined, (note: StoredNote) => void] {
  const [stored, setStored] = useState<StoredNote>();
  // Reads that a later one or a save overtook say what was.
  const turn = useRef(0);
  const key = keys[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same indicator has the same first key
  useEffect(() => {
    if (key === undefined) return;
    const read = () => {
      turn.current += 1;
      const mine = turn.current;
      actions.readNote(keys).then(
        (note = { key, text: '', labels: [] }) => {
          if (mine === turn.current) setStored(note);
        },
        () => undefined,
      );
    };
    read();
    const stop = actions.onChange(read);
    return () => {
      turn.current += 1;
      stop();
    };
  }, [key, actions]);
  const put = (note: StoredNote) => {
    turn.current += 1;
    setStored(note);
  };
  return [stored, put];
}

interface NoteFormProps {
  readonly stored: UserNote;
  /** Over `was` only. False when something else was stored meanwhile; rejects when it was not kept. */
  readonly onSave: (note: UserNote, was: UserNote) => Promise<boolean>;
}

type SaveState = 'none' | 'saving' | 'saved' | 'failed';

interface Draft {
  readonly text: string;
  readonly labels: string;
  /** The note that it was begun from. */
  readonly base: UserNote;
}

/** Follows the stored note until something is typed; from then on it is the user's, and a note from elsewhere is shown. */
function NoteForm({ stored, onSave }: NoteFormProps) {
  const id = useId();
  const [draft, setDraft] = useState<Draft>();
  const [state, setState] = useState<SaveState>('none');
  const shown = draft ?? begin(stored);
  const note = draft === undefined ? stored : { text: draft.text.trim(), labels: parseLabels(draft.labels) };
  const isSaving = state === 'saving';
  const isOvertaken = !isSaving && !isSame(stored, shown.base) && !isSame(stored, note);
  const save = (was: UserNote) => {
    setState('saving');
    onSave(note, was).then(
      (isKept) => {
        setState(isKept ? 'saved' : 'none');
        if (!isKept) return;
        // What was typed on meanwhile goes on from what was saved.
        setDraft((now) => (now === undefined || now === draft ? undefined : { ...now, base: note }));
        announce(t('noteSaved'));
      },
      // What was typed stays where it is.
      () => setState('failed'),
    );
  };
  const edit = (change: Partial<Draft>) => {
    const next = { ...shown, ...change };
    const { text, labels } = begin(next.base);
    const isBack = !isSaving && next.text === text && next.labels === labels;
    setDraft(isBack ? undefined : next);
    if (!isSaving) setState('none');
  };
  return (
    <form
      class="note"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) save(shown.base);
      }}
    >
      <label for={`${id}-text`}>{t('noteLabel')}</label>
      <textarea
        id={`${id}-text`}
        rows={3}
        maxLength={TEXT_LIMIT}
        dir="auto"
        value={shown.text}
        onInput={({ currentTarget }) => edit({ text: currentTarget.value })}
      />
      <label for={`${id}-labels`}>{t('noteLabels')}</label>
      <input
        id={`${id}-labels`}
        type="text"
        maxLength={LABEL_LIMIT * LABELS_LIMIT}
        autocomplete="off"
        value={shown.labels}
        onInput={({ currentTarget }) => edit({ labels: currentTarget.value })}
      />
      {isOvertaken && (
        <Overtaken
          stored={stored}
          onSaveOver={() => save(stored)}
          onDrop={() => {
            setDraft(undefined);
            setState('none');
          }}
        />
      )}
      <div class="form-end">
        <Button type="submit" busy={isSaving || isOvertaken || isSame(note, stored)}>
          {t('noteSave')}
        </Button>
        {state === 'saved' && draft === undefined && <span class="good">{t('noteSaved')}</span>}
        {state === 'failed' && (
          <span class="fault" role="alert">
            {t('noteFailed')}
          </span>
        )}
      </div>
    </form>
  );
}

interface OvertakenProps {
  readonly stored: UserNote;
  readonly onSaveOver: () => void;
  readonly onDrop: () => void;
}

/** Another note was stored while this one was written: what it says, and which of the two shall stay. */
function Overtaken({ stored, onSaveOver, onDrop }: OvertakenProps) {
  const id = useId();
  return (
    <Banner
      tone="warn"
      title={t('noteOvertaken')}
      action={
        <div class="form-end">
          <Button onClick={onSaveOver}>{t('noteSaveOver')}</Button>
          <Button look="quiet" onClick={onDrop}>
            {t('noteDrop')}
          </Button>
        </div>
      }
    >
      {hasWords(stored) ? (
        <>
          <label for={id}>{t('noteStored')}</label>
          <textarea id={id} rows={3} dir="auto" readOnly value={joinWords(stored)} />
        </>
      ) : (
        <p>{t('noteDeleted')}</p>
      )}
    </Banner>
  );
}

const joinWords = ({ text, labels }: UserNote): string =>
  [text, labels.join(', ')].filter((part) => part !== '').join('\n');

const hasWords = ({ text, labels }: UserNote): boolean => text !== '' || labels.length > 0;

const begin = (base: UserNote): Draft => ({ text: base.text, labels: base.labels.join(', '), base });

/** Between commas, each once. */
function parseLabels(text: string): readonly string[] {
  const labels = text.split(',').map((label) => label.trim().slice(0, LABEL_LIMIT));
  return [...new Set(labels.filter((label) => label !== ''))].slice(0, LABELS_LIMIT);
}

const isSame = (a: UserNote, b: UserNote): boolean =>
  a.text === b.text &&
  a.labels.length === b.labels.length &&
  a.labels.every((label, i) => label === b.labels[i]);
