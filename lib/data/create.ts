import { FormData } from 'undici';
import { jsonIn } from '../clients/answer.js';
import type { Api } from '../clients/api.js';
import type { Answer } from '../clients/http.js';
import type { DocumentToUpload } from '../target/capabilities.js';
import { idIn } from '../target/json.js';
import type { Target } from '../target/target.js';
import { itemPath } from './item-path.js';
import type { Ledger } from './ledger.js';

type Uploads = NonNullable<Target['capabilities']['uploads']>;
type Resource = NonNullable<Target['capabilities']['resources']>[string];
type Webhooks = NonNullable<Target['capabilities']['webhooks']>;
type Begin = NonNullable<NonNullable<Target['capabilities']['results']>['begin']>;

/** What an attempt to create came to: the answer, and the id when something was created. */
export interface Attempt {
  readonly answer: Answer;
  readonly id: string | undefined;
}

/** Uploads a document, whatever comes of it; what was created is in the ledger. */
export async function attemptUpload(
  api: Api,
  uploads: Uploads,
  document: DocumentToUpload,
  ledger: Ledger,
): Promise<Attempt> {
  const entry = ledger.intend({ kind: 'upload', name: document.title, as: api.role ?? 'member' });
  const answer = await sendDocument(api, uploads, document);
  return recorded(answer, uploads, entry, uploads.removePath);
}

function sendDocument(api: Api, uploads: Uploads, document: DocumentToUpload): Promise<Answer> {
  if (uploads.kind === 'raw-upload') {
    const headers = { 'content-type': document.contentType, ...uploads.headers(document) };
    return api.ask(uploads.pathFor(document), { method: uploads.method, body: document.text, headers });
  }
  const multipart = new FormData();
  for (const [field, value] of Object.entries(uploads.fields(document))) multipart.append(field, value);
  multipart.append(uploads.fileField, new Blob([document.text], { type: document.contentType }), document.filename);
  return api.ask(uploads.path, { method: 'POST', multipart });
}

/** What is sent with an attempt, other than the resource's example of that name. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Creates an item of a resource, whatever comes of it; what was created is in the ledger, also what should have been refused. */
export async function attemptItem(
  api: Api,
  resource: Resource,
  kind: string,
  name: string,
  ledger: Ledger,
  { headers = {}, body = resource.example(name) }: Sent = {},
): Promise<Attempt> {
  const entry = ledger.intend({ kind: `resource ${kind}`, name, as: api.role ?? 'member' });
  const answer = await api.post(resource.path, body, { headers });
  return recorded(answer, resource, entry, (id) => itemPath(resource, id));
}

/** Begins a result made of uploaded documents, whatever comes of it; what was begun is in the ledger. */
export async function attemptResult(
  api: Api,
  begin: Begin,
  name: string,
  uploads: readonly string[],
  ledger: Ledger,
): Promise<Attempt> {
  const entry = ledger.intend({ kind: 'result', name, as: api.role ?? 'member' });
  const answer = await api.post(begin.path, begin.body(name, uploads));
  return recorded(answer, begin, entry, begin.removePath);
}

/** Registers a webhook whose address ends with this name, whatever comes of it; what was registered is in the ledger. */
export async function attemptWebhook(
  api: Api,
  webhooks: Webhooks,
  { name, ...webhook }: { readonly name: string; readonly url: string; readonly secret: string },
  ledger: Ledger,
): Promise<Attempt> {
  const entry = ledger.intend({ kind: 'webhook', name, as: api.role ?? 'member' });
  const answer = await api.post(webhooks.path, webhooks.body(webhook));
  return recorded(answer, webhooks, entry, webhooks.removePath);
}

function recorded(
  answer: Answer,
  { id: idOf }: Pick<Uploads, 'id'>,
  entry: ReturnType<Ledger['intend']>,
  removePath: (id: string) => string,
): Attempt {
  const succeeded = answer.status >= 200 && answer.status < 300;
  const id = succeeded ? idIn(jsonIn(answer) ?? {}, (body) => idOf(body, answer.headers)) : undefined;
  if (id !== undefined) entry.created({ id, path: removePath(id) });
  // Refused: nothing was created. A success without an id stays open, and is looked for by its name.
  else if (answer.status >= 400 && answer.status < 500) entry.failed();
  return { answer, id };
}

/** The id of what was created. Throws with the answer when it was not created as the target states. */
export function created({ answer, id }: Attempt, status: number): string {
  if (id !== undefined && answer.status === status) return id;
  const said = answer.text.slice(0, 300);
  throw new Error(
    `${answer.method} ${answer.url.pathname} answered ${answer.status} instead of ${status} with an id (correlation id ${answer.correlationId}): ${said}`,
  );
}
