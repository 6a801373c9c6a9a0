import { useMemo, useState } from 'preact/hooks';
import { hexByte, parseSnippet, renderByte, type Snippet, type SnippetRow } from '../../utils/ioc/snippet.ts';
import { Button } from '../kit/Button.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { plural, t } from '../words/translate.ts';
import { SnippetCopies } from './SnippetCopies.tsx';

/** Snippets of VirusTotal end after 29 lines; only a hostile or broken one is longer. */
const LINES_AT_FIRST = 40;

/** The hexdump around a match, drawn from its bytes. Matched bytes are marked by background and underline. */
export function SnippetView({ snippet: text }: { readonly snippet: string }) {
  const snippet = useMemo(() => parseSnippet(text), [text]);
  const lines = useMemo(() => numberLines(snippet), [snippet]);
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, LINES_AT_FIRST);
  if (lines.length === 0) return <p class="help">{t('snippetEmpty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls sideways where the window is narrow, by keyboard too
    <figure class="hexdump" aria-label={t('snippetLabel')} tabIndex={0}>
      <div class="hexdump-lines">
        {shown.map(({ row, number, startsGroup }) => (
          <div
            class={row.kind === 'text' ? 'hexdump-text' : 'hexdump-line'}
            data-group-start={startsGroup && number > 0}
            key={number}
          >
            {row.kind === 'text' ? <Untrusted text={row.text} /> : <HexColumns row={row} />}
          </div>
        ))}
      </div>
      <figcaption>
        <SnippetCopies snippet={snippet} />
        {snippet.truncated && <p class="help">{t('snippetTruncated')}</p>}
        {snippet.damaged > 0 && <p class="help">{plural('snippetDamaged', snippet.damaged)}</p>}
        {shown.length < lines.length && (
          <Button onClick={() => setAll(true)}>{plural('snippetShowAll', lines.length)}</Button>
        )}
      </figcaption>
    </figure>
  );
}

interface Line {
  readonly row: SnippetRow;
  readonly number: number;
  readonly startsGroup: boolean;
}

function numberLines({ groups }: Snippet): readonly Line[] {
  return groups
    .flatMap((group) => group.map((row, index) => ({ row, startsGroup: index === 0 })))
    .map((line, number) => ({ ...line, number }));
}

function HexColumns({ row }: { readonly row: SnippetRow & { kind: 'bytes' } }) {
  const runs = splitRuns(row);
  return (
    <>
      <code class="hexdump-hex">
        {runs.map(({ start, bytes, marked }) => (
          <Run key={start} marked={marked} text={bytes.map(hexByte).join(' ')} space={start > 0} />
        ))}
      </code>
      <code class="hexdump-ascii">
        {runs.map(({ start, bytes, marked }) => (
          <Run key={start} marked={marked} text={bytes.map(renderByte).join('')} space={false} />
        ))}
      </code>
    </>
  );
}

interface RunProps {
  readonly marked: boolean;
  readonly text: string;
  /** A space parts it from the run before. */
  readonly space: boolean;
}

const Run = ({ marked, text, space }: RunProps) => (
  <>
    {space && ' '}
    {marked ? <mark>{text}</mark> : text}
  </>
);

interface ByteRun {
  readonly start: number;
  readonly bytes: readonly number[];
  readonly marked: boolean;
}

/** The row cut where marks begin and end. */
function splitRuns({ bytes, marks }: SnippetRow & { kind: 'bytes' }): readonly ByteRun[] {
  const cut = (start: number, end: number, marked: boolean): readonly ByteRun[] =>
    end > start ? [{ start, bytes: bytes.slice(start, end), marked }] : [];
  const runs = marks.flatMap(({ start, end }, index) => [
    ...cut(marks[index - 1]?.end ?? 0, start, false),
    ...cut(start, end, true),
  ]);
  return [...runs, ...cut(marks.at(-1)?.end ?? 0, bytes.length, false)];
}
