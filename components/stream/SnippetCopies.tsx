import { useMemo } from 'preact/hooks';
import type { Snippet } from '../../utils/ioc/snippet.ts';
import { copySnippet } from '../../utils/ioc/snippet-copy.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { t } from '../words/translate.ts';

/** The matched bytes to paste elsewhere. Nothing at all where the snippet holds no bytes. */
export function SnippetCopies({ snippet }: { readonly snippet: Snippet }) {
  const copy = useMemo(() => copySnippet(snippet), [snippet]);
  if (copy.bytes === '') return null;
  return (
    <span class="snippet-copies">
      <CopyButton text={copy.bytes} label={t('copyBytes')} word={t('copyBytesWord')} />
      <CopyButton text={copy.text} label={t('copyText')} word={t('copyTextWord')} />
      <CopyButton text={copy.yara} label={t('copyYara')} word={t('copyYaraWord')} />
    </span>
  );
}
