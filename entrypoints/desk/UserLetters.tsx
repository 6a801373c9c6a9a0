import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LettersContext, resolveLetters } from '../../components/kit/letters.ts';
import { readSettings, watchSettings } from '../../utils/settings/settings.ts';

/** Everything in it goes by the user's own letters, from whichever page they were changed. */
export function UserLetters({ children }: { readonly children: ComponentChildren }) {
  const [letters, setLetters] = useState(() => resolveLetters({}));
  useEffect(() => {
    // Damaged settings are told in the options; the table's letters stand in for them.
    const read = () =>
      void readSettings().then((settings) =>
        setLetters(resolveLetters(settings.ok ? settings.value.letters : {})),
      );
    read();
    return watchSettings(read);
  }, []);
  return <LettersContext.Provider value={letters}>{children}</LettersContext.Provider>;
}
