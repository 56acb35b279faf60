import type { Role } from '../accounts.js';
import type { Json } from '../json.js';
import type { Finder, IdOf } from './provided.js';
import type { Credentials } from './sign-in.js';

/** How somebody becomes known to a target. */
export interface Registration {
  readonly path: string;
  /** The body of a POST; `name` is what the account is found again by. */
  readonly body: (person: Credentials & { readonly name: string }) => Readonly<Record<string, unknown>>;
  /** The address of a new account; `<name>@example.com` by default. */
  readonly email?: (name: string) => string;
  /** 201 by default. */
  readonly createdStatus?: number;
  /** What one has then: a token where `auth` finds one, an account to sign in with, or neither before a message was answered. */
  readonly gives: 'token' | 'account' | 'verification';
  /** How signing in is refused until the message was answered; as with a wrong password unless stated. */
  readonly unverifiedStatus?: number;
  /** How an address is refused that has an account. */
  readonly takenStatus?: number;
  readonly id: IdOf;
  /** How an account is removed: by somebody who may, who finds it again when a run was killed, or by itself, with a DELETE. */
  readonly removal:
    | { readonly by: Role; readonly path: (id: string) => string; readonly find?: Finder }
    | { readonly own: string };
}

/** How a token is had for another that lives longer. */
export interface Refresh {
  readonly path: string;
  /** Where the answer to a sign-in carries the refresh token. */
  readonly token: (body: Json, headers: Headers) => unknown;
  /** What a POST sends, as a sign-in is sent, for a fresh token: it is found there where a sign-in has it. */
  readonly body?: (refreshToken: string) => Readonly<Record<string, unknown>>;
  readonly headers?: (refreshToken: string) => Readonly<Record<string, string>>;
  /** How one is refused that is altered, or whose session has ended; 401 by default. */
  readonly refusedStatus?: number;
}

/** How one signs out. */
export interface SignOut {
  readonly path: string;
  /** `POST` by default. */
  readonly method?: 'POST' | 'DELETE';
  /** What is sent, as a sign-in is sent; nothing by default. */
  readonly body?: (token: string) => Readonly<Record<string, unknown>>;
  /** 204 by default. */
  readonly status?: number;
  /** Whether other sessions of the same account end as well; then an account of its own is needed to try it. */
  readonly ends?: 'session' | 'account';
}

/** How who guesses passwords is kept from guessing on. */
export interface LockOut {
  /** So many wrong passwords are answered as such. */
  readonly after: number;
  /** How the right one is refused then. */
  readonly status: number;
  /** Seconds after which it is right again. */
  readonly unlocksIn?: number;
}
