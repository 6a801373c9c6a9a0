import { useState } from 'preact/hooks';
import { plural } from '../words/translate.ts';
import { Button } from './Button.tsx';
import { Untrusted } from './Untrusted.tsx';

/** Longer than any honest name, shorter than a screen. */
const LENGTH_AT_FIRST = 400;

/** Untrusted text of any length: a name of 10,000 characters takes the screen only when it is asked for. */
export function LongText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false);
  if (all || text.length <= LENGTH_AT_FIRST) return <Untrusted text={text} />;
  return (
    <>
      <Untrusted text={`${text.slice(0, LENGTH_AT_FIRST)}…`} />{' '}
      <Button look="quiet" onClick={() => setAll(true)}>
        {plural('showAllCharacters', text.length)}
      </Button>
    </>
  );
}

const TEXTS_AT_FIRST = 12;

/** Several of them, each once. */
export function LongTextList({ texts }: { readonly texts: readonly string[] }) {
  const [all, setAll] = useState(false);
  const distinct = [...new Set(texts)];
  const shown = all ? distinct : distinct.slice(0, TEXTS_AT_FIRST);
  return (
    <ul class="texts">
      {shown.map((text) => (
        <li key={text}>
          <LongText text={text} />
        </li>
      ))}
      {shown.length < distinct.length && (
        <li>
          <Button look="quiet" onClick={() => setAll(true)}>
            {plural('showAllTexts', distinct.length)}
          </Button>
        </li>
      )}
    </ul>
  );
}
