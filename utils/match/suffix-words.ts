/**
 * Top-level domains that are also file extensions, words of code or of plain English: how clear the text has to be
 * before `setup.py`, `request.open` or `zip.name` is listed as a domain. Matching never asks this.
 */

/** File extensions, property names, brands: only a defanged name or a URL's host is listed. */
export const STRICT_SUFFIXES: ReadonlySet<string> = new Set(
  (
    'ads app apple author aws bar bot box buy bz call case cash cat channel circle compare data date day deal diy docs ' +
    'dot download drive events fast fit foo free got here host hot how id inc ing int java like map markets md mm moto ' +
    'mov mp name new next now off open page pay phone pin play pm prime prod properties ps pub py read ren report rest ' +
    'review rs run safe save search select sh shell show silk so song spot stream style sucks support talk target ' +
    'tools train ventures wanted watch weather win wow you zero zip'
  ).split(' '),
);

/** Suffixes so common for hosts and so rare for anything else that even a doubtful place is enough. */
export const CLEAR_SUFFIXES: ReadonlySet<string> = new Set(
  (
    'biz br ch cn cz de edu eu fr ga gov gq gr hk hu icu ir jp kr kz mil nl onion pt ro ru se su th tk tr tw ' +
    'ua uk vn xyz'
  ).split(' '),
);

/** Suffixes that no public list knows, and that malware uses all the same (and examples do): when marked, listed. */
export const UNOFFICIAL_SUFFIXES: ReadonlySet<string> = new Set(
  'bazar bit coin emc eth example i2p lib loki test'.split(' '),
);

/** Products that are written like domains. */
export const PRODUCT_NAMES: ReadonlySet<string> = new Set(
  'ado.net asp.net ml.net paint.net socket.io system.io system.net vb.net'.split(' '),
);

/** First labels of package and class names, which read domains backwards: `com.example.app`. */
export const PACKAGE_ROOTS: ReadonlySet<string> = new Set(
  'android androidx com dev io java javax jp kotlin me microsoft net org ru cn system'.split(' '),
);

/** Objects of scripting languages, whose properties look like domains: `window.name`, `adodb.stream`. */
export const OBJECT_NAMES: ReadonlySet<string> = new Set(
  (
    'adodb args array config console context ctx data document element event fs http item json math module msxml2 ' +
    'navigator node obj object os path process props req request res response result scripting self shell socket ' +
    'state string strout sys system this user value window winhttp wscript'
  ).split(' '),
);

/** Words that stand before a spoken "dot" without naming a host: "the dot com years". */
export const PLAIN_WORDS: ReadonlySet<string> = new Set(
  'a an and by each every first for in last new next no of on one or that the their this to with your'.split(
    ' ',
  ),
);
