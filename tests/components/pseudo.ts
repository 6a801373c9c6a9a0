import { setLookup } from '../../components/words/translate.ts';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** 40 % more of every text, as German or Finnish have it, between marks that show where a text begins and ends. */
export async function speakPseudo(): Promise<void> {
  const messages: Readonly<Record<string, Message>> = await (
    await fetch('/_locales/en/messages.json')
  ).json();
  setLookup((key, substitutions) => {
    const entry = messages[key];
    if (entry === undefined || key === 'messagesLocale') return entry?.message ?? '';
    const text = entry.message.replace(/\$(\w+?)\$/g, (_, name: string) => {
      const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
      return substitutions[Number(content.slice(1)) - 1] ?? '';
    });
    const words = 'ēxtrā wōrds fōr lēngth '.repeat(Math.ceil((text.length * 0.4) / 23));
    return `⟦${text} ${words.slice(0, Math.ceil(text.length * 0.4)).trim()}⟧`;
  });
}

/** Where someone else's words, values, dates and keys stand: no message of ours. */
const NOT_OURS =
  '[translate=no], .filter-keys dt, .untrusted, .value, .code-point, time, code, kbd, pre, input, textarea, .snippet, .server-words';

/** Every text on the screen that is no message, though it holds letters. */
export function findHardCoded(root: HTMLElement): readonly string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue?.trim() ?? '';
    if (!/\p{L}{2}/u.test(text) || text.includes('⟦') || node.parentElement?.closest(NOT_OURS)) continue;
    found.push(text);
  }
  return found;
}
