/** An address as it may be shown: without the password, and without the values of a query, which often are keys. */
export function shownUrl(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!url.username && !url.password && !url.search) return address;
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, '…');
  return decodeURI(url.href);
}
