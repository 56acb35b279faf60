import type { CodeEntry } from './entry.js';

/** Codes of what the routes promise. */
export const CONTRACT_CODES = {
  'route.gone': {
    means: 'A route that the target declares is not there, or no longer takes that method: 404 or 405.',
    look: 'The route that is named, with `curl -i`; the routing of the gateway; what was renamed or left out of this build.',
    act: 'Bring it back, or strike it from the description; whoever calls it has to be told.',
  },
  'route.untold': {
    means:
      'Routes are answered as those are that nobody has, such as by 401 for everything, so that nothing is known of them.',
    look: '`curl -i` on one of them, and on a path beside it that cannot exist.',
    act: 'Say in `routes` of the target who may ask (`as`, `writeAs`), or which ids are there (`examples`).',
  },
  'contract.status': {
    means: 'A route succeeds with a status that its description does not have.',
    look: '`curl -i` on the route, beside its `responses` in the description.',
    act: 'Mend whichever of the two is wrong.',
  },
  'contract.shape': {
    means: 'A route answers with another body than its description promises: clients that were made from it fail.',
    look: '`curl` on the route, beside its schema; the place in the body is named.',
    act: 'Mend whichever of the two is wrong, and tell who reads it.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
