import type { Role } from '../target/accounts.js';
import type { Answer, Ask, HttpClient } from './http.js';
import type { Session } from './session.js';

type Rest = Omit<Ask, 'method'>;

/** The requests of one person, or of nobody in particular. */
export class Api {
  readonly #http: HttpClient;
  readonly #headers: Readonly<Record<string, string>>;
  readonly role: Role | null;

  constructor(http: HttpClient, session: Pick<Session, 'headers'> & { readonly role: Role | null }) {
    this.#http = http;
    this.#headers = session.headers;
    this.role = session.role;
  }

  /** Asks as this person. */
  ask(path: string | URL, ask: Ask = {}): Promise<Answer> {
    return this.#http.ask(path, { ...ask, headers: { ...this.#headers, ...ask.headers } });
  }

  get(path: string | URL, rest: Rest = {}): Promise<Answer> {
    return this.ask(path, { ...rest, method: 'GET' });
  }

  post(path: string | URL, json: unknown, rest: Rest = {}): Promise<Answer> {
    return this.ask(path, { ...rest, json, method: 'POST' });
  }

  delete(path: string | URL, rest: Rest = {}): Promise<Answer> {
    return this.ask(path, { ...rest, method: 'DELETE' });
  }
}
