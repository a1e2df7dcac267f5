/**
 * Places where a test may stop the background for good, to kill it just there. Only in builds made with VITE_FAULTS;
 * everywhere else this is `undefined`, and the calls are gone from the bundle.
 */
declare global {
  var pagereelFault: ((point: string) => Promise<void>) | undefined;
}

export const at: ((point: string) => Promise<void> | undefined) | undefined = import.meta.env.VITE_FAULTS
  ? (point) => globalThis.pagereelFault?.(point)
  : undefined;
