export interface Limits {
  panelScript: number;
  panelStyle: number;
  background: number;
  zip: number;
}

export interface Figure {
  label: string;
  bytes: number;
  limit: number;
  ok: boolean;
}

export const LIMITS: Limits;
export function measure(directory: string, limits?: Limits): Figure[];
export function lineOf(figure: Figure): string;
