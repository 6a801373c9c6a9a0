import { setLookup } from '../../components/words/translate.ts';
import messages from '../../public/_locales/en/messages.json';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** Reads messages.json as the browsers do (named placeholders, `$1`), without a browser's extension API. */
export function lookUpEnglish(key: string, substitutions: readonly string[]): string {
  const entry: Message | undefined = (messages as Readonly<Record<string, Message>>)[key];
  if (entry === undefined) return '';
  return entry.message.replace(/\$(\w+?)\$/g, (_, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
    return substitutions[Number(content.slice(1)) - 1] ?? '';
  });
}

export const speakEnglish = (): void => setLookup(lookUpEnglish);
