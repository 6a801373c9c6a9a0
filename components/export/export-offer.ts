import type { MessageKey } from '../words/translate.ts';

/** Every format by its name in utils/export, in the order shown, with what it is for. */
export const EXPORT_CHOICES = {
  csv: { label: 'formatCsv', help: 'formatCsvHelp' },
  json: { label: 'formatJson', help: 'formatJsonHelp' },
  stix: { label: 'formatStix', help: 'formatStixHelp' },
  misp: { label: 'formatMisp', help: 'formatMispHelp' },
  list: { label: 'formatList', help: 'formatListHelp' },
  defanged: { label: 'formatDefanged', help: 'formatDefangedHelp' },
  markdown: { label: 'formatMarkdown', help: 'formatMarkdownHelp' },
} as const satisfies Readonly<Record<string, { label: MessageKey; help: MessageKey }>>;

export type ExportFormat = keyof typeof EXPORT_CHOICES;
export type ExportTarget = 'file' | 'clipboard';

/** One answer to "what?": the selected ones, this search, this page's indicators... */
export interface ExportScope {
  readonly id: string;
  readonly label: string;
  /** How many rows it is, or the way to count them, asked when the dialog opens. */
  readonly rows: number | (() => Promise<number>);
}

export type ExportOutcome =
  /** `leftOut`: rows that the format cannot say (utils/export). */
  | { readonly outcome: 'done'; readonly written: number; readonly leftOut: number }
  | { readonly outcome: 'cancelled' }
  /** More than a clipboard takes; a file holds any number. */
  | { readonly outcome: 'too-large' }
  /** `message`: the browser's own words. */
  | { readonly outcome: 'failed'; readonly message: string };

export interface ExportWatch {
  readonly signal: AbortSignal;
  /** Rows read so far. */
  readonly onRows: (rows: number) => void;
}

/** What a screen offers to export, and the doing of it. Call `run` first thing in a gesture: the clipboard asks for one. */
export interface ExportOffer {
  readonly scopes: readonly ExportScope[];
  readonly run: (
    request: { readonly scope: string; readonly format: ExportFormat; readonly target: ExportTarget },
    watch: ExportWatch,
  ) => Promise<ExportOutcome>;
}
