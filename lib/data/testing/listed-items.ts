import { pagesByNumber, restResource } from '../../target/capabilities.js';

/** A resource whose items are listed by their names. */
export const listedItems = restResource({
  path: '/items',
  id: (item) => item['id'],
  example: (name) => ({ name }),
  nameOf: (item) => item['name'],
  pages: pagesByNumber({ items: (body) => body['items'] }),
});
