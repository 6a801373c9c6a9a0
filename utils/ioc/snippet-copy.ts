import { hexByte, listMatches, renderByte, type Snippet } from './snippet.ts';

/** The matched bytes of a snippet as text to paste elsewhere, one distinct match a line. */
export interface SnippetCopy {
  /** `63 6D 64` */
  readonly bytes: string;
  /** `cmd`; bytes outside 0x20 to 0x7E as dots, so that nothing in it can act. */
  readonly text: string;
  /** `{ 63 6D 64 }`: a YARA hex string. */
  readonly yara: string;
}

/** Where nothing is marked (VirusTotal sends such), all bytes of the dump, a group a line. */
export function copySnippet(snippet: Snippet): SnippetCopy {
  const marked = listMatches(snippet);
  const all = snippet.groups.map((group) => group.flatMap((row) => (row.kind === 'bytes' ? row.bytes : [])));
  const matches = (marked.length > 0 ? marked : all).filter(({ length }) => length > 0);
  const write = (line: (bytes: readonly number[]) => string) => [...new Set(matches.map(line))].join('\n');
  const writeHex = (bytes: readonly number[]) => bytes.map(hexByte).join(' ');
  return {
    bytes: write(writeHex),
    text: write((bytes) => bytes.map(renderByte).join('')),
    yara: write((bytes) => `{ ${writeHex(bytes)} }`),
  };
}
