/** Where an item of a resource is read, changed and removed. Ids are taken as they are: some hold slashes. */
export const itemPath = ({ path }: { readonly path: string }, id: string): string =>
  `${path}/${encodeURIComponent(id)}`;
