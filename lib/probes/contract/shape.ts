import { answerOf, type Contract } from '../../contract/contract.js';
import { isJson, type Operation } from '../../contract/operations.js';
import { parseJson } from '../../target/json.js';
import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, succeeded } from '../http.js';

/** How an answer compares to what its route promises. */
export interface ShapeFacts {
  readonly operation: Operation;
  readonly answer: HttpFacts;
  /** What is wrong with its JSON; undefined where none is promised for this status. */
  readonly problems: readonly string[] | undefined;
}

/** Compares an answer to what its route promises; undefined for a route that nobody has promised. */
export async function observeShape(
  contract: Contract,
  method: string,
  answer: HttpFacts,
): Promise<ShapeFacts | undefined> {
  const { pathname } = answer.url;
  const operation = contract.operationFor(method, pathname);
  if (operation === undefined) return undefined;
  return { operation, answer, problems: await problemsOf(contract, method, answer) };
}

async function problemsOf(
  contract: Contract,
  method: string,
  answer: HttpFacts,
): Promise<readonly string[] | undefined> {
  try {
    const fits = await contract.schemaFor(method, answer.url.pathname, answer.status);
    if (fits === undefined) return undefined;
    const kind = answer.headers.get('content-type') ?? 'no content type';
    return isJson(kind) ? fits(parseJson(answer.text)) : [`it is ${kind}`];
  } catch (error) {
    return [error instanceof SyntaxError ? 'it is no JSON' : `its schema cannot be used: ${String(error)}`];
  }
}

/** Judges that an answer is one that its route promises. Pure. */
export function judgeShape({ operation, answer, problems }: ShapeFacts, service: string): Coded[] {
  const base = {
    severity: 'fail' as const,
    cause: 'contract-drift' as const,
    service,
    hint: `\`curl -i ${answer.url.href}\` beside the description: which of the two is right?`,
    evidence: { ...evidenceOf(answer), route: `${operation.method} ${answer.url.href}` },
  } satisfies Partial<Coded>;
  const promised = Object.keys(operation.answers);
  const isUnpromised = succeeded(answer) && answerOf(operation, answer.status) === undefined;
  if (isUnpromised && promised.some((status) => /^(2|default)/.test(status)))
    return [
      {
        ...base,
        code: 'contract.status',
        expected: `${operation.declared} answers ${promised.join(', ')}`,
        actual: `${answer.status}`,
      },
    ];
  if (problems === undefined || problems.length === 0) return [];
  return [
    {
      ...base,
      code: 'contract.shape',
      expected: `${operation.declared} answers ${answer.status} as it is described`,
      actual: problems.join('; '),
    },
  ];
}
