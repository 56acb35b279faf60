import type { Role } from './accounts.js';
import type { Setting } from './env.js';
import { idIn, type Json } from './json.js';
import type { Secret } from './secret.js';

/** Every capability may name the service that provides it; by default the one that answers at the target's origin. */
export interface Provided {
  readonly service?: string;
}

/** What somebody types to sign in. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** How the target refuses: the one status code that it gives in each case. */
export interface AuthRefusals {
  readonly wrongPassword: number;
  readonly noToken: number;
  readonly badToken: number;
  readonly wrongRole: number;
}

export interface PasswordLoginOptions extends Provided {
  readonly path: string;
  /** How the body is sent; `json` by default. */
  readonly encoding?: 'json' | 'form';
  readonly body: (credentials: Credentials) => Readonly<Record<string, unknown>>;
  /** Where the answer carries the token. */
  readonly token: (body: Json, headers: Headers) => unknown;
  /** How a request carries the token; a bearer by default. */
  readonly authorize?: (token: string) => Readonly<Record<string, string>>;
  /** A GET that answers 200 to anybody who is signed in, and to nobody else. */
  readonly protectedPath: string;
  /** A GET that only one role may do. */
  readonly restricted?: { readonly path: string; readonly allows: Role };
  /** 401 for all but the wrong role (403) where the target does not say otherwise. */
  readonly refusals?: Partial<AuthRefusals>;
  /** Tokens that the suite cannot make itself; without them their checks are not applicable. */
  readonly expiredToken?: Setting<Secret | undefined>;
  readonly wrongAudienceToken?: Setting<Secret | undefined>;
}

export interface PasswordLogin extends PasswordLoginOptions {
  readonly kind: 'password-login';
  readonly encoding: 'json' | 'form';
  readonly authorize: (token: string) => Readonly<Record<string, string>>;
  readonly refusals: AuthRefusals;
}

/** Signing in with a name and a password, for a token that later requests carry. */
export const passwordLogin = (options: PasswordLoginOptions): PasswordLogin => ({
  kind: 'password-login',
  encoding: 'json',
  authorize: bearer(),
  ...options,
  refusals: { wrongPassword: 401, noToken: 401, badToken: 401, wrongRole: 403, ...options.refusals },
});

/** `Authorization: Bearer <token>`. */
export const bearer = () => (token: string) => ({ authorization: `Bearer ${token}` });
/** The token in a header of its own. */
export const byHeader = (name: string) => (token: string) => ({ [name.toLowerCase()]: token });
/** The token as a cookie. */
export const byCookie = (name: string) => (token: string) => ({ cookie: `${name}=${token}` });
/** Reads the token from a cookie that the sign-in sets. */
export const fromCookie = (name: string) => (_body: Json, headers: Headers) =>
  headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';')[0];

/** How a thing is found again by its exact name, when its id was never learnt: by its creator being killed, say. */
export interface Finder {
  /** A list that holds at least the things of that name. */
  readonly path: (name: string) => string;
  readonly items: (body: Json) => unknown;
  readonly nameOf: (item: Json) => unknown;
}

/** What a check uploads. */
export interface DocumentToUpload {
  readonly title: string;
  readonly filename: string;
  readonly contentType: string;
  readonly text: string;
}

/** Where the answer to a creation, or an item of a list (which has no headers), holds the id. */
export type IdOf = (body: Json, headers?: Headers) => unknown;

/** Reads the id from the last part of the path in the `Location` header; in a list, where `inList` says. */
export const fromLocation =
  (inList: (item: Json) => unknown): IdOf =>
  (body, headers) =>
    headers === undefined ? inList(body) : headers.get('location')?.split(/[?#]/)[0]?.split('/').findLast(Boolean);

export interface UploadsOptions extends Provided {
  readonly path: string;
  /** A content type and a file name's ending that the target takes; `text/plain` and `.txt` by default. */
  readonly accepts?: { readonly contentType: string; readonly extension: string };
  readonly id: IdOf;
  /** Where the bytes can be read back. */
  readonly contentPath: (id: string) => string;
  /** What a DELETE removes it by. */
  readonly removePath: (id: string) => string;
  readonly find?: Finder;
  readonly createdStatus?: number;
  /** More bytes than this are refused, with this status. */
  readonly limit?: { readonly bytes: number; readonly status: number };
  /** A type that is refused, with this status. */
  readonly refusedType?: { readonly contentType: string; readonly filename: string; readonly status: number };
  /** How another tenant's document answers: 404 unless stated. */
  readonly foreignStatus?: number;
}

const uploadDefaults = {
  accepts: { contentType: 'text/plain', extension: '.txt' },
  createdStatus: 201,
  foreignStatus: 404,
} as const;

type WithUploadDefaults = Required<Pick<UploadsOptions, keyof typeof uploadDefaults>>;

export interface MultipartUploadOptions extends UploadsOptions {
  /** The fields that go with the file; its title by default. */
  readonly fields?: (document: DocumentToUpload) => Readonly<Record<string, string>>;
  /** The name of the file's part; `file` by default. */
  readonly fileField?: string;
}

export interface MultipartUpload extends MultipartUploadOptions {
  readonly kind: 'multipart-upload';
  readonly fields: (document: DocumentToUpload) => Readonly<Record<string, string>>;
  readonly fileField: string;
  readonly accepts: WithUploadDefaults['accepts'];
  readonly createdStatus: number;
  readonly foreignStatus: number;
}

/** Uploading one file as `multipart/form-data`. */
export const multipartUpload = (options: MultipartUploadOptions): MultipartUpload => ({
  kind: 'multipart-upload',
  fields: (document) => ({ title: document.title }),
  fileField: 'file',
  ...uploadDefaults,
  ...options,
});

export interface RawUploadOptions extends UploadsOptions {
  /** `POST` by default. */
  readonly method?: 'POST' | 'PUT';
  /** The path, with its query, where that depends on the document; by default `path`. */
  readonly pathFor?: (document: DocumentToUpload) => string;
  /** Headers besides the content type, such as one that holds the name. */
  readonly headers?: (document: DocumentToUpload) => Readonly<Record<string, string>>;
}

export interface RawUpload extends RawUploadOptions {
  readonly kind: 'raw-upload';
  readonly method: 'POST' | 'PUT';
  readonly pathFor: (document: DocumentToUpload) => string;
  readonly headers: (document: DocumentToUpload) => Readonly<Record<string, string>>;
  readonly accepts: WithUploadDefaults['accepts'];
  readonly createdStatus: number;
  readonly foreignStatus: number;
}

/** Uploading one file as the body of a request. */
export const rawUpload = (options: RawUploadOptions): RawUpload => ({
  kind: 'raw-upload',
  method: 'POST',
  pathFor: () => options.path,
  headers: () => ({}),
  ...uploadDefaults,
  ...options,
});

/** How a list is turned page by page. */
export interface Pages {
  /** The query of the given page, counted from 1; `before` is the answer to the page before it. */
  readonly query: (page: number, size: number, before?: Json) => Readonly<Record<string, string>>;
  readonly items: (body: Json) => unknown;
  readonly total?: (body: Json) => unknown;
  /** Whether a page says that no other follows it. */
  readonly isLast?: (body: Json) => boolean;
}

interface PagesOptions {
  readonly items: (body: Json) => unknown;
  readonly total?: (body: Json) => unknown;
}

/** Pages by number: `?page=2&pageSize=10`. */
export const pagesByNumber = (options: PagesOptions & { readonly page?: string; readonly size?: string }): Pages => ({
  ...options,
  query: (page, size) => ({ [options.page ?? 'page']: `${page}`, [options.size ?? 'pageSize']: `${size}` }),
});

/** Pages by offset: `?offset=10&limit=10`. */
export const pagesByOffset = (
  options: PagesOptions & { readonly offset?: string; readonly limit?: string },
): Pages => ({
  ...options,
  query: (page, size) => ({
    [options.offset ?? 'offset']: `${(page - 1) * size}`,
    [options.limit ?? 'limit']: `${size}`,
  }),
});

/** Pages by a cursor that each page gives to the next: `?cursor=abc&limit=10`. */
export const pagesByCursor = ({
  next,
  cursor = 'cursor',
  limit = 'limit',
  ...options
}: PagesOptions & {
  /** Where a page holds the cursor of the next. */
  readonly next: (body: Json) => unknown;
  readonly cursor?: string;
  readonly limit?: string;
}): Pages => {
  const nextOf = (body: Json | undefined) => (body === undefined ? undefined : idIn(body, next));
  return {
    ...options,
    query: (_page, size, before) => {
      const place = nextOf(before);
      return { [limit]: `${size}`, ...(place === undefined ? {} : { [cursor]: place }) };
    },
    isLast: (body) => nextOf(body) === undefined,
  };
};

export interface RestResourceOptions extends Provided {
  readonly path: string;
  readonly id: IdOf;
  /** A valid body for a POST; `name` must appear in the field that `nameOf` reads. */
  readonly example: (name: string) => Readonly<Record<string, unknown>>;
  readonly nameOf: (item: Json) => unknown;
  /** A change that gives the item another name. */
  readonly change?: {
    readonly method: 'PATCH' | 'PUT';
    readonly body: (name: string) => Readonly<Record<string, unknown>>;
  };
  readonly pages: Pages;
  /** The query that lists only items whose name holds the text. */
  readonly filter?: (name: string) => Readonly<Record<string, string>>;
  /** A body that is refused, and the field that the answer must name. */
  readonly invalid?: {
    readonly body: Readonly<Record<string, unknown>>;
    readonly status: number;
    readonly names: string;
  };
  /** An id that no item has. */
  readonly unknown?: { readonly id: string; readonly status: number };
  /** How the answer is when the role `forbidden` creates, and when `otherTenant` reads. */
  readonly forbiddenStatus?: number;
  readonly foreignStatus?: number;
  readonly createdStatus?: number;
  readonly updatedStatus?: number;
  readonly deletedStatus?: number;
  /** How a deleted item answers. */
  readonly goneStatus?: number;
}

export interface RestResource extends RestResourceOptions {
  readonly kind: 'rest-resource';
  readonly createdStatus: number;
  readonly updatedStatus: number;
  readonly deletedStatus: number;
  readonly goneStatus: number;
}

/** A collection with POST, GET, PATCH or PUT, and DELETE. */
export const restResource = (options: RestResourceOptions): RestResource => ({
  kind: 'rest-resource',
  createdStatus: 201,
  updatedStatus: 200,
  deletedStatus: 204,
  goneStatus: 404,
  ...options,
});

/** A question whose answer is known beforehand. */
export interface KnownAnswer {
  readonly path: string;
  /** Who asks; nobody in particular when it is left out. */
  readonly account?: Role;
  readonly select: (body: Json) => unknown;
  readonly expected: unknown;
}

/** Work that the platform does in the background and whose result it shows. */
export interface Results extends Provided {
  /** Finished results whose content is known, by what they are. */
  readonly known?: Readonly<Record<string, KnownAnswer & { readonly id: string }>>;
  /** How a new one is begun from uploaded documents. */
  readonly begin?: {
    readonly path: string;
    readonly body: (name: string, uploads: readonly string[]) => Readonly<Record<string, unknown>>;
    /** How many documents it wants. */
    readonly uploads: number;
    readonly createdStatus: number;
    readonly id: IdOf;
    readonly removePath: (id: string) => string;
    readonly find?: Finder;
  };
  readonly path: (id: string) => string;
  readonly isFinished: (body: Json) => boolean;
  /** The names of what is ranked or listed, in order. */
  readonly order: (body: Json) => unknown;
  readonly forbiddenStatus?: number;
  readonly foreignStatus?: number;
  /** Milliseconds from begin to finish; 10,000 by default. */
  readonly budget?: number;
}

/** Where on the upgrade a WebSocket carries its token. */
export type SocketAuthentication = (token: string) => {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
  readonly firstMessage?: unknown;
};

/** `Sec-WebSocket-Protocol: <others>, <prefix>.<token>`. */
export const bySubprotocol =
  (prefix: string, ...others: readonly string[]): SocketAuthentication =>
  (token) => ({ protocols: [...others, `${prefix}.${token}`] });
/** `?token=<token>`. */
export const byQuery =
  (name = 'token'): SocketAuthentication =>
  (token) => ({ query: { [name]: token } });
/** A header of the upgrade; a bearer by default. */
export const byUpgradeHeader =
  (authorize: (token: string) => Readonly<Record<string, string>> = bearer()): SocketAuthentication =>
  (token) => ({ headers: authorize(token) });
/** The first message after the connection is open. */
export const byFirstMessage =
  (message: (token: string) => unknown): SocketAuthentication =>
  (token) => ({ firstMessage: message(token) });

/** How a feed turns somebody away: a status on the upgrade, or a close code after it. */
export type SocketRefusal = { readonly status: number } | { readonly closeCode: number };

export interface WebSocketFeedOptions extends Provided {
  /** A path at the target's origin, or a whole `ws(s)` address. */
  readonly url: string;
  readonly authenticate: SocketAuthentication;
  /** The first message of the server that means: I am listening. Without it the open socket is. */
  readonly isReady?: (message: Json) => boolean;
  /** The message that asks for a topic, and the one that acknowledges it, where there are such. */
  readonly subscribe?: (topic: string) => unknown;
  readonly isSubscribed?: (message: Json) => boolean;
  /** What is published when somebody uploads a document: its topic, and the id that the notification carries. */
  readonly onUpload: { readonly topic: string; readonly idOf: (message: Json) => unknown };
  /** An application-level ping; without it the protocol's own is used. */
  readonly ping?: {
    readonly message: (id: string) => unknown;
    readonly isPong: (message: Json, id: string) => boolean;
  };
  readonly refusal: SocketRefusal;
  /** A foreign Origin, and how it is refused. */
  readonly foreignOrigin?: { readonly origin: string; readonly refusal: SocketRefusal };
  /** Milliseconds from the trigger's answer to the notification; 2,000 by default. */
  readonly budget?: number;
}

export interface WebSocketFeed extends WebSocketFeedOptions {
  readonly kind: 'web-socket-feed';
  readonly budget: number;
}

/** A feed of notifications over a WebSocket. */
export const webSocketFeed = (options: WebSocketFeedOptions): WebSocketFeed => ({
  kind: 'web-socket-feed',
  budget: 2_000,
  ...options,
});

/** Page objects by page contract. `e2e/contracts.ts` declares which contracts there are. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, so that lib needs no browser types
export interface PageContracts {}

/** The pages of the target, as page objects, and what noise they make on a good day. */
export type Web = Provided &
  Partial<PageContracts> & {
    /** Console lines and failed requests (by URL) that are known and harmless, each with its reason beside it. */
    readonly ignore?: readonly RegExp[];
  };

/** What a target can do. What is not declared is not applicable, and has no effect. */
export interface Capabilities {
  readonly auth?: PasswordLogin;
  readonly uploads?: MultipartUpload | RawUpload;
  readonly resources?: Readonly<Record<string, RestResource>>;
  readonly results?: Results;
  readonly notifications?: WebSocketFeed;
  readonly web?: Web;
}

/** The names of what a target can do. */
export const CAPABILITY_NAMES = ['auth', 'uploads', 'resources', 'results', 'notifications', 'web'] as const;
/** The name of something that a target can do. */
export type CapabilityName = (typeof CAPABILITY_NAMES)[number] & keyof Capabilities;
