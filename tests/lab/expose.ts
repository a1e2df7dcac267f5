/** Makes functions of a lab entry callable by name from the test; see `lab.ts`. */
export function exposeToLab(functions: Readonly<Record<string, (...args: never[]) => unknown>>): void {
  Object.assign(globalThis, functions);
}
