/** Gives a file to whoever uses this device; the browser asks where it goes, or puts it with the downloads. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the content by the time that this page does something else.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
