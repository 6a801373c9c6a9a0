/** One request that reached the stand-in. The key itself is never kept. */
export interface LoggedRequest {
  /** From 1, over all requests. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Form-decoded. */
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names, without `x-apikey`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly key: 'none' | 'right' | 'wrong';
  /** Of the answer, also when it never arrived whole; 0 when there was none to send. */
  readonly status: number;
  /** Milliseconds since the epoch, by the stand-in's clock. */
  readonly at: number;
  /** The faults that hit it, by kind. */
  readonly faults: readonly string[];
}
