import { guiLink } from '../../utils/ioc/gui-link.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Fact } from '../kit/Fact.tsx';
import { Icon } from '../kit/Icon.tsx';
import { LongText, LongTextList } from '../kit/LongText.tsx';
import { FullTime } from '../kit/Time.tsx';
import { disarm } from '../kit/Untrusted.tsx';
import { formatBytes, formatCountry } from '../words/format.ts';
import { t } from '../words/translate.ts';
import { countDetections, listForms, sourceName, sourceWord } from './entity-words.ts';
import { MuteMenu } from './MuteMenu.tsx';
import { listMuteTargets } from './mutes.ts';
import { SnippetView } from './SnippetView.tsx';

/** Everything the archive holds about one notification. */
export function NotificationDetail({ notification }: { readonly notification: ArchivedNotification }) {
  const { entity, hunting } = notification;
  const link = guiLink(entity);
  return (
    <div class="detail">
      {hunting?.snippet !== undefined && <SnippetView snippet={hunting.snippet} />}
      <dl class="facts">
        {listForms(entity).map(({ label, value }) => (
          <Fact key={value} label={t(label)}>
            <span class="form">
              <LongText text={value} />
            </span>
            <CopyButton text={value} label={t('copyForm', t(label))} />
          </Fact>
        ))}
        <EntityFacts notification={notification} />
        <HuntingFacts notification={notification} />
        {notification.sources.map((source) => (
          <Fact key={`${source.type} ${source.id}`} label={disarm(sourceWord(source))}>
            <LongText text={sourceName(source)} />
          </Fact>
        ))}
        <Texts label={t('factTags')} texts={notification.tags} />
        <Fact label={t('factDate')}>
          <FullTime ms={notification.date * SECOND_MS} />
        </Fact>
      </dl>
      {link !== undefined && (
        <a class="link" href={link} target="_blank" rel="noreferrer">
          {t('openInVirusTotal')}
          <Icon name="external" />
        </a>
      )}
      <MuteMenu targets={listMuteTargets(notification)} />
    </div>
  );
}

function EntityFacts({ notification: { entity } }: { readonly notification: ArchivedNotification }) {
  const detections = entity.stats && countDetections(entity.stats);
  const names = [entity.meaningfulName ?? [], entity.names ?? []].flat();
  return (
    <>
      <Texts label={t('factNames')} texts={names} />
      {entity.note !== undefined && <Texts label={t('factNote')} texts={[entity.note]} />}
      {entity.typeDescription !== undefined && (
        <Texts label={t('factType')} texts={[entity.typeDescription]} />
      )}
      {entity.size !== undefined && <Fact label={t('factSize')}>{formatBytes(entity.size)}</Fact>}
      {detections && (
        <Fact label={t('factDetections')}>{t('detections', detections.bad, detections.engines)}</Fact>
      )}
    </>
  );
}

function HuntingFacts({ notification: { hunting } }: { readonly notification: ArchivedNotification }) {
  if (hunting === undefined) return null;
  return (
    <>
      {hunting.ruleName !== undefined && <Texts label={t('factRule')} texts={[hunting.ruleName]} />}
      <Texts label={t('factRuleTags')} texts={hunting.ruleTags} />
      {hunting.sourceCountry !== undefined && (
        <Texts label={t('factCountry')} texts={[formatCountry(hunting.sourceCountry)]} />
      )}
      {hunting.sourceKey !== undefined && <Texts label={t('factSourceKey')} texts={[hunting.sourceKey]} />}
      {hunting.matchSource !== undefined && (
        <Texts label={t('factMatchSource')} texts={[hunting.matchSource]} />
      )}
    </>
  );
}

/** Nothing at all when there are no texts. */
function Texts({ label, texts }: { readonly label: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <Fact label={label}>
      <LongTextList texts={texts} />
    </Fact>
  );
}
