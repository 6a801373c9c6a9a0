import { setLookup } from '../../components/words/translate.ts';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** Reads messages.json as the browsers do (named placeholders, `$1`), without a browser's extension API. */
export async function speakEnglish(): Promise<void> {
  const messages = await readMessages();
  setLookup((key, substitutions) => {
    const entry = messages[key];
    if (entry === undefined) return '';
    return entry.message.replace(/\$(\w+?)\$/g, (_, name: string) => {
      const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
      return substitutions[Number(content.slice(1)) - 1] ?? '';
    });
  });
}

/** Public files are served, not imported, where there is a server. */
async function readMessages(): Promise<Readonly<Record<string, Message>>> {
  if (typeof document !== 'undefined') return (await fetch('/_locales/en/messages.json')).json();
  const { readFile } = await import('node:fs/promises');
  const file = new URL('../../public/_locales/en/messages.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8'));
}
