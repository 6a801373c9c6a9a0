import type { Hand, Probe } from '../support/probe.ts';
import { mutationLog } from './mutation-log.ts';
import { viewState } from './view-state.ts';

/** Those that the user raises on a page: every one of the extension's, the one that switches a site off and on again. */
async function raiseCommands({ command, moveTo, rest }: Hand): Promise<void> {
  await moveTo(0);
  await rest(300);
  for (const name of ['sync-now', 'mark-all-read', 'open-panel', 'open-list', 'open-options'] as const)
    await command(name);
  await command('switch-site');
  await command('switch-site');
}

const { likeWithout: _like, ...view } = viewState;

export const commandsView: Probe = {
  ...view,
  name: "viewport, scroll and focus after the extension's commands",
  browsers: ['chromium'],
  // Whether each command was obeyed is waited for; a browser without the extension has none.
  act: raiseCommands,
};

/** A site that is switched off and on loses its overlay and gets a new one, once, whatever it matches. */
export const commandsMutations: Probe = {
  ...mutationLog,
  number: 22,
  name: "MutationObserver log of the extension's commands",
  browsers: ['chromium'],
  act: raiseCommands,
  findFaults: (log: { added: string[]; removed: string[] }[]) => {
    const changes = log.flatMap(({ added, removed }) => [
      ...added.map((node) => `+${node}`),
      ...removed.map((node) => `-${node}`),
    ]);
    return changes.join() === '+DIV#[],-DIV#[],+DIV#[]' ? [] : [`unexpected changes: ${changes.join()}`];
  },
};
