/**
 * Top-level domains that are also file extensions, words of code or of plain English: how clear the text has to be
 * before `setup.py`, `request.open` or `zip.name` is listed as a domain. Matching never asks this.
 */

/** File extensions, property names, brands: only a defanged name or a URL's host is listed. */
export const STRICT_SUFFIXES: ReadonlySet<string> = new Set(
  (
    'abc actor ads android app apple author aws bar black blue bom bot box build buy bz cab call case cash cat channel ' +
    'chrome circle codes compare data date day deal delta diy docs dot download drive events fail family fast fit ' +
    'foo free global got green help here host hot how id inc ing int java like map markets md mm mobile moto mov mp ' +
    'name new next now off open page parts pay phone pid pin ping play pm post prime prod properties property ps pub py ' +
    'read red ren report rest review rs run safe sas save search secure select sh shell show silk so song ' +
    'spot star stream style sucks support talk target tools train ventures wanted watch weather web win ' +
    'windows wow you zero zip'
  ).split(' '),
);

/** Those of them that are words of code and English only: no property has a hyphen or a digit before `.help`. */
export const WORD_SUFFIXES: ReadonlySet<string> = new Set(
  'download fit help page rest review support win'.split(' '),
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
  (
    'ado.net asp.net config.ru configure.in data.rel.ro java.io makefile.in manifest.in microsoft.network ml.net paint.net ' +
    'socket.io system.io system.net vb.net'
  ).split(' '),
);

/** Mail for everybody: where a report defangs an address there, the address is the indicator, not the host. */
export const MAIL_HOSTS: ReadonlySet<string> = new Set(
  (
    '126.com 163.com aol.com cock.li gmail.com gmx.com gmx.de gmx.net hotmail.com icloud.com keemail.me live.com ' +
    'mail.com mail.ru mailfence.com onionmail.org outlook.com proton.me protonmail.ch protonmail.com qq.com ' +
    'tuta.io tutanota.com tutanota.de yahoo.com yandex.com yandex.ru zoho.com'
  ).split(' '),
);

/** First labels of package and class names, which read domains backwards: `com.example.app`. */
export const PACKAGE_ROOTS: ReadonlySet<string> = new Set(
  'android androidx ansible com dev io java javax jp kotlin me microsoft net org ru cn system'.split(' '),
);

/** Objects of scripting languages, whose properties look like domains: `window.name`, `adodb.stream`. */
export const OBJECT_NAMES: ReadonlySet<string> = new Set(
  (
    'adodb args array binding bindings buffer chalk child cli cls color com config console context cookie cookies ' +
    'ctx data distro document el elem element err error event exception features file files fs headers http ' +
    'i32 i64 init item javax json lcov link log logger logging match math module msxml2 navigator node obj object opt ' +
    'offset operator options opts os params parent parsed parser path pos position prev process props query rect ' +
    'refs req request res response row ' +
    'result scripting self server session settings shell socket ssh state stats stream string strout style ' +
    'subprocess sys system target test tests text this token transaction tree tx user util utils value window winhttp worker ' +
    'wscript'
  ).split(' '),
);

/** Words that stand before a spoken "dot" without naming a host: "the dot com years". */
export const PLAIN_WORDS: ReadonlySet<string> = new Set(
  'a an and by each every first for in last new next no of on one or that the their this to with your'.split(
    ' ',
  ),
);
