import { Banner } from '../kit/Banner.tsx';
import { LongTextList } from '../kit/LongText.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { plural, t } from '../words/translate.ts';

/** A file that was looked up; of a PDF, how many pages it has, and how many are missing from what was found. */
export interface LookedUpFile {
  readonly name: string;
  readonly pdf?: {
    readonly pages: number;
    /** Without text. */
    readonly blank: number;
    /** With nothing but what is on other pages as well. */
    readonly bare: number;
    readonly unread: number;
  };
}

/** What was looked up, since a field for files forgets their names; and what of it was not. */
export function LookedUpFiles({ files }: { readonly files: readonly LookedUpFile[] }) {
  if (files.length === 0) return null;
  return (
    <>
      <div class="look-up-files">
        <span class="muted">{plural('lookUpFiles', files.length)}</span>{' '}
        <LongTextList texts={files.map(({ name }) => name)} />
      </div>
      {files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <Missing key={index} {...file} />
      ))}
    </>
  );
}

function Missing({ name, pdf }: LookedUpFile) {
  if (pdf === undefined) return null;
  const missing = [
    { pages: pdf.blank, title: 'lookUpBlank', body: 'lookUpBlankBody' },
    { pages: pdf.bare, title: 'lookUpBare', body: 'lookUpBareBody' },
    { pages: pdf.unread, title: 'lookUpUnread', body: 'lookUpUnreadBody' },
  ] as const;
  return missing
    .filter(({ pages }) => pages > 0)
    .map(({ pages, title, body }) => (
      <Banner key={title} tone="warn" title={plural(title, pages, pdf.pages)}>
        <p>{t(body)}</p>
        <p>
          <Untrusted text={name} />
        </p>
      </Banner>
    ));
}
