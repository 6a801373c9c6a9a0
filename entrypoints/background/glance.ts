import { browser } from 'wxt/browser';
import { makeVisible, shorten } from '../../utils/export/visible-text.ts';
import type { IndicatorSummary } from '../../utils/ioc/notification.ts';
import type { Match } from '../../utils/match/find-matches.ts';
import type { AskGlanceReply } from '../../utils/messaging/protocol.ts';

type Line = AskGlanceReply['lines'][number];

/** The few lines of the glance card. Rule names, labels and tags are untrusted text: drawn on a canvas. */
export function describeGlance(match: Match, summary: IndicatorSummary): readonly Line[] {
  const newest = summary.latest[0];
  const { hunting } = newest ?? {};
  const source = newest?.sources[0];
  const { stats } = summary.entity;
  const engines = stats && stats.malicious + stats.suspicious + stats.undetected + stats.harmless;
  return [
    line('glanceRule', hunting?.ruleName),
    line('glanceSource', source?.label ?? source?.id),
    line(
      'glanceRelation',
      match.state === 'related'
        ? `${word(`relation_${match.relation?.replaceAll('-', '_')}`)} ${match.matched}`
        : undefined,
    ),
    line('glanceName', summary.entity.meaningfulName),
    line('glanceFirst', formatDate(summary.firstDate)),
    line('glanceLast', summary.lastDate === summary.firstDate ? undefined : formatDate(summary.lastDate)),
    line('glanceCount', summary.notifications > 1 ? String(summary.notifications) : undefined),
    line('glanceDetections', stats && `${stats.malicious}/${engines}`),
    line('glanceTags', newest?.tags.join(', ')),
  ].filter((each) => each !== undefined);
}

const word = (key: string) => browser.i18n.getMessage(key as never).replace(/:$/, '');

/** More than two rows of the card can show. */
const MOST_CHARACTERS = 200;

/** What would reorder or hide text is written out, and length is cut here: the frame's script only draws. */
const line = (key: string, text: string | undefined): Line | undefined =>
  text === undefined || text === ''
    ? undefined
    : { label: word(key), text: makeVisible(shorten(text, MOST_CHARACTERS)) };

/** UTC, as analysts write it. */
const formatDate = (seconds: number) =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
