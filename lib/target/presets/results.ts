import type { Role } from '../accounts.js';
import type { Json } from '../json.js';
import type { Finder, IdOf, Provided } from './provided.js';

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
    /** How many keep it going for the seconds that a person needs to see it go on; by default no more than it wants. */
    readonly uploadsToFollow?: number;
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
