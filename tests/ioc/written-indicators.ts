/** Invented indicators, and every way to write them down that recognition has to undo, as fast-check arbitraries. */
import fc from 'fast-check';
import type { IndicatorKind } from '../../utils/ioc/indicator.ts';

export interface Written {
  readonly kind: IndicatorKind;
  /** Canonical. */
  readonly value: string;
  /** As a report might print it. */
  readonly written: string;
}

const INVISIBLE = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];
/** Between two names; every one means a dot and nothing else. */
const DOTS = [
  '.',
  '[.]',
  '(.)',
  '{.}',
  '<.>',
  '[dot]',
  '(dot)',
  '{dot}',
  '[DOT]',
  '(Dot)',
  '[.',
  '[ . ]',
  ' [.] ',
  ' [.]',
  '[.] ',
  ' [dot] ',
  ' (dot) ',
  ' dot ',
  ' DOT ',
  '\\.',
  '\\[.\\]',
  '[[.]]',
  '(.}',
  '[.)',
  '.[.]',
  '[.].',
  '\uff0e',
  '\u3002',
];
const SCHEMES = {
  http: ['http', 'hxxp', 'hXXp', 'HXXP', 'h**p', 'h__p', 'hzzp', 'htxp', 'h[xx]p', '[http]', 'meow', 'xxxx'],
  https: ['https', 'hxxps', 'hXXps', 'HXXPS', 'h**ps', 'hzzzps', 'http[s]', 'h[tt]ps', '(https)'],
  ftp: ['ftp', 'fxp', 'ftx', 'f*p'],
} as const;
const SEPARATORS = [
  '://',
  '[:]//',
  '[://]',
  '(:)//',
  '(://)',
  '[:/]/',
  '[:]\\/\\/',
  ':\\/\\/',
  '\uff1a\uff0f\uff0f',
];
const SLASHES = ['/', '[/]', '\\/', '(/)'];
const PATH_DOTS = ['.', '[.]', '(.)', '[dot]'];

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?$/);
const tld = fc.constantFrom('example', 'test', 'com', 'co', 'info', 'xn--p1ai', 'technology');
export const domain = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 4 }), tld)
  .map(([labels, last]) => [...labels, last].join('.'));
export const ipv4 = fc
  .tuple(fc.constantFrom('192.0.2', '198.51.100', '203.0.113'), fc.integer({ min: 0, max: 255 }))
  .map(([net, last]) => `${net}.${last}`);
const path = fc
  .array(fc.stringMatching(/^[a-z0-9_~-]{1,8}(\.[a-z]{1,4})?$/), { maxLength: 3 })
  .map((parts) => `/${parts.join('/')}`);
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

const randomCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((char, index) => (upper[index] ? char.toUpperCase() : char)).join(''));

/** Invisible characters between letters and digits, never beside a mark. */
const withInvisibles = (text: string) =>
  fc
    .array(fc.option(fc.constantFrom(...INVISIBLE), { freq: 6 }), {
      minLength: text.length,
      maxLength: text.length,
    })
    .map((extra) =>
      [...text]
        .map((char, index) =>
          /\w/.test(char) && /\w/.test(text[index + 1] ?? '') ? char + (extra[index] ?? '') : char,
        )
        .join(''),
    );

const joinWith = (parts: readonly string[], marks: readonly string[]) =>
  fc
    .array(fc.constantFrom(...marks), { minLength: parts.length, maxLength: parts.length })
    .map((chosen) => parts.map((part, index) => (index === 0 ? part : `${chosen[index]}${part}`)).join(''));

const writeHost = (host: string) =>
  randomCase(host).chain((cased) =>
    fc
      .tuple(...cased.split('.').map(withInvisibles))
      .chain((labels) => joinWith(labels, /^[\d.]+$/.test(host) ? DOTS.filter((dot) => dot !== '[.') : DOTS)),
  );

const writePath = (text: string) =>
  fc
    .tuple(...text.split('/').map((part) => joinWith(part.split('.'), PATH_DOTS)))
    .chain((parts) => joinWith(parts, SLASHES));

const writtenDomain = domain.chain((value) =>
  writeHost(value).map((written): Written => ({ kind: 'domain', value, written })),
);
const writtenIpv4 = ipv4.chain((value) =>
  writeHost(value).map((written): Written => ({ kind: 'ipv4', value, written })),
);
const writtenHash = fc
  .constantFrom(['md5', 32] as const, ['sha1', 40] as const, ['sha256', 64] as const)
  .chain(([kind, length]) =>
    hex(length).chain((value) =>
      randomCase(value)
        .chain(withInvisibles)
        .map((written): Written => ({ kind, value, written })),
    ),
  );
const writtenUrl = fc
  .tuple(fc.constantFrom('http' as const, 'https' as const, 'ftp' as const), fc.oneof(domain, ipv4), path)
  .chain(([scheme, host, rest]) =>
    fc
      .tuple(
        fc.constantFrom(...SCHEMES[scheme]),
        fc.constantFrom(...SEPARATORS),
        writeHost(host),
        writePath(rest),
      )
      .map(
        (parts): Written => ({ kind: 'url', value: `${scheme}://${host}${rest}`, written: parts.join('') }),
      ),
  );
const writtenIpv6 = fc
  .array(fc.stringMatching(/^[1-9a-f][0-9a-f]{0,3}$/), { minLength: 2, maxLength: 5 })
  .chain((groups) =>
    fc
      .array(fc.constantFrom(':', '[:]'), { minLength: groups.length + 1, maxLength: groups.length + 1 })
      .chain((marks) =>
        randomCase(groups.join(':')).map((cased): Written => {
          const [last = '', ...rest] = cased.split(':').reverse();
          const front = rest.reverse().map((group, index) => `${group}${marks[index]}`);
          const written = `2001${marks.at(-1)}${front.join('')}${marks.at(-2)}${last}`.replace(/:$/, '');
          return { kind: 'ipv6', value: `2001:${groups.slice(0, -1).join(':')}::${groups.at(-1)}`, written };
        }),
      ),
  );

/** An indicator in any mixture of forms. */
export const written = fc.oneof(writtenDomain, writtenIpv4, writtenHash, writtenUrl, writtenIpv6);
