import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { plural, t } from '../words/translate.ts';

interface ArchiveQuestionProps {
  readonly rows: number;
  readonly onAnswer: (archive: 'same' | 'new') => void;
  readonly onCancel: () => void;
}

/** Another key over an archive that holds something: whose is it? Takes the focus, since Save waits for the answer. */
export function ArchiveQuestion({ rows, onAnswer, onCancel }: ArchiveQuestionProps) {
  const question = useRef<HTMLElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <section class="question" ref={question} tabIndex={-1} aria-labelledby="archive-question">
      <h3 id="archive-question">{t('archiveQuestion')}</h3>
      <p>{plural('archiveQuestionBody', rows)}</p>
      <div class="form-end">
        <Button look="primary" onClick={() => onAnswer('same')}>
          {t('archiveSame')}
        </Button>
        <Button onClick={() => onAnswer('new')}>{t('archiveNew')}</Button>
        <Button look="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </section>
  );
}
