export async function benchStart(): Promise<string> {
  return '';
}
