import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** Addresses by the names that stand for them. */
export type Addresses = Readonly<Record<string, readonly string[]>>;

/**
 * Looks each name up once and stays with the answer: whoever answers for the name later, with another address, is not asked. Without it
 * a name of the target could come to lead to a machine that is none of it.
 */
export class Pins {
  readonly #known: Map<string, readonly LookupAddress[]>;

  constructor(addresses: Addresses = {}) {
    this.#known = new Map(Object.entries(addresses).map(([name, all]) => [name, all.map(addressFrom)]));
  }

  /** For everything that opens a connection. */
  readonly lookup: LookupFunction = (name, { all = false, family = 0 }, settle) => {
    const answer = (addresses: readonly LookupAddress[]): void => {
      const wanted = addresses.filter((each) => family === 0 || each.family === familyOf(family));
      const [first] = wanted;
      if (first === undefined) settle(Object.assign(new Error(`no address for ${name}`), { code: 'ENOTFOUND' }), '');
      else if (all) settle(null, [...wanted]);
      else settle(null, first.address, first.family);
    };
    const known = this.#known.get(name);
    if (known !== undefined) return answer(known);
    lookup(name, { all: true }, (error, found) => {
      if (error !== null) return settle(error, '');
      // Of two that ask at the same time the first answer counts.
      const pinned = this.#known.get(name) ?? found;
      this.#known.set(name, pinned);
      answer(pinned);
    });
  };

  /** Looks names up beforehand, within so many milliseconds; those that are not known in time are looked up when they are needed. */
  async learn(names: Iterable<string>, timeout: number): Promise<Record<string, string[]>> {
    const unknown = [...new Set(names)].filter((name) => isIP(name.replace(/^\[|\]$/g, '')) === 0);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((settle) => (timer = setTimeout(settle, timeout)));
    const learnt = unknown.map(
      (name) => new Promise<void>((settle) => this.lookup(name, { all: true }, () => settle())),
    );
    await Promise.race([Promise.all(learnt), late]);
    clearTimeout(timer);
    return Object.fromEntries([...this.#known].map(([name, all]) => [name, all.map(({ address }) => address)]));
  }
}

const addressFrom = (address: string): LookupAddress => ({ address, family: isIP(address) });

const familyOf = (family: number | 'IPv4' | 'IPv6'): number => (family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family);
