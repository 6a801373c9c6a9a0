import { createDice, type Dice } from '../virustotal/generator/dice.ts';

export interface ReportOptions {
  /** About how many characters of text. */
  readonly characters: number;
  readonly seed: number;
  /** Share of text nodes that hold an indicator. Default 0.005. */
  readonly indicatorShare?: number;
}

export interface Report {
  readonly html: string;
  readonly characters: number;
  readonly textNodes: number;
  readonly indicators: number;
}

/** Text nodes with something that looks like an indicator and is none. */
const DECOY_SHARE = 0.06;

const WORDS = (
  'the loader then writes its second stage into memory and waits for a task from the operator which arrives over an ' +
  'encrypted channel analysts observed this behaviour in several intrusions since early spring where access was sold ' +
  'to another group before any data left the network persistence relies on a scheduled task named after a printer ' +
  'service while older builds used the registry'
).split(' ');

/**
 * A page like the reports that analysts read, the same for the same options: headings, prose with inline markup, lists,
 * tables; 26 to 31 characters a text node; half of the indicators defanged; file names, versions, identifiers and code
 * between them. All names are invented and under reserved domains and networks.
 */
export function createReport({ characters, seed, indicatorShare = 0.005 }: ReportOptions): Report {
  const dice = createDice(seed, 1, 0);
  const pieces: string[] = [];
  const count = { characters: 0, textNodes: 0, indicators: 0 };

  const text = () => {
    const made = createText(dice, indicatorShare);
    count.characters += made.text.length;
    count.textNodes++;
    if (made.isIndicator) count.indicators++;
    return escapeText(made.text);
  };

  pieces.push('<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title><body>');
  while (count.characters < characters) {
    pieces.push(`<h2>${text()}</h2>`);
    for (let i = 0; i < 4; i++) pieces.push(createParagraph(dice, text));
    pieces.push(`<ul>${repeat(6, () => `<li>${text()}</li>`)}</ul>`);
    const cells = () => `<tr>${repeat(3, () => `<td>${text()}</td>`)}</tr>`;
    pieces.push(`<table>${repeat(8, cells)}</table>`);
  }
  pieces.push('</body></html>');
  return { html: pieces.join('\n'), ...count };
}

function createParagraph(dice: Dice, text: () => string): string {
  const inline = () => {
    const tag = dice.pick(['b', 'i', 'code', 'span', 'a href="/notes"']);
    return `${text()} <${tag}>${text()}</${tag.split(' ')[0]}> `;
  };
  return `<p>${repeat(4, inline)}</p>`;
}

function repeat(times: number, make: () => string): string {
  return Array.from({ length: times }, make).join('');
}

function createText(dice: Dice, share: number): { text: string; isIndicator: boolean } {
  const throws = dice.below(1_000_000);
  if (throws < share * 1_000_000) {
    const plain = inventIndicator(dice);
    const written = dice.chance(1, 2) ? defang(dice, plain) : plain;
    return { text: written.length < 20 ? `${createWords(dice, 12)} ${written}` : written, isIndicator: true };
  }
  const length = 15 + dice.below(18);
  const isDecoy = dice.below(100) < DECOY_SHARE * 100;
  const decoy = isDecoy ? inventDecoy(dice) : '';
  return { text: `${createWords(dice, length - decoy.length)} ${decoy}`.trim(), isIndicator: false };
}

function createWords(dice: Dice, length: number): string {
  let words = dice.pick(WORDS);
  while (words.length < length) words += ` ${dice.pick(WORDS)}`;
  return dice.chance(1, 5) ? `${words}.` : words;
}

function inventIndicator(dice: Dice): string {
  const host = () => `${dice.pick(WORDS)}-${dice.hex(6)}.${dice.pick(['example', 'test', 'invalid'])}`;
  switch (dice.below(8)) {
    case 0:
      return dice.hex(32);
    case 1:
      return dice.hex(40);
    case 2:
    case 3:
      return dice.hex(64);
    case 4:
      return `${dice.pick(['192.0.2', '198.51.100', '203.0.113'])}.${dice.below(256)}`;
    case 5:
      return `https://${host()}/${dice.pick(WORDS)}/${dice.hex(4)}.php`;
    case 6:
      return `2001:db8:${dice.hex(3)}::${dice.hex(2)}`;
    default:
      return host();
  }
}

function defang(dice: Dice, indicator: string): string {
  const dot = dice.pick(['[.]', '[.]', '(.)', '[dot]']);
  return indicator.replace(/^http/, 'hxxp').replaceAll('.', dot);
}

function inventDecoy(dice: Dice): string {
  const [a, b] = [dice.pick(WORDS), dice.pick(WORDS)];
  switch (dice.below(8)) {
    case 0:
      return `${a}.${dice.pick(['exe', 'dll', 'ps1', 'docx'])}`;
    case 1:
      return `v${dice.below(20)}.${dice.below(30)}.${dice.below(9000)}`;
    case 2:
      return `{${dice.hex(8)}-${dice.hex(4)}-${dice.hex(4)}-${dice.hex(4)}-${dice.hex(12)}}`;
    case 3:
      return `${a}.${b}()`;
    case 4:
      return `${dice.below(90)}.${dice.below(10)} MB`;
    case 5:
      return `${10 + dice.below(13)}:${10 + dice.below(49)}:${10 + dice.below(49)}`;
    case 6:
      return `T1${dice.below(900)}.00${dice.below(9)}`;
    default:
      return `e.g. ${a}/${b}`;
  }
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
