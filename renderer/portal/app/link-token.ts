/** The link's token from the URL's fragment, taken out of the address bar and the history at once; null when there is none. */
export function takeLinkToken({ location, history }: Pick<Window, 'location' | 'history'>): string | null {
  const token = location.hash.slice(1);
  if (token === '') return null;
  history.replaceState(null, '', location.pathname);
  return token;
}
