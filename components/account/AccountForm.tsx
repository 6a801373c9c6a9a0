import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useAnnounced } from '../kit/Announcer.tsx';
import { Banner } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { useKeptFocus } from '../kit/use-kept-focus.ts';
import { ProblemBanner } from '../sync/ProblemBanner.tsx';
import type { Problem } from '../words/problem-words.ts';
import { type MessageKey, t } from '../words/translate.ts';
import { ArchiveQuestion } from './ArchiveQuestion.tsx';

const ADDRESS_FAULTS = {
  'not-an-address': 'addressNotUrl',
  'not-https': 'addressNotHttps',
  'too-much': 'addressTooMuch',
} as const satisfies Record<string, MessageKey>;
export type AddressFault = keyof typeof ADDRESS_FAULTS;

/** How the last Save went. */
export type SaveOutcome =
  | { readonly outcome: 'none' | 'checking' | 'saved' | 'key-needed' | 'no-access' | 'silent' }
  | { readonly outcome: 'bad-address'; readonly reason: AddressFault }
  | { readonly outcome: 'ask-archive'; readonly rows: number }
  | { readonly outcome: 'failed'; readonly problem: Problem };

export interface AccountDraft {
  /** Absent: the stored key. */
  readonly apiKey?: string;
  readonly apiAddress: string;
  readonly archive?: 'same' | 'new';
}

interface AccountFormProps {
  readonly account: { readonly apiAddress: string; readonly keyEnding: string } | undefined;
  readonly defaultAddress: string;
  readonly result: SaveOutcome;
  /** Called within the user's gesture, so that it may ask for a host permission. */
  readonly onSave: (draft: AccountDraft) => void;
  /** The user turned from the question about the archive, or edits a field. */
  readonly onReset: () => void;
}

/** Key and address, checked on Save. The stored key is never shown, only its ending. */
export function AccountForm({ account, defaultAddress, result, onSave, onReset }: AccountFormProps) {
  const [apiKey, setApiKey] = useState('');
  const [typedAddress, setTypedAddress] = useState<string>();
  // Before anything is painted: "Saved" never stands beside a key still in the field.
  useLayoutEffect(() => {
    if (result.outcome === 'saved') setApiKey('');
  }, [result]);
  // Stored now, in its normal form: that is what the field shows from here on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stored address is the occasion
  useEffect(() => setTypedAddress(undefined), [account?.apiAddress]);
  const apiAddress = typedAddress ?? account?.apiAddress ?? defaultAddress;
  const save = (archive?: 'same' | 'new') => {
    const key = apiKey.trim();
    onSave({ apiAddress: apiAddress.trim(), ...(key && { apiKey: key }), ...(archive && { archive }) });
  };
  // The question about the archive goes with its answer.
  const form = useKeptFocus<HTMLFormElement>((root) => root.querySelector<HTMLElement>('[type=submit]'));
  // A banner that comes with its words is not heard everywhere.
  useAnnounced(result.outcome === 'saved' ? t('accountSaved') : undefined, result);
  const edit = (change: () => void) => {
    change();
    if (result.outcome !== 'none') onReset();
  };
  return (
    <form
      class="account"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (result.outcome !== 'checking') save();
      }}
    >
      <KeyField
        value={apiKey}
        stored={account?.keyEnding}
        isMissing={result.outcome === 'key-needed'}
        onInput={(value) => edit(() => setApiKey(value))}
      />
      <Field
        label={t('apiAddressLabel')}
        help={t('apiAddressHelp')}
        value={apiAddress}
        onInput={(value) => edit(() => setTypedAddress(value))}
        fault={result.outcome === 'bad-address' ? t(ADDRESS_FAULTS[result.reason]) : undefined}
      />
      {result.outcome === 'ask-archive' ? (
        <ArchiveQuestion rows={result.rows} onAnswer={save} onCancel={onReset} />
      ) : (
        <div class="form-end">
          <Button type="submit" look="primary" busy={result.outcome === 'checking'}>
            {t('save')}
          </Button>
          <span class="muted" role="status">
            {result.outcome === 'checking' && t('checking')}
          </span>
        </div>
      )}
      <SaveResult result={result} />
    </form>
  );
}

interface KeyFieldProps {
  readonly value: string;
  /** The stored key's last characters. */
  readonly stored: string | undefined;
  readonly isMissing: boolean;
  readonly onInput: (value: string) => void;
}

function KeyField({ value, stored, isMissing, onInput }: KeyFieldProps) {
  const [visible, setVisible] = useState(false);
  return (
    <Field
      label={t('apiKeyLabel')}
      help={t('apiKeyHelp')}
      secret={!visible}
      value={value}
      onInput={onInput}
      fault={isMissing ? t(stored === undefined ? 'keyNeeded' : 'keyNeededAgain') : undefined}
      placeholder={stored === undefined ? '' : t('apiKeyStored', stored)}
      end={
        <Button look="quiet" onClick={() => setVisible(!visible)}>
          {visible ? t('hideKey') : t('showKey')}
        </Button>
      }
    />
  );
}

/** What came of Save, where no field is to blame. */
function SaveResult({ result }: { readonly result: SaveOutcome }) {
  switch (result.outcome) {
    case 'saved':
      return <Banner tone="info" title={t('accountSaved')} />;
    case 'no-access':
      return (
        <Banner tone="bad" title={t('addressNoAccess')}>
          <p>{t('addressNoAccessAdvice')}</p>
        </Banner>
      );
    case 'silent':
      return (
        <Banner tone="bad" title={t('backgroundSilent')}>
          <p>{t('notSavedSilent')}</p>
        </Banner>
      );
    case 'failed':
      return <ProblemBanner problem={result.problem} notSaved />;
    default:
      return null;
  }
}
