import type { IndicatorKind } from '../../utils/ioc/indicator.ts';
import type { MessageKey } from './translate.ts';

export const KIND_WORDS: Readonly<Record<IndicatorKind, MessageKey>> = {
  md5: 'formMd5',
  sha1: 'formSha1',
  sha256: 'formSha256',
  url: 'formUrl',
  url_id: 'formUrlId',
  domain: 'formDomain',
  ipv4: 'kindIpv4',
  ipv6: 'kindIpv6',
};
