import type { Remover } from '../removal.js';

interface Thing {
  readonly kind: string;
  readonly name: string;
}

/** A deployment of which only what is created and removed matters. */
export class FakeStore {
  readonly #things = new Map<string, Thing>();
  readonly #findable: readonly string[];
  /** The paths of the removals that were asked for, in order. */
  readonly asked: string[] = [];
  #ids = 0;

  constructor(findable: readonly string[]) {
    this.#findable = findable;
  }

  create(thing: Thing): { id: string; path: string } {
    const id = `${(this.#ids += 1)}`;
    const path = `/${thing.kind}/${id}`;
    this.#things.set(path, thing);
    return { id, path };
  }

  get names(): string[] {
    return [...this.#things.values()].map(({ name }) => name);
  }

  /** Removes what is there, unless the path is one that it fails to remove. */
  remover(fails: (path: string) => boolean = () => false): Remover {
    return {
      remove: (path) => {
        this.asked.push(path);
        if (fails(path)) return Promise.resolve(500);
        return Promise.resolve(this.#things.delete(path) ? 204 : 404);
      },
      find: (kind, name) =>
        Promise.resolve(
          this.#findable.includes(kind)
            ? [...this.#things].filter(([, thing]) => thing.kind === kind && thing.name === name).map(([path]) => path)
            : undefined,
        ),
      discard: ({ kind, name, service }) => {
        const path = `${service} ${kind} ${name}`;
        this.asked.push(path);
        return fails(path) ? Promise.reject(new Error(`${service} refuses`)) : Promise.resolve();
      },
    };
  }
}
