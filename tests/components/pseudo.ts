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
    // As Intl writes a size.
    if (/^[\d.,]+\s[kMG]?B$/.test(text)) continue;
    found.push(text);
  }
  return found;
}

/** For screen readers alone; the sync line, which unfolds to all that it says; what gives way to a rule's name. */
const CUT_ON_PURPOSE = '.unseen, .sync-more > summary, .group-sort';

/**
 * Every message of which a part is not to be seen, because what holds it cuts what runs over. What scrolls may hold more
 * than it shows.
 */
export function findCut(root: HTMLElement): readonly string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.nodeValue?.includes('⟦') || !holder?.checkVisibility() || holder.closest(CUT_ON_PURPOSE))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = range.getBoundingClientRect();
    for (let box: HTMLElement | null = holder; box !== null && box !== root; box = box.parentElement) {
      const { left: from, right: to } = box.getBoundingClientRect();
      const cuts = /hidden|clip/.test(getComputedStyle(box).overflowX);
      if (cuts && (left < from - 1 || right > to + 1)) {
        found.push(`${box.className}: ${node.nodeValue}`);
        break;
      }
    }
  }
  return found;
}
