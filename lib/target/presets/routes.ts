import type { Role } from '../accounts.js';
import type { Problem, Setting } from '../env.js';
import type { Provided } from './provided.js';

/** What may be said of routes, wherever they are described. */
export interface RoutesOptions extends Provided {
  /** Below which path the routes are; by default what the description says. */
  readonly base?: string;
  /** Who asks routes that only read; `member` where there is one, else nobody in particular. */
  readonly as?: Role;
  /**
   * Who asks routes that change something, without a body and for an id that nothing has; nobody in particular by default. Somebody is
   * wanted where a login is asked for before routes are told apart.
   */
  readonly writeAs?: Role;
  /** Values for path and query parameters, by their names: ids of things that are there. By default an id is taken from the list above it. */
  readonly examples?: Readonly<Record<string, string>>;
  /** Routes that are not asked, as the description writes them: `GET /v1/export`. */
  readonly except?: readonly string[];
  /** The services behind the routes below some path: `{ '/v1/orders': 'orders' }`. */
  readonly services?: Readonly<Record<string, string>>;
}

/** A route, and what it answers. */
export interface DeclaredRoute {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/v1/orders/{id}`. */
  readonly path: string;
  /** JSON Schemas of its JSON bodies, by status: `200`, `4XX`, `default`. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What routes a target has, and what they answer. */
export interface Routes extends RoutesOptions {
  readonly kind: 'routes';
  /** An OpenAPI document, or where one is: a path of the origin, or a file. */
  readonly document: Setting<string> | Setting<URL> | Readonly<Record<string, unknown>>;
}

/** The routes that an OpenAPI document (3.0 or 3.1, JSON or YAML) describes: a path of the origin, or a file beside the target. */
export const openapi = (document: Setting<string> | Setting<URL>, options: RoutesOptions = {}): Routes => ({
  kind: 'routes',
  document,
  ...options,
});

/** The routes of a platform that has no OpenAPI document. */
export const routes = (list: readonly DeclaredRoute[], options: RoutesOptions = {}): Routes => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, answers = {} } of list) {
    const responses = Object.entries(answers).map(([status, schema]) => [
      status,
      { content: { 'application/json': { schema } } },
    ]);
    paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: Object.fromEntries(responses) } };
  }
  return { kind: 'routes', document: { openapi: '3.1.0', paths }, ...options };
};

/** What is wrong with what a target says of its routes. */
export function wrongRoutes(
  declared: Routes | undefined,
  names: { readonly services: readonly string[]; readonly accounts: readonly string[] },
): Problem[] {
  const { services = {}, except = [], as, writeAs, base } = declared ?? {};
  const roles = { as, writeAs };
  return [
    ...Object.entries(services)
      .filter(([path, service]) => !path.startsWith('/') || !names.services.includes(service))
      .map(([path, service]) => problem('services', `${path}: ${service}`, 'a path and a service of this target')),
    ...except
      .filter((route) => !/^[A-Z]+ \/\S*$/.test(route))
      .map((route) => problem('except', route, 'a route, such as GET /v1/export')),
    ...Object.entries(roles)
      .filter(([, role]) => role !== undefined && !names.accounts.includes(role))
      .map(([where, role]) => problem(where, `${role}`, 'an account of this target')),
    ...(base === undefined || base.startsWith('/') ? [] : [problem('base', base, 'a path, such as /v1')]),
  ];
}

const problem = (where: string, text: string, what: string): Problem => ({
  where: `capabilities.routes.${where}`,
  wrong: `holds "${text}", which is not ${what}`,
});
