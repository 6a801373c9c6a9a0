/** Reads the end of a chain of labels: which part of the last label, if any, can be a top-level domain. */
import { EVIDENCE, type Evidence } from './candidate.ts';

/** Letters, punycode, and the one name with a digit that is in use: that of the I2P network. */
const TLD = /^(?:[a-z]{2,63}|i2p|xn--[a-z0-9-]{1,59})$/i;
const TLD_START = /^[a-z]{2,63}/i;

/**
 * Extensions of file names that are no TLDs and, common as they are, will hardly become ones; and Paraguay's, which counts
 * below its own second level only. Only syntax decides what may be drawn on a page (page-blind), and reports are full of
 * these: a few of them here keep a third of all boxes off.
 */
const FILE_EXTENSIONS = new Set(
  (
    'asp aspx bat bin cfg class cmd conf config cpp css csv dat db dex dll doc docm docx dmg dotm dylib elf exe gif hta ' +
    'htm html ico inf ini iso jar jpeg jpg js jse json jsp key ko lnk lock log msi obj ocx odt pdb pdf php pkg plist ' +
    'png ppt pptx py pyc rar reg rpm rtf scr sln sqlite svg swf sys tar tgz tmp toml ts txt vba vbe vbs wsf xls xlsm ' +
    'xlsx xml yaml yar yara yml'
  ).split(' '),
);

/** Where the names of Paraguay end: `mail.brindlecove.gov.py`, and `setup.py` does not. */
const BEFORE_PY = /\.(?:com|coop|edu|gov|mil|net|org)$/i;

function isFileName(text: string, from: number, dot: number, extension: string): boolean {
  const name = extension.toLowerCase();
  return FILE_EXTENSIONS.has(name) && !(name === 'py' && BEFORE_PY.test(text.slice(from, dot)));
}

export interface Tail {
  /** Exclusive. */
  readonly end: number;
  /** At most this: less where the label had to be cut. */
  readonly evidence: Evidence;
}

/**
 * Where the last label that can be a TLD ends in the chain [from, to). `mayBeFile`: a file name's extension is none;
 * otherwise the text says that this is a host.
 */
export function readTail(text: string, from: number, to: number, mayBeFile = false): Tail | undefined {
  let end = to;
  while (end > from && (text.charAt(end - 1) === '-' || text.charAt(end - 1) === '_')) end--;
  const dot = text.lastIndexOf('.', end - 1);
  if (dot <= from) return undefined;
  const label = text.slice(dot + 1, end);
  if (label.charCodeAt(0) >= 0x80) return { end, evidence: EVIDENCE.marked };
  if (TLD.test(label)) {
    const isFile = mayBeFile && isFileName(text, from, dot, label);
    return isFile ? undefined : { end, evidence: EVIDENCE.marked };
  }
  const letters = TLD_START.exec(label)?.[0].length ?? 0;
  if (letters === 0) return readBeforeNumber(text, from, dot, label);
  if (mayBeFile && isFileName(text, from, dot, label.slice(0, letters))) return undefined;
  // `evil.example1` is a footnote's number; `song.mp3` is not. The list asks the suffix.
  // `link.is_dir` is a property, while `evil.example-based` can be nothing else.
  const next = label.charAt(letters);
  const isProperty = next === '_' && /[a-z]/.test(label.charAt(letters + 1));
  const unsure = isProperty ? EVIDENCE.implied : EVIDENCE.doubtful;
  return { end: dot + 1 + letters, evidence: /[\d_]/.test(next) ? unsure : EVIDENCE.marked };
}

/** `evil.example.7`: the end of a sentence and its footnote. */
function readBeforeNumber(text: string, from: number, dot: number, label: string): Tail | undefined {
  if (!/^\d{1,3}$/.test(label)) return undefined;
  const before = text.lastIndexOf('.', dot - 1);
  const isTld = before > from && TLD.test(text.slice(before + 1, dot));
  return isTld ? { end: dot, evidence: EVIDENCE.doubtful } : undefined;
}
