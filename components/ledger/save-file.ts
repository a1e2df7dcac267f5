/** Longer than any browser takes to begin reading what it was told to save. */
const READ_MS = 60_000;

/** Saves a file that was made on the spot, as a press on a download link does. */
export function saveFile(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
}
