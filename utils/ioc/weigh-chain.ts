/** How sure it is that a chain of labels is meant as a host. */
import { EVIDENCE, type Evidence } from './candidate.ts';
import { HOST, isAt } from './characters.ts';
import { weighCapitals } from './find-domains.ts';
import { findPosition, hasPosition, originalEnd, originalStart } from './refanged.ts';
import type { Scan } from './scan.ts';

/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART = 64;
/** What stands before the backslashes within a path, and not before those of `\\nas.example`. */
const PATH_END = /[\w%:)}]/;
const ATOM = /[\w.!#$%&'*+/=?^`{|}~-]/;

/**
 * Whether the `@` at `at` ends the local part of an e-mail address (RFC 5321 section 4.1.2: atoms and single dots). Its
 * host is rarely what a report is about: that of a bare address is matched but not listed.
 */
function isEmail(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start <= MAX_LOCAL_PART && ATOM.test(text.charAt(start - 1))) start--;
  return start < at && !text.slice(start, at).includes('..');
}

/** Whether a wide dot in the chain is the end of a sentence, most likely: `evil.example。APT`, `evil.example。a.example`. */
function isAcrossSentences({ refanged: { text, wideDots } }: Scan, from: number, to: number): boolean {
  if (wideDots.length === 0) return false;
  const isPlain = (part: string) => part.includes('.');
  let start = from;
  for (let index = findPosition(wideDots, from); (wideDots[index] ?? to) < to; index++) {
    const dot = wideDots[index] ?? to;
    const next = text.slice(dot + 1, to);
    // Before it, since the last wide one, a dot of another kind.
    if (isPlain(text.slice(start, dot)) && (isPlain(next) || /^[A-Z\d]/.test(next))) return true;
    start = dot + 1;
  }
  return false;
}

/** `?to=joe@mail.example`, `?to=joe%40mail.example`: an address's host, as in running text. */
const isMailInPath = (text: string, from: number) =>
  /\w(?:@|%(?:25)?40)$/.test(text.slice(Math.max(0, from - 6), from));

const BARE_STOP = /^[\u3002\uff61]$/;

/**
 * What the defanged dots of a chain say. A backslash alone: a regular expression is as often about file names, `setup\.py`.
 * A full stop of Chinese or Japanese alone ends sentences too, before a word in Latin letters: `EDR。AI`.
 */
function weighDots({ source, refanged }: Scan, from: number, to: number): Evidence {
  const { text, defangs } = refanged;
  let evidence: Evidence = EVIDENCE.plain;
  let index = findPosition(defangs, Math.max(0, from - 1));
  for (; (defangs[index] ?? to) < to; index++) {
    const at = defangs[index] ?? to;
    const written = source.slice(originalStart(refanged, at), originalEnd(refanged, at + 1));
    if (!BARE_STOP.test(written)) {
      if (!/^\\+\.$/.test(written)) return EVIDENCE.marked;
    } else if (/[A-Z]/.test(text.slice(from, to))) evidence = EVIDENCE.doubtful;
  }
  return evidence;
}

/** How clearly the chain [from, to) means a host, from what stands around it. */
export function weighChain(scan: Scan, from: number, to: number, isInPath: boolean): Evidence {
  const { text, defangs } = scan.refanged;
  const before = text.charAt(from - 1);
  if (isInPath) return isMailInPath(text, from) ? EVIDENCE.implied : EVIDENCE.doubtful;
  const beyond = text.charAt(from - 2);
  const after = text.charAt(to);
  if (after === '@' && isAt(text, to + 1, HOST)) return EVIDENCE.implied;
  if (isAcrossSentences(scan, from, to)) return EVIDENCE.implied;
  const isDefanged = hasPosition(defangs, Math.max(0, from - 1), to);
  if (before === '@' && isEmail(text, from - 1)) return isDefanged ? EVIDENCE.plain : EVIDENCE.implied;
  if (isDefanged) return weighDots(scan, from, to);
  // `\\nas.example`, but `%TEMP%\\setup.com`.
  if (before === '\\')
    return beyond === '\\' && !PATH_END.test(text.charAt(from - 3)) ? EVIDENCE.plain : EVIDENCE.implied;
  // `http*://mail.example/*` is a browser's match pattern.
  if (before === '/' && text.charAt(from - 4) === '*') return EVIDENCE.implied;
  // `Win32/Agent.RU`, `lib/x.so`; but `//evil.example` and `C2:/evil.example`.
  if (before === '/' && isAt(text, from - 2, HOST)) return EVIDENCE.implied;
  const capitals = weighCapitals(text.slice(from, to));
  // A call, an assignment, a variable, a decorator, a path.
  const isCode =
    after === '(' ||
    after === '=' ||
    before === '$' ||
    (before === '@' && !isAt(text, from - 2, HOST)) ||
    (before === '/' && beyond !== '/');
  return isCode && capitals > EVIDENCE.doubtful ? EVIDENCE.doubtful : capitals;
}
