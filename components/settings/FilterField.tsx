import { type FilterDialect, type FilterError, parseFilter } from '../../utils/ioc/filter.ts';
import { Button } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { type MessageKey, t } from '../words/translate.ts';

interface FilterFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly dialect: FilterDialect;
  readonly onInput: (value: string) => void;
}

/** A filter in the stream's grammar, checked as it is typed, with help for every key. */
export function FilterField({ label, help, value, dialect, onInput }: FilterFieldProps) {
  const parsed = parseFilter(value, dialect);
  return (
    <>
      <Field
        label={label}
        help={help}
        value={value}
        onInput={onInput}
        fault={parsed.ok ? undefined : describeFault(parsed.error)}
      />
      <details>
        <summary>{t('filterKeys')}</summary>
        <dl class="filter-keys">
          {KEYS.map(([example, words]) => (
            <div key={example}>
              <dt>
                <Button look="quiet" onClick={() => onInput(`${value.trimEnd()} ${example}`.trimStart())}>
                  {example}
                </Button>
              </dt>
              <dd>{t(words)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** Positions count from 1 for people. */
const describeFault = ({ position, message }: FilterError): string => t('filterFault', position + 1, message);

/** An example of every key, which a press adds to the filter. */
const KEYS: readonly (readonly [string, MessageKey])[] = [
  ['origin:hunting', 'filterOrigin'],
  ['source_type:hunting_ruleset', 'filterSourceType'],
  ['source_id:', 'filterSourceId'],
  ['entity_type:file', 'filterEntityType'],
  ['entity_id:', 'filterEntityId'],
  ['notification_tag:', 'filterTag'],
  ['date:2026-01-01+', 'filterDate'],
];
