/**
 * All text a user reads. Views may not touch the extension API, so the entrypoint hands in the look-up once, before the
 * first render (`setLookup(browser.i18n.getMessage)`); tests hand in one that reads messages.json. The English file is
 * imported as a type only: a key that is not in it, or a missing substitution, does not compile.
 *
 * Untrusted text (names, server messages) is never a substitution: it stands in an element of its own (Untrusted.tsx).
 */
import type messages from '../../public/_locales/en/messages.json';

type Messages = typeof messages;
export type MessageKey = keyof Messages;
type PluralForm<K> = K extends `${infer Base}_other` ? Base : never;
/** `x` for every pair of messages `x_one`, `x_other` (and `x_few`... in languages that have them). */
export type PluralKey = PluralForm<MessageKey>;
type Substitution = string | number;
type Substitutions<K extends MessageKey> = Messages[K] extends { placeholders: object }
  ? readonly [Substitution, ...Substitution[]]
  : readonly [];

/** Returns the empty string for a message it does not have, as `i18n.getMessage` does. */
export type Lookup = (key: string, substitutions: string[]) => string;

let lookUp: Lookup = (key) => {
  throw new Error(`no look-up set when "${key}" was asked for`);
};
let locale = 'en';
let pluralRules = new Intl.PluralRules(locale);
let numbers = new Intl.NumberFormat(locale);

/** Call once before rendering. The locale of plurals and numbers is that of the messages, not of the browser. */
export function setLookup(next: Lookup): void {
  lookUp = next;
  locale = next('messagesLocale', []) || 'en';
  pluralRules = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
}

/** BCP 47 name of the language that `t` speaks. */
export const messagesLocale = (): string => locale;

export const formatNumber = (value: number): string => numbers.format(value);

/** The message `key`; numbers are written in the language's own way. */
export function t<K extends MessageKey>(key: K, ...substitutions: Substitutions<K>): string {
  return lookUp(key, substitutions.map(write));
}

/** The form of message `key` that the language uses for `count`, which is its first substitution. */
export function plural(key: PluralKey, count: number, ...more: readonly Substitution[]): string {
  const texts = [count, ...more].map(write);
  return lookUp(`${key}_${pluralRules.select(count)}`, texts) || lookUp(`${key}_other`, texts);
}

const write = (value: Substitution): string => (typeof value === 'number' ? formatNumber(value) : value);
