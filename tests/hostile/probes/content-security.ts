import type { Probe } from '../support/probe.ts';

export const contentSecurity: Probe = {
  number: 12,
  name: "CSP default-src 'none' and Trusted Types: no violation",
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  headers: {
    'content-security-policy':
      "default-src 'none'; script-src 'nonce-probe'; style-src 'nonce-probe'; style-src-attr 'unsafe-inline'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  },
  page: () => {
    const reports: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // Firefox asks for the page's icon by itself, and counts its own request against the page's policy.
      if (!blockedURI.endsWith('/favicon.ico')) reports.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
    if ('ReportingObserver' in window) {
      new ReportingObserver((list) => reports.push(...list.map((each) => String(each.type))), {
        buffered: true,
      }).observe();
    }
    addEventListener('error', (event) => reports.push(`error ${event.message}`));
    return () => reports;
  },
  findFaults: (reports: string[]) => reports.map((report) => `violation: ${report}`),
};
