import { sourceLink } from '../../utils/ioc/gui-link.ts';
import type { ArchivedNotification, NotificationSource } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Fact } from '../kit/Fact.tsx';
import { Icon } from '../kit/Icon.tsx';
import { LongText, LongTextList } from '../kit/LongText.tsx';
import { FullTime } from '../kit/Time.tsx';
import { disarm } from '../kit/Untrusted.tsx';
import { formatBytes, formatCountry } from '../words/format.ts';
import { t } from '../words/translate.ts';
import { countDetections, type EntityForm, listForms, sourceName, sourceWord } from './entity-words.ts';

/** What is known: the entity in all its forms, what matched and where, who sent it. */
export function DetailFacts({ notification }: { readonly notification: ArchivedNotification }) {
  return (
    <dl class="facts">
      {listForms(notification.entity).map((form) => (
        <FormFact key={form.value} form={form} />
      ))}
      <EntityFacts notification={notification} />
      <HuntingFacts notification={notification} />
      {notification.sources.map((source) => (
        <SourceFact key={`${source.type} ${source.id}`} source={source} />
      ))}
      <Texts label={t('factTags')} texts={notification.tags} />
      <Fact label={t('factDate')}>
        <FullTime ms={notification.date * SECOND_MS} />
      </Fact>
    </dl>
  );
}

function FormFact({ form: { label, value, defanged } }: { readonly form: EntityForm }) {
  return (
    <Fact label={t(label)}>
      <span class="form">
        <LongText text={value} />
      </span>
      <CopyButton text={value} label={t('copyForm', t(label))} />
      {defanged !== value && (
        <CopyButton text={defanged} icon="defang" label={t('copyFormDefanged', t(label))} />
      )}
    </Fact>
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
  const { ruleName, ruleTags, sourceCountry, sourceKey, matchSource, matchInSubfile } = hunting;
  return (
    <>
      {ruleName !== undefined && <Texts label={t('factRule')} texts={[ruleName]} />}
      <Texts label={t('factRuleTags')} texts={ruleTags} />
      {sourceCountry !== undefined && (
        <Texts label={t('factCountry')} texts={[formatCountry(sourceCountry)]} />
      )}
      {sourceKey !== undefined && <Texts label={t('factSourceKey')} texts={[sourceKey]} />}
      {matchSource !== undefined && <Texts label={t('factMatchSource')} texts={[matchSource]} />}
      {matchInSubfile !== undefined && (
        <Fact label={t('factSubfile')}>{t(matchInSubfile ? 'yes' : 'no')}</Fact>
      )}
    </>
  );
}

/** Ruleset, job, collection, actor; with VirusTotal's own page where one is known. */
function SourceFact({ source }: { readonly source: NotificationSource }) {
  const link = sourceLink(source);
  return (
    <Fact label={disarm(sourceWord(source))}>
      <span>
        <LongText text={sourceName(source)} />
        {link !== undefined && (
          <>
            {' '}
            <a class="link" href={link} target="_blank" rel="noreferrer">
              {t('openSource')}
              <Icon name="external" />
            </a>
          </>
        )}
      </span>
    </Fact>
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
