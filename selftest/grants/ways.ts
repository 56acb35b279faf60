import type { Page } from '@playwright/test';
import type { HttpClient } from '../../lib/clients/http.js';

/** What a way round the guard is tried with. */
export interface Means {
  readonly page: Page;
  readonly http: HttpClient;
  /** Another host than any of the target's. */
  readonly elsewhere: string;
  readonly store: string;
  /** A host of the target whose name has come to lead elsewhere. */
  readonly rebound: string;
}

type Way = (means: Means, to: string) => Promise<unknown>;

/** Ways by the client of APIs. */
const ofApi: Readonly<Record<string, Way>> = {
  'api-post': ({ http }, to) => http.ask(to, { method: 'POST', json: {} }),
  'api-delete': ({ http }, to) => http.ask(to, { method: 'DELETE' }),
  'api-method-override-header': ({ http }, to) => http.ask(to, { headers: { 'X-HTTP-Method-Override': 'DELETE' } }),
  'api-method-override-parameter': ({ http }, to) => http.ask(`${to}&_method=DELETE`),
  'api-get-with-body': ({ http }, to) => http.ask(to, { body: 'changed' }),
};

const inPage =
  (attempt: (to: string) => unknown): Way =>
  ({ page }, to) =>
    page.evaluate(attempt, to);

/** Ways of a page, to its own deployment or to another host. */
const ofPage: Readonly<Record<string, Way>> = {
  'page-fetch': inPage((to) => fetch(to, { method: 'POST', body: 'changed', mode: 'no-cors' })),
  'page-xhr': inPage((to) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    request.send('changed');
  }),
  'page-form': inPage((to) => {
    document.body.innerHTML = `<form method="post" action="${to}"><input name="a"></form>`;
    document.forms[0]?.submit();
  }),
  'page-frame-form': inPage((to) => {
    const form = `<form method='post' action='${new URL(to, location.href).href}'></form><script>document.forms[0].submit()</script>`;
    document.body.innerHTML = `<iframe srcdoc="${form}"></iframe>`;
  }),
  'page-popup-form': inPage((to) => {
    document.body.innerHTML = `<form method="post" target="_blank" action="${to}"></form>`;
    document.forms[0]?.submit();
  }),
  'page-beacon': inPage((to) => navigator.sendBeacon(to, 'changed')),
  'page-beacon-when-left': async ({ page }, to) => {
    await page.evaluate((url) => addEventListener('pagehide', () => navigator.sendBeacon(url, 'changed')), to);
    await page.goto('about:blank');
  },
  'page-link-ping': inPage((to) => {
    document.body.innerHTML = `<a href="/" ping="${to}">home</a>`;
    document.links[0]?.click();
  }),
  'page-keepalive-when-closed': async ({ page }, to) => {
    await page.evaluate((url) => {
      addEventListener('pagehide', () => void fetch(url, { method: 'POST', keepalive: true, mode: 'no-cors' }));
    }, to);
    await page.close();
  },
  'page-request': ({ page }, to) => page.request.post(to, { data: 'changed' }),
};

/** Ways that make sense to the deployment alone. */
const toDeployment: Readonly<Record<string, Way>> = {
  'page-method-override': inPage((to) => fetch(to, { headers: { 'X-HTTP-Method-Override': 'DELETE' } })),
  worker: inPage((to) => new Promise((settle) => new Worker(`/worker.js?${to}`).addEventListener('message', settle))),
  'shared-worker': inPage((to) => {
    const { port } = new SharedWorker(`/worker.js?${to}`);
    port.start();
    return new Promise((settle) => port.addEventListener('message', settle));
  }),
  'service-worker': inPage(async (to) => {
    const { installing } = await navigator.serviceWorker.register(`/worker.js?${to}`);
    await new Promise((settle) => installing?.addEventListener('statechange', settle));
  }),
};

/** Ways that lead to another host in their own manner. */
const toElsewhere: Readonly<Record<string, Way>> = {
  'elsewhere-page-socket': inPage((to) => void new WebSocket(to.replace('http', 'ws'))),
  'elsewhere-worker-socket': inPage((to) => {
    const source = `new WebSocket('${to.replace('http', 'ws')}')`;
    void new Worker(URL.createObjectURL(new Blob([source])));
  }),
  'elsewhere-api-redirect': async ({ http }) => {
    const { headers } = await http.ask('/login?leads=elsewhere-api-redirect', { method: 'POST' });
    await http.ask(headers.get('location') ?? '/', { method: 'POST' });
  },
  'elsewhere-page-redirect': inPage(() =>
    fetch('/login?leads=elsewhere-page-redirect', { method: 'POST', body: 'changed', mode: 'no-cors' }),
  ),
  'elsewhere-page-form-redirect': inPage(() => {
    document.body.innerHTML = `<form method="post" action="/login?leads=elsewhere-page-form-redirect"></form>`;
    document.forms[0]?.submit();
  }),
  'elsewhere-page-request-redirect': ({ page }) =>
    page.request.post('/login?leads=elsewhere-page-request-redirect', { data: 'changed' }),
};

export interface NamedWay {
  readonly name: string;
  readonly attempt: (means: Means) => Promise<unknown>;
}

const named = (ways: Readonly<Record<string, Way>>, prefix: string, address: (means: Means) => string): NamedWay[] =>
  Object.entries(ways).map(([way, attempt]) => {
    const name = way.startsWith(prefix) ? way : `${prefix}${way}`;
    return { name, attempt: (means) => attempt(means, `${address(means)}/items?way=${name}`) };
  });

/** Every way over HTTP, by where it would arrive. */
export const WAYS = {
  deployment: named({ ...ofApi, ...ofPage, ...toDeployment }, '', () => ''),
  elsewhere: named(
    { 'api-post': ofApi['api-post'] ?? inPage(() => 0), ...ofPage, ...toElsewhere },
    'elsewhere-',
    ({ elsewhere }) => elsewhere,
  ),
  store: named(
    { put: ({ http }, to) => http.ask(to, { method: 'PUT', body: 'changed' }) },
    'store-',
    ({ store }) => store,
  ),
} as const;

/** Statements that change something, or would let the next one do so. Every one that can makes a large object: any role may. */
export const STATEMENTS = [
  'select lo_create(0)',
  'select pg_catalog.lo_create(0)',
  'with made as (select lo_create(0)) select * from made',
  'select 1; select lo_create(0)',
  'commit; select lo_create(0)',
  'set transaction read write; select lo_create(0)',
  'set session characteristics as transaction read write',
  "select set_config('transaction_read_only', 'off', false)",
  "select set_config('default_transaction_read_only', 'off', false)",
  'do $$ begin perform lo_create(0); end $$',
  'explain analyze select lo_create(0)',
  'copy (select lo_create(0)) to stdout',
  "copy (select 1) to program 'touch /tmp/firstlight-was-here'",
  "copy items from '/etc/hostname'",
  "select nextval('items_id_seq')",
  'create temporary table items (id int)',
  'select /* reads */ lo_create(0) -- nothing else',
] as const;

export const COMMANDS = [
  ['set', 'firstlight-was-here', '1'],
  ['getset', 'firstlight-was-here', '2'],
  ['eval', "return redis.call('set', 'firstlight-was-here', '3')", '0'],
  ['publish', 'firstlight', 'was here'],
  ['config', 'set', 'appendonly', 'no'],
] as const;
