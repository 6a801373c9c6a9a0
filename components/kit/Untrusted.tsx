import { createElement } from 'preact';

/** Control, format (bidi, zero width) and separator characters: invisible, or able to change how text around looks. */
const UNSEEN = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}])/u;

/**
 * Text that someone else wrote: file names, rule names, server messages. It is isolated from the direction of the text
 * around it, and characters made to mislead (`invoice\u202Efdp.exe`) are shown by their number instead of being obeyed.
 */
export function Untrusted({ text }: { readonly text: string }) {
  const parts = text
    .split(UNSEEN)
    .map((part, index) => (index % 2 === 0 ? part : createElement(CodePoint, { char: part })));
  return createElement('bdi', { class: 'untrusted', dir: 'auto' }, ...parts);
}

function CodePoint({ char }: { readonly char: string }) {
  return <span class="code-point">{numberOf(char)}</span>;
}

const numberOf = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The same for places that take plain text only (`title`): misleading characters by number, cut to a readable length. */
export function disarm(text: string): string {
  const cut = text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH)}…` : text;
  return cut
    .split(UNSEEN)
    .map((part, index) => (index % 2 === 0 ? part : `<${numberOf(part)}>`))
    .join('');
}

const TITLE_LENGTH = 400;

/**
 * An indicator: left to right, one line, cut in the middle when there is no room, since hashes differ at both ends and
 * a domain's end says whose it is. The whole text stays in the document.
 */
export function Value({ text }: { readonly text: string }) {
  const cut = text.length > SHORT ? wholeCharacters(text, text.length - TAIL) : text.length;
  return (
    <span class="value" title={disarm(text)} dir="ltr">
      <span class="value-head">
        <Untrusted text={text.slice(0, cut)} />
      </span>
      {cut < text.length && (
        <span class="value-tail">
          <Untrusted text={text.slice(cut)} />
        </span>
      )}
    </span>
  );
}

const SHORT = 24;
const TAIL = 8;

/** `at`, or one less where it would cut a surrogate pair. */
const wholeCharacters = (text: string, at: number): number =>
  /^[\uDC00-\uDFFF]/.test(text.slice(at)) ? at - 1 : at;
