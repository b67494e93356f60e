/** Parts of a browser that happy-dom lacks and Mantine asks for. */
export function completeBrowser(): void {
  if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });
}
