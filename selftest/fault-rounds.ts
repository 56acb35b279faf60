/** Some projects, run while some faults are on. */
export interface Round {
  readonly run: readonly string[];
  readonly grep?: string;
  readonly faults: readonly string[];
  /** The build that answers is the one that is expected, but for the faults. */
  readonly expectBuild?: true;
  /** The platform is reached by https. */
  readonly secure?: true;
}

const WITH_DATABASE = ['identity', 'content', 'assessment', 'account'];
const SERVICES = [...WITH_DATABASE, 'notifier', 'gateway'];

const ofEach = (services: readonly string[], ...faults: readonly string[]): string[] =>
  services.flatMap((service) => faults.map((fault) => `${service}-${fault}`));

/**
 * Faults that are on together, and the projects that are run then. Faults of one round harm different checks, so that
 * each red still has one reason. Whatever else is not green in these projects is a defect of the suite.
 */
export const ROUNDS: readonly Round[] = [
  {
    run: ['preflight'],
    faults: ['clock-behind', 'build-unnamed', 'seed-item-renamed', 'seed-document-lost', 'seed-result-unfinished'],
  },
  {
    run: ['health'],
    faults: [
      ...ofEach(SERVICES, 'metrics-broken'),
      ...ofEach(WITH_DATABASE, 'database-undescribed'),
      'not-alive',
      'liveness-hangs',
      'answers-slow',
    ],
  },
  { run: ['health'], faults: ofEach(SERVICES, 'liveness-cut') },
  // One after the other: what needs a service that does not work is blocked.
  ...WITH_DATABASE.map((name) => ({ run: ['health'], faults: ofEach([name], 'not-ready', 'database-unreached') })),
  { run: ['health'], faults: ['notifier-not-ready'] },
  { run: ['health'], faults: ['gateway-not-ready'] },
  { run: ['preflight'], faults: ['build-stale'], expectBuild: true },
  { run: ['preflight'], grep: 'network', faults: ['certificate-expired'], secure: true },
  {
    run: ['api'],
    grep: 'origin|session',
    faults: ['old-tls-spoken', 'https-not-insisted-on', 'cookie-sent-unencrypted'],
    secure: true,
  },
  { run: ['health'], faults: ['health-unavailable'] },
  { run: ['health'], faults: ['health-page'] },
  {
    run: ['api', 'websocket'],
    faults: [
      'sign-in-useless',
      'upload-byte-changed',
      'item-pages-lose-items',
      'ranking-reversed',
      'feed-open-to-all',
      'headers-lost',
      'any-origin-admitted',
      'cookie-within-reach',
      'plan-misnamed',
      'plan-change-lost',
      'plan-chosen-by-anybody',
      'usage-counted-twice',
      'webhook-unlisted',
      'webhook-signed-wrongly',
      'webhook-not-removed',
    ],
  },
  {
    run: ['api', 'websocket', 'disruptive'],
    faults: [
      'wrong-password-admitted',
      'upload-unlimited',
      'item-filter-too-wide',
      'results-shown-to-strangers',
      'feed-takes-any-token',
      'version-told',
      'refusal-shows-stack',
      'partner-refused',
      'unsigned-token-admitted',
      'http-stays-http',
      'rate-limit-sticks',
      'plan-limit-ignored',
      'webhook-secret-shown',
      'webhook-by-anybody',
      'webhook-id-anew',
      'webhook-newest-first',
    ],
  },
  {
    run: ['api', 'websocket', 'disruptive'],
    faults: [
      'anonymous-admitted',
      'upload-of-any-type',
      'item-refusal-vague',
      'feed-open-to-any-page',
      'folder-listed',
      'refusal-is-a-page',
      'any-key-admitted',
      'foreign-pages-trusted',
      'rate-unlimited',
      'plan-limit-stuck',
      'webhook-id-repeated',
      'webhook-not-retried',
    ],
  },
  {
    run: ['api', 'websocket', 'disruptive'],
    faults: [
      'altered-token-admitted',
      'documents-shown-to-strangers',
      'item-unknown-crashes',
      'item-deleted-still-listed',
      'pings-unanswered',
      'retry-after-untold',
    ],
  },
  {
    run: ['api', 'websocket'],
    faults: ['expired-token-admitted', 'policies-recurse', 'item-by-anybody', 'notifications-leaked'],
  },
  {
    run: ['api', 'websocket'],
    faults: ['foreign-audience-admitted', 'items-shown-to-strangers', 'notifications-out-of-order'],
  },
  { run: ['api', 'websocket'], faults: ['admin-shut-out', 'item-update-lost', 'notifications-lost'] },
  { run: ['api', 'websocket'], faults: ['roles-ignored', 'item-deleted-still-shown', 'feed-never-ready'] },
  { run: ['api'], faults: ['item-title-forgotten', 'judging-never-ends'] },
  {
    run: ['api'],
    grep: 'objects|in the store',
    faults: [
      'object-byte-changed',
      'object-metadata-lost',
      'object-not-deleted',
      'upload-not-given-up',
      'objects-open-to-all',
      'signed-addresses-endless',
    ],
  },
  {
    run: ['api'],
    grep: 'objects|in the store',
    faults: [
      'range-ignored',
      'object-list-repeats',
      'copy-forgets',
      'parts-in-wrong-order',
      'signatures-unread',
      'stored-byte-changed',
      'stored-checksum-wrong',
    ],
  },
  {
    run: ['api'],
    grep: 'routes|registration|sign-in|twenty requests|refusals|what stands before',
    faults: [
      'services-out-of-reach',
      'refusal-of-strangers-vague',
      'refusal-of-mistakes-traced',
      'route-gone',
      'answer-of-another-shape',
      'newcomers-shut-out',
      'address-given-twice',
      'guessing-unhindered',
      'refresh-useless',
      'sign-out-forgotten',
      'few-at-once',
    ],
  },
  {
    run: ['api'],
    grep: 'routes|registration|sign-in|resource ',
    faults: [
      'method-gone',
      'lock-out-for-good',
      'any-refresh-token-admitted',
      'item-order-ignored',
      'item-count-wrong',
      'item-pages-shift',
      'item-of-many-lost',
      'wrong-one-of-many-untold',
      'mistake-remembered',
      'title-given-twice',
      'key-not-read',
      'version-not-read',
    ],
  },
  { run: ['websocket'], faults: ['notifications-late'] },
  {
    run: ['api'],
    grep: 'transactions|conflicts|constraints|documents in JSON',
    faults: [
      'commits-lost',
      'rollbacks-ignored',
      'savepoints-ignored',
      'updates-lost',
      'deadlocks-stand',
      'write-skew-kept',
      'constraints-gone',
      'documents-unreadable',
    ],
  },
  {
    run: ['api'],
    grep: 'database server|statements|sessions that end|row-level security',
    faults: [
      'text-in-bytes',
      'server-outdated',
      'migration-missing',
      'connections-scarce',
      'sessions-unkillable',
      'statements-endless',
      'statements-unlimited',
      'index-invalid',
      'rows-shown-to-tenants',
      'rows-shown-to-nobody',
      'owner-unbound',
      'foreign-rows-admitted',
    ],
  },
  { run: ['api'], grep: 'sessions of a pool', faults: ['sessions-scarce'] },
  {
    run: ['api'],
    grep: 'api/events',
    faults: [
      'events-out-of-order',
      'groups-divided',
      'subscriptions-endless',
      'events-mangled',
      'history-empty',
      'events-uncorrelated',
      'handlers-give-up-early',
    ],
  },
  {
    run: ['api'],
    grep: 'api/events',
    faults: ['events-to-the-first-only', 'groups-forgetful', 'copies-gone-early', 'dead-letters-unreasoned'],
  },
  { run: ['api'], grep: 'api/events', faults: ['events-late', 'uploads-unannounced', 'retries-without-pause'] },
  {
    run: ['api'],
    grep: 'is ready within its budget|laid aside',
    faults: ['event-connections-slow', 'dead-letters-lost'],
  },
  { run: ['browser'], faults: ['wrong-password-unsaid', 'picture-missing', 'progress-untold'] },
  {
    run: ['browser', 'api'],
    faults: ['session-lost-on-reload', 'uploads-unlisted', 'page-complains', 'results-open-to-students'],
  },
  {
    run: ['browser'],
    grep: 'asks the API for',
    faults: ['page-data-fails', 'page-not-found-shown', 'page-data-misshapen', 'page-list-misshapen', 'page-slow'],
  },
  { run: ['browser'], grep: 'what the API says', faults: ['page-shows-examples'] },
  { run: ['browser'], grep: 'sign-in page', faults: ['session-not-ended'] },
  { run: ['browser'], grep: 'sign-in page', faults: ['sign-in-script-missing'] },
  { run: ['a11y'], faults: ['text-illegible'] },
  { run: ['a11y'], faults: ['field-unlabelled'] },
  { run: ['smoke'], faults: ['postgres-stopped'] },
  { run: ['smoke'], faults: ['notifier-stopped'] },
];
