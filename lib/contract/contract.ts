import { type Json } from '../target/json.js';
import { type DeclaredAnswer, type Operation, operationsIn } from './operations.js';
import { type Fits, Schemas } from './schemas.js';

/** What a platform promises of its routes. */
export class Contract {
  readonly operations: readonly Operation[];
  readonly #matched: ReadonlyArray<readonly [Operation, RegExp]>;
  readonly #schemas: Schemas;

  /** `foundAt` is where the document was: paths of servers may be relative to it. */
  constructor(document: Json, foundAt: URL, base?: string) {
    this.operations = operationsIn(document, foundAt, base);
    this.#matched = this.operations.toSorted(byPrecision).map((each) => [each, patternOf(each.path)] as const);
    this.#schemas = new Schemas(document);
  }

  /** The route that a request is one of; of several the one that says most of its path. */
  operationFor(method: string, path: string): Operation | undefined {
    return this.#matched.find(([each, pattern]) => each.method === method && pattern.test(path))?.[0];
  }

  /** Whether any route is at a path, whatever its method. */
  hasPath(path: string): boolean {
    return this.#matched.some(([, pattern]) => pattern.test(path));
  }

  /** The schema of the JSON that a route answers with a status; undefined where none is promised. Throws when it cannot be used. */
  async schemaFor(method: string, path: string, status: number): Promise<Fits | undefined> {
    const operation = this.operationFor(method, path);
    const pointer = operation === undefined ? undefined : answerOf(operation, status)?.schema;
    return pointer === undefined ? undefined : this.#schemas.at(pointer);
  }
}

/** What a route promises for a status: for just this one, its class, or all others. Pure. */
export const answerOf = ({ answers }: Operation, status: number): DeclaredAnswer | undefined =>
  answers[`${status}`] ?? answers[`${Math.floor(status / 100)}XX`] ?? answers['default'];

const parametersIn = (path: string): number => path.split('{').length - 1;

const byPrecision = (one: Operation, other: Operation): number =>
  parametersIn(one.path) - parametersIn(other.path) || other.path.length - one.path.length;

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]+\}/)
      .map(literally)
      .join('[^/]+')}/?$`,
  );

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
