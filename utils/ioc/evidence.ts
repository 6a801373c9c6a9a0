/**
 * How clearly the text means an indicator where a candidate stands. Matching ignores it (a known set decides there);
 * the list of everything on the page (utils/match/listing.ts) asks the more of it the more a value looks like something
 * else. One ordered scale, so that of several places with one key the clearest speaks for all of them.
 *
 * Constants of a module, not an object's properties: the content script then holds plain digits.
 */

/** Only implied: a parent domain, a name in a path, an e-mail's host, a URL whose scheme is a guess. */
export const implied = 0;
/** In a link's target and not in its text: worth a match, but what a page merely links to is not listed. */
export const linked = 1;
/** In an identifier's capitals, down to the last label: `System.Net`, `Win32/Agent.RU`. */
export const cased = 2;
/** Looks like code, a version or a sentence: `a.b(`, `v1.2.3.4`, `evil dot com`, `PayPal.com`. */
export const doubtful = 3;
export const plain = 4;
/** Nothing else is written so: defanged, after a scheme. */
export const marked = 5;
