import { useId, useState } from 'preact/hooks';
import { FacetLists } from '../../components/archive/FacetLists.tsx';
import { SavedSearches } from '../../components/archive/SavedSearches.tsx';
import { SearchBox } from '../../components/archive/SearchBox.tsx';
import { ExportButton } from '../../components/export/ExportButton.tsx';
import type { ExportOffer } from '../../components/export/export-offer.ts';
import { useAnnounced } from '../../components/kit/Announcer.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { Icon, type IconName } from '../../components/kit/Icon.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { ValueTerm } from '../../utils/ioc/filter.ts';
import { DAY_MS } from '../../utils/lang/time.ts';
import { MarkAllRead } from './MarkAllRead.tsx';
import type { ArchiveSearch } from './use-archive-search.ts';
import { useSavedSearches } from './use-saved-searches.ts';
import type { ArchiveWords } from './use-vocabulary.ts';

interface ArchiveToolsProps {
  readonly asked: ArchiveSearch;
  readonly words: ArchiveWords;
  readonly series: readonly string[];
  readonly now: number;
  readonly offer: ExportOffer;
  readonly onToggle: (term: ValueTerm) => void;
  /** A day since the epoch, UTC. */
  readonly onDate: (day: number) => void;
  readonly onLeave: () => void;
  readonly onMarkAllRead: () => void;
  /** The archive could not be read. */
  readonly onFault: () => void;
}

type Drawer = 'facets' | 'saved' | 'date';

/** The search box, the line that says what it found, and the drawers that help to search. */
export function ArchiveTools({
  asked,
  words,
  series,
  now,
  offer,
  onToggle,
  onDate,
  onLeave,
  onMarkAllRead,
  onFault,
}: ArchiveToolsProps) {
  const { search, text, setText, fault, filter, order, setOrder, unreadOnly, setUnreadOnly } = asked;
  const id = useId();
  const [drawer, setDrawer] = useState<Drawer>();
  const { saved, change } = useSavedSearches();
  const { answered, outline, phase, waiting } = search.state.value;
  const toggle = (name: Drawer) => setDrawer((open) => (open === name ? undefined : name));
  const button = (name: Drawer, icon: IconName, label: string) => (
    <DrawerButton icon={icon} label={label} open={drawer === name} onClick={() => toggle(name)} />
  );
  return (
    <search class="archive-tools">
      <div class="search-row">
        <SearchBox
          text={text}
          words={words}
          now={now}
          faultId={fault === undefined ? undefined : `${id}-said`}
          onText={setText}
          onLeave={onLeave}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={t('unreadOnly')}
          aria-pressed={unreadOnly}
          title={t('unreadOnly')}
          onClick={() => setUnreadOnly(!unreadOnly)}
        >
          <Icon name="unread" />
        </button>
        {button('facets', 'filter', t('facets'))}
        {button('saved', 'star', t('savedSearches'))}
        {button('date', 'calendar', t('goToDate'))}
      </div>
      <div class="search-said">
        <p id={`${id}-said`} class={fault === undefined ? 'said' : 'said fault'}>
          {fault === undefined
            ? countWords(
                outline,
                search.list.state.value.rows.count,
                unreadOnly ? undefined : words.total,
                phase,
              )
            : `${t('searchFault')} ${fault}`}
        </p>
        {fault === undefined && (
          <>
            <NewRows rows={waiting} onShow={asked.again} />
            {unreadOnly && answered?.unreadOnly && outline?.total !== 0 && (
              <MarkAllRead
                key={filter}
                count={asked.countUnread}
                onMark={onMarkAllRead}
                onNone={asked.again}
                onFault={onFault}
              />
            )}
            <ExportButton offer={offer} look="icon" />
            <Button look="quiet" icon="sort" onClick={() => setOrder(order === 'date-' ? 'date+' : 'date-')}>
              {order === 'date-' ? t('newestFirst') : t('oldestFirst')}
            </Button>
          </>
        )}
      </div>
      {drawer === 'facets' && outline !== undefined && (
        <FacetLists facets={outline.facets} filter={filter} series={series} onToggle={onToggle} />
      )}
      {drawer === 'saved' &&
        (saved === undefined ? (
          <p class="help fault">{t('savedUnreadable')}</p>
        ) : (
          <SavedSearches saved={saved} filter={filter} onUse={setText} onChange={change} />
        ))}
      {drawer === 'date' && <DateField onDate={onDate} />}
    </search>
  );
}

interface Counted {
  readonly exact: boolean;
}

/** `12 of 1,204`, `1,204 notifications`, `7 unread` (no total); "about" where rows that went may be counted. */
function countWords(
  outline: Counted | undefined,
  count: number,
  total: number | undefined,
  phase: string,
): string {
  if (outline === undefined) return phase === 'failed' ? '' : t('searching');
  if (total === undefined) return plural('unreadCount', count);
  if (count === total) return plural('notifications', count);
  // Too many may be counted, too few never: none is none.
  return outline.exact || count === 0 ? t('countOf', count, total) : t('countAboutOf', count, total);
}

/** In the line above the list: it covers no row, and none moves when it comes. */
function NewRows({ rows, onShow }: { readonly rows: number; readonly onShow: () => void }) {
  const words = plural('showNew', rows);
  useAnnounced(rows === 0 ? undefined : words, rows);
  if (rows === 0) return null;
  return (
    <span class="new-rows">
      <Button look="primary" onClick={onShow}>
        {words}
      </Button>
    </span>
  );
}

interface DrawerButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly open: boolean;
  readonly onClick: () => void;
}

function DrawerButton({ icon, label, open, onClick }: DrawerButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-expanded={open}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function DateField({ onDate }: { readonly onDate: (day: number) => void }) {
  const id = useId();
  return (
    <div class="go-to-date">
      <label for={id}>{t('goToDate')}</label>
      <input
        id={id}
        type="date"
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (!Number.isNaN(valueAsNumber)) onDate(Math.floor(valueAsNumber / DAY_MS));
        }}
      />
      <span class="help">{t('goToDateHelp')}</span>
    </div>
  );
}
