import { answerOf } from '../../contract/contract.js';
import type { Coded } from '../codes.js';
import { evidenceOf, judgeServing, succeeded } from '../http.js';
import { isLike } from './likeness.js';
import type { RouteFacts } from './observe-routes.js';

/** What is known of the target besides its routes. */
export interface PresenceLimits {
  /** The service behind a path. */
  readonly serviceOf: (path: string) => string;
  /** How the target answers somebody without a token. */
  readonly noToken: number | undefined;
}

/** Whether a route is there: `untold` where it answers as what is not there does. Pure. */
export function presenceOf(facts: RouteFacts, noToken: number | undefined): 'there' | 'gone' | 'untold' {
  const { answer, strangers, operation } = facts;
  if (answer.status === 405) return 'gone';
  if (answer.status === 429) return 'untold';
  const alike = isLike(answer, strangers);
  if (answer.status !== 404) return alike ? (succeeded(answer) ? 'gone' : 'untold') : 'there';
  // Whoever hides what is there from who is not signed in has said nothing.
  if (alike && !facts.isNamed && operation.login !== 'open' && noToken === 404) return 'untold';
  const isWhole = !operation.path.includes('{');
  if (alike ? facts.isKnown : isWhole && answerOf(operation, 404) === undefined) return 'gone';
  return alike ? presenceForNobody(facts, noToken) : 'there';
}

/** Whoever may not ask is told so before anything is looked for, where there is something. */
function presenceForNobody(
  { operation, unnamed, allowed }: RouteFacts,
  noToken: number | undefined,
): 'there' | 'gone' | 'untold' {
  if (unnamed === undefined) return 'untold';
  if (allowed.includes(operation.method) || !isLike(unnamed.answer, unnamed.strangers)) return 'there';
  return unnamed.answer.status === 404 && operation.login === 'wanted' && noToken !== 404 ? 'gone' : 'untold';
}

/** Judges that all routes are there and work. Pure. */
export function judgePresence(all: readonly RouteFacts[], { serviceOf, noToken }: PresenceLimits): Coded[] {
  const found = all.flatMap((facts): Coded[] => {
    const { answer, operation, path } = facts;
    const service = serviceOf(operation.path);
    const evidence = { ...evidenceOf(answer), route: `${operation.method} ${answer.url.href}` };
    const unserved = judgeServing(answer, service);
    if (unserved.length > 0)
      return unserved.map((each) => ({
        ...each,
        expected: `${operation.declared} answers below 500`,
        hint: each.hint.replace(
          'curl -i ',
          operation.method === 'GET' ? 'curl -i ' : `curl -i -X ${operation.method} `,
        ),
        evidence,
      }));
    if (presenceOf(facts, noToken) !== 'gone') return [];
    const isListed = facts.isLearnt === true && answer.status === 404;
    return [
      {
        code: 'route.gone',
        severity: 'fail',
        cause: 'contract-drift',
        service,
        expected: `${operation.declared} is there`,
        actual: `${answer.status} from ${path}${isListed ? ', which a list shows' : ''}${answer.status === 405 ? '' : ', as of a route that nobody has'}`,
        hint: `\`curl -i -X ${operation.method} ${answer.url.href}\`: is it routed, was it renamed, or may whoever asks not see it?`,
        evidence,
      },
    ];
  });
  return [...found, ...untold(all, { serviceOf, noToken })];
}

/** What is told of many routes at once, by name. */
const NAMED = 5;

function untold(all: readonly RouteFacts[], { serviceOf, noToken }: PresenceLimits): Coded[] {
  const routes = all.filter((facts) => facts.answer.failure === null && presenceOf(facts, noToken) === 'untold');
  const [first] = routes;
  if (first === undefined) return [];
  const named = routes.slice(0, NAMED).map(({ operation }) => operation.declared);
  const more = routes.length > NAMED ? ` and ${routes.length - NAMED} more` : '';
  return [
    {
      code: 'route.untold',
      severity: 'warn',
      cause: 'contract-drift',
      service: serviceOf(first.operation.path),
      expected: 'routes that are answered otherwise than those that are not there',
      actual: `${named.join(', ')}${more}: as ${first.answer.status} as any other`,
      hint: 'give ids of things that are there (`examples`), or say who may ask (`as`, `writeAs`) in `routes` of the target',
      evidence: evidenceOf(first.answer),
    },
  ];
}
