/** The part of mark.js (https://markjs.io) that the bench uses; the package has no types. */
declare module 'mark.js' {
  export default class Mark {
    constructor(context: Node);
    markRanges(
      ranges: readonly { readonly start: number; readonly length: number }[],
      options?: { readonly element?: string; readonly className?: string; readonly done?: () => void },
    ): void;
  }
}
