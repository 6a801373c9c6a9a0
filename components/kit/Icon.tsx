/** Line icons on a 16 px grid, drawn for this project. */
const PATHS = {
  copy: 'M5.5 5.5V3a1 1 0 0 1 1-1H13a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-2.5M3 5.5h6.5a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1Z',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9L13.5 5.6M13.5 2.2v3.4h-3.4',
  sliders:
    'M2 4.5h6.5m3.5 0h2M2 11.5h2m3.5 0H14M8.5 4.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0M4 11.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0',
  external: 'M9.5 2.5h4v4M13.2 2.8 7.5 8.5M11.5 9.5v3a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1h3',
  filter: 'M2 3.5h12M4.5 8h7M6.75 12.5h2.5',
  star: 'm8 2.2 1.75 3.6 3.95.55-2.87 2.75.7 3.9L8 11.15 4.47 13l.7-3.9L2.3 6.35l3.95-.55L8 2.2Z',
  calendar:
    'M3 3.5h10a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4.5a1 1 0 0 1 1-1ZM2 7h12M5.25 2v3M10.75 2v3',
  sort: 'M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5',
  close: 'm4 4 8 8M12 4l-8 8',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  unread: 'M8 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-2.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  panel: 'M3 2.5h10a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM9.5 2.5v11',
  warning: 'M8 2.2 1.6 13.4h12.8L8 2.2ZM8 6.5v3.2m0 1.8v.2',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5v3.6m0-6v.2',
  export: 'M8 2.2v7.3m0 0 3-3m-3 3-3-3M2.5 11v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2',
  defang: 'M5 3H3v10h2M11 3h2v10h-2M8 8v.4',
  pin: 'M5.8 2.2h4.4l-.5 4 2.3 2.6H4l2.3-2.6-.5-4ZM8 8.8v5',
  search: 'M7 11.8A4.8 4.8 0 1 0 7 2.2a4.8 4.8 0 0 0 0 9.6Zm3.5-1.3L14 14',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the words stand beside it or in the control's label. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
