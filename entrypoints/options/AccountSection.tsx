import { useEffect, useState } from 'preact/hooks';
import { type AccountDraft, AccountForm, type SaveOutcome } from '../../components/account/AccountForm.tsx';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { DEFAULT_API_ADDRESS, parseApiAddress } from '../../utils/vt/api-address.ts';
import type { Desk } from '../desk/desk.ts';

interface AccountSectionProps {
  readonly desk: Desk;
  readonly account: DeskStatus['account'];
  /** Name of the archive in use. */
  readonly archive: string | undefined;
  /** Must be called first thing in the user's gesture. */
  readonly onAskServer: (address: string) => Promise<boolean>;
}

/** Key and address: asks for access to the server, then has the background check and store them. */
export function AccountSection({ desk, account, archive, onAskServer }: AccountSectionProps) {
  const [result, setResult] = useState<SaveOutcome>({ outcome: 'none' });
  // Whoever begins with the sample needs no key any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another archive is the occasion
  useEffect(() => setResult((now) => (now.outcome === 'key-needed' ? { outcome: 'none' } : now)), [archive]);

  const save = (draft: AccountDraft) => {
    const address = parseApiAddress(draft.apiAddress);
    if (!address.ok) return setResult({ outcome: 'bad-address', reason: address.error });
    // No request for a key that is not there.
    const keeps = account?.apiAddress === address.value;
    if (draft.apiKey === undefined && !keeps) return setResult({ outcome: 'key-needed' });
    const access = onAskServer(address.value);
    setResult({ outcome: 'checking' });
    void check(desk, access, { ...draft, apiAddress: address.value }).then(setResult);
  };

  return (
    <AccountForm
      account={account}
      defaultAddress={DEFAULT_API_ADDRESS}
      result={result}
      onSave={save}
      onReset={() => setResult({ outcome: 'none' })}
    />
  );
}

/** `access` is the browser's question to the user, asked already: it must come first in the gesture. */
async function check(desk: Desk, access: Promise<boolean>, draft: AccountDraft): Promise<SaveOutcome> {
  const granted = await access.catch(() => false);
  if (!granted) return { outcome: 'no-access' };
  try {
    return await desk.send({ type: 'save-account', ...draft });
  } catch {
    return { outcome: 'silent' };
  }
}
