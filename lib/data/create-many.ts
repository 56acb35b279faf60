import { jsonIn } from '../clients/answer.js';
import type { Api } from '../clients/api.js';
import type { Answer } from '../clients/http.js';
import { idIn, type Json, reach } from '../target/json.js';
import type { Target } from '../target/target.js';
import { itemPath } from './item-path.js';
import type { Ledger } from './ledger.js';

type Resource = NonNullable<Target['capabilities']['resources']>[string];
type Bulk = NonNullable<Resource['bulk']>;

/** One of many items that are to be created. What is refused anyway needs no name. */
export interface Row {
  readonly name?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What became of one of many. */
export interface RowResult {
  readonly id: string | undefined;
  readonly refused: boolean;
}

/** Creates many items by one request, whatever comes of it; what was created is in the ledger. */
export async function attemptItems(
  api: Api,
  resource: Resource,
  bulk: Bulk,
  kind: string,
  rows: readonly Row[],
  ledger: Ledger,
): Promise<{ readonly answer: Answer; readonly results: readonly RowResult[] }> {
  const as = api.role ?? 'member';
  const entries = rows.map(({ name }) =>
    name === undefined ? undefined : ledger.intend({ kind: `resource ${kind}`, name, as }),
  );
  const answer = await api.post(bulk.path, bulk.body(rows.map(({ body }) => body)));
  const results = resultsIn(answer, bulk);
  entries.forEach((entry, place) => {
    const { id, refused = false } = results[place] ?? {};
    if (id !== undefined) entry?.created({ id, path: itemPath(resource, id) });
    else if (refused || (answer.status >= 400 && answer.status < 500)) entry?.failed();
  });
  return { answer, results };
}

function resultsIn(answer: Answer, { results, id, isRefused }: Bulk): RowResult[] {
  const found = reach(() => results(jsonIn(answer) ?? {}));
  if (!Array.isArray(found)) return [];
  return found.map((result: Json) => ({ id: idIn(result, id), refused: reach(() => isRefused?.(result)) === true }));
}
