import type { Finding } from './finding.js';

/** What a finding's code means to a person: what is wrong, how to look closer, what to do. */
export interface CodeEntry {
  readonly means: string;
  readonly look: string;
  readonly act: string;
}

/** Every code that a finding can have. docs/failure-codes.md is made from it. */
export const CODES = {
  'dns.unknown-host': {
    means: 'The name of a service does not resolve.',
    look: 'Resolve it from where the run runs: `getent hosts NAME`.',
    act: 'Correct the address, or publish the record; a fresh record may need its time.',
  },
  'tcp.refused': {
    means: 'Nothing listens at the address: the machine answers, the port does not.',
    look: 'On the machine: `ss -ltn`; the process list; the last lines of its log.',
    act: 'Start the service, or correct its port.',
  },
  'tcp.unreachable': {
    means: 'The address cannot be reached at all, or does not answer in time.',
    look: '`nc -vz HOST PORT` from where the run runs; firewalls, security groups, routes.',
    act: 'Open the way, or run the suite from a place that has one.',
  },
  'tls.untrusted': {
    means: 'The certificate is not one that a browser would trust.',
    look: '`openssl s_client -connect HOST:443 -servername HOST`.',
    act: 'Install the full chain; for a private authority set SMOKE_CA.',
  },
  'tls.host-name': {
    means: 'The certificate was issued for other names.',
    look: '`openssl x509 -noout -ext subjectAltName`.',
    act: 'Issue a certificate for this name, or correct the address.',
  },
  'tls.days-left': {
    means: 'The certificate ends soon, or has ended.',
    look: '`openssl x509 -noout -enddate`.',
    act: 'Renew it, and find out why it was not renewed by itself.',
  },
  'tls.failed': {
    means: 'No TLS connection came about.',
    look: '`openssl s_client -connect HOST:443`.',
    act: 'See that the port speaks TLS 1.2 or newer, and that client certificates are given where they are wanted.',
  },
  'tls.old-protocol': {
    means: 'TLS 1.0 or 1.1 is still spoken, which RFC 8996 forbids.',
    look: "`openssl s_client -connect HOST:443 -tls1_1 -cipher 'DEFAULT@SECLEVEL=0'`.",
    act: 'Allow TLS 1.2 and newer only, at whatever ends TLS: a balancer, a proxy, the server.',
  },
  'http.no-answer': {
    means: 'A request got no complete answer.',
    look: 'The service at that address, with the correlation id in its log.',
    act: 'Refused: start it. Out of time: find what it waits for. Closed or broken off: look for a crash.',
  },
  'http.status': {
    means: 'A route answered with another status than the target states.',
    look: 'The correlation id in the log of the service.',
    act: 'Mend the service, or state in the target what is right.',
  },
  'http.encoding': {
    means: 'An answer holds bytes that are no text in UTF-8, which JSON has to be.',
    look: '`curl -s URL | iconv -f utf-8 -t utf-8 > /dev/null` names the first of them.',
    act: 'Write the answer in UTF-8; a value in Latin-1 most often comes from an older database or a file.',
  },
  'route.gone': {
    means: 'A route that the target declares is not there, or no longer takes that method: 404 or 405.',
    look: 'The route that is named, with `curl -i`; the routing of the gateway; what was renamed or left out of this build.',
    act: 'Bring it back, or strike it from the description; whoever calls it has to be told.',
  },
  'route.untold': {
    means:
      'Routes are answered as those are that nobody has, such as by 401 for everything, so that nothing is known of them.',
    look: '`curl -i` on one of them, and on a path beside it that cannot exist.',
    act: 'Say in `routes` of the target who may ask (`as`, `writeAs`), or which ids are there (`examples`).',
  },
  'contract.status': {
    means: 'A route succeeds with a status that its description does not have.',
    look: '`curl -i` on the route, beside its `responses` in the description.',
    act: 'Mend whichever of the two is wrong.',
  },
  'contract.shape': {
    means: 'A route answers with another body than its description promises: clients that were made from it fail.',
    look: '`curl` on the route, beside its schema; the place in the body is named.',
    act: 'Mend whichever of the two is wrong, and tell who reads it.',
  },
  'health.unhealthy': {
    means: 'The health route says that the service does not work, by its status or in its body.',
    look: '`curl -i` on the health route: the body names the part.',
    act: 'Mend what it names; a dependency that fails is its own incident.',
  },
  'health.degraded': {
    means: 'The service works in part.',
    look: '`curl -i` on the health route: the body names the part.',
    act: 'No reason to roll back; find out whether it was so before the deployment.',
  },
  'health.unknown-word': {
    means: 'The health body uses a word for its state that neither Firstlight nor the target knows.',
    look: 'The `status` of the body.',
    act: 'State it in the target: `healthWords`.',
  },
  'health.not-a-report': {
    means: 'What answers on the health route is not a health report, often a catch-all page.',
    look: '`curl -i` on the route.',
    act: 'Correct the path in the target, or the routing in front of the service.',
  },
  'health.database': {
    means: 'The service does not reach its database.',
    look: 'The database itself; the service’s connection settings and pool.',
    act: 'Start the database or mend the connection.',
  },
  'health.empty-summary': {
    means: 'The summary of the database is empty, so that it describes nothing.',
    look: '`curl` on the route; the migrations that were applied.',
    act: 'Run the migrations.',
  },
  'metrics.malformed': {
    means: 'The metrics are not in the Prometheus text format, so that nothing is scraped.',
    look: '`curl` on the route, and `promtool check metrics`.',
    act: 'Mend the line that is named.',
  },
  'metrics.empty': {
    means: 'The metrics route gives no sample.',
    look: '`curl` on the route.',
    act: 'Register the metrics at start.',
  },
  'time.over-budget': {
    means: 'Answers take longer than the target’s budget.',
    look: 'The profile of the run; the load of the machine; the slowest dependency.',
    act: 'Compare with earlier runs before acting: one slow run proves little.',
  },
  'time.slower-than-usual': {
    means:
      'Routes took clearly longer than in earlier good runs of the same target and environment. It never holds promotion back.',
    look: '`npx firstlight history`: since which run, and whether one route or all. The load of the machine that runs the suite.',
    act: 'One route: what did this build change there? All of them: the machine or the network. Run again before acting.',
  },
  'headers.protection': {
    means:
      'Answers lack a header by which browsers protect people, it has no effect, or it is not the one that the target states.',
    look: '`curl -si URL`; what the proxies in front add or take away.',
    act: 'Set it in front of all pages. Where its absence is meant, state in `security.headers` of the target what is right.',
  },
  'headers.version': {
    means: 'A header tells which version of what software answers, which saves an attacker a search.',
    look: '`curl -si URL`.',
    act: 'Switch the banner off: `server_tokens off`, `app.disable("x-powered-by")`, and the like.',
  },
  'cors.foreign': {
    means: 'Pages of any site may read what the deployment answers.',
    look: '`curl -si URL -H "Origin: https://elsewhere.example"`.',
    act: 'Allow the origins that need it. Where all may, state `cors: { origins: "*" }` in the target.',
  },
  'cors.credentials': {
    means: 'Pages of any site may ask in the name of whoever is signed in there, or are told so.',
    look: '`curl -si URL -H "Origin: https://elsewhere.example"`: `Access-Control-Allow-Credentials`.',
    act: 'Never give back the asking origin unseen; allow credentials to named origins only.',
  },
  'cors.refused': {
    means: 'Pages of an origin that the target says is allowed are refused.',
    look: '`curl -si -X OPTIONS URL -H "Origin: ORIGIN" -H "Access-Control-Request-Method: GET"`.',
    act: 'Put the origin on the list, or correct the target.',
  },
  'cookies.session': {
    means: 'Signing in does not set the cookie that the target names.',
    look: '`curl -si -X POST` on the sign-in: `Set-Cookie`.',
    act: 'Mend the sign-in, or correct `security.cookies` in the target.',
  },
  'cookies.attributes': {
    means: 'A cookie that signing in sets can be read by scripts, sent by pages of other sites, or sent unencrypted.',
    look: '`curl -si -X POST` on the sign-in: `Set-Cookie`.',
    act: 'Add what is missing: HttpOnly, SameSite=Lax or Strict, and Secure on https.',
  },
  'exposure.open': {
    means: 'Anybody can open what the target says is closed.',
    look: '`curl -i` on the path, without signing in.',
    act: 'Close it at the front: no listing of folders, metrics for the inside only.',
  },
  'exposure.trace': {
    means: 'A refusal shows a stack trace: paths, libraries, and what they are called inside.',
    look: '`curl -i` on the route.',
    act: 'Let errors end in one handler, and run in the mode for production.',
  },
  'exposure.refusal': {
    means: 'An unknown route is not refused as an API refuses: with 404 and JSON, in the shape of its other errors.',
    look: '`curl -i` on the route; a catch-all page in front.',
    act: 'Answer 404 in JSON below the path of the API, or state that path in `security.errors` of the target.',
  },
  'database.version': {
    means: 'The database server is of a version that the platform is not made for.',
    look: '`select version()`.',
    act: 'Upgrade the server, or state in `database.version` of the target what the platform runs on.',
  },
  'database.migrations': {
    means: 'The database is not where the build expects it: a migration is missing, or one is too many.',
    look: "The table of the platform's migration tool; the log of the deployment's migration step.",
    act: 'Run the migrations of this build, or deploy the build that belongs to the database.',
  },
  'database.connections': {
    means: 'Hardly any more sessions can be opened: the next service that starts, or the next rush, is refused.',
    look: '`select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3 order by 4 desc`.',
    act: 'Find who opens sessions and keeps them; make pools smaller, or `max_connections` or the limit of the role greater.',
  },
  'database.statement-timeout': {
    means: 'Nothing, or nothing soon enough, ends a statement of this login that goes astray.',
    look: '`show statement_timeout`, signed in as that login.',
    act: '`ALTER ROLE ... SET statement_timeout = ...`, or state what is right in `database.statementTimeout` of the target.',
  },
  'database.row-security': {
    means:
      'Tenants are not kept apart in the database as the target states: one sees too much, or nothing, or can write for another.',
    look: '`\\d+ TABLE` in psql shows the policies; `select relrowsecurity, relforcerowsecurity from pg_class`.',
    act: 'Mend the policy at once when a row of another tenant was seen; else see that it reads the setting that sessions set.',
  },
  'database.index-unused': {
    means: 'A query that must be answered from an index reads the whole table, or uses another index.',
    look: '`explain` of the query after `set enable_seqscan = off`; `select indisvalid from pg_index`.',
    act: 'Create the index, or `reindex` the invalid one, which a `create index concurrently` leaves that failed.',
  },
  'redirect.https': {
    means: 'Who comes by http stays there, where everybody on the way can read along.',
    look: '`curl -si http://HOST/`.',
    act: 'Redirect all of it to https with 308 or 301, at the balancer or the proxy.',
  },
  'csrf.admitted': {
    means: 'A page of another site can act with the session of whoever visits it.',
    look: 'Send the request with the cookie of a session and the header `Origin` of another site.',
    act: 'Refuse foreign origins of requests that change something, or want a token that other sites cannot read.',
  },
  'csrf.unproven': {
    means: 'A request is refused from everywhere, so that nothing is known of other sites.',
    look: 'Send it from a page of its own: `security.cookies.forgery` names it.',
    act: 'Name a request that fails for another reason, such as an empty body, and in `own` the headers that pages send.',
  },
  'rate-limit.absent': {
    means: 'As many requests as the target says to be too many were all served.',
    look: 'The setting of the limit, and what it counts by: behind a proxy it may count the proxy.',
    act: 'Switch the limit on, or state the right number in `security.rateLimit` of the target.',
  },
  'rate-limit.retry-after': {
    means: 'Who asks too often is not told when to come back, and asks on.',
    look: '`curl -i`, until it is refused.',
    act: 'Answer with `Retry-After`: seconds, or a date (RFC 9110).',
  },
  'rate-limit.stuck': {
    means: 'Whoever was refused once is not served again in the time that the target states.',
    look: 'How long its window is, and whether refused requests count.',
    act: 'Let the window end, or state in `recovers` how long it takes.',
  },
  'clock.off': {
    means: 'The clock of the deployment differs from ours: tokens and certificates may be refused.',
    look: '`date -u` on both machines; `timedatectl`.',
    act: 'Let a time service set the clock.',
  },
  'clock.no-date': {
    means: 'Answers carry no Date header, so that the clock cannot be compared.',
    look: '`curl -I` on the origin.',
    act: 'Let the server send it (RFC 9110 wants it of origins with a clock).',
  },
  'build.stale': {
    means: 'Another build answers than the one that was deployed.',
    look: 'The version route, several times: a rolling deployment may still be under way.',
    act: 'Wait for the deployment (`--wait`), or find out why it did not happen.',
  },
  'build.unnamed': {
    means: 'The version route does not name a build where the target says it does.',
    look: '`curl` on the version route.',
    act: 'Name it there, or correct the field in the target.',
  },
  'seed.differs': {
    means: 'A question whose answer is known was answered otherwise.',
    look: 'Ask it by hand; compare the data.',
    act: 'Seed the deployment again, or correct what the target states.',
  },
  'postgres.refused': {
    means: 'PostgreSQL does not accept connections.',
    look: '`pg_isready -h HOST -p PORT`; its log.',
    act: 'Start it; raise max_connections when it is full.',
  },
  'postgres.unauthorised': {
    means: 'PostgreSQL refuses this user or password.',
    look: '`psql` with the same address; pg_hba.conf.',
    act: 'Correct the credentials.',
  },
  'postgres.failed': {
    means: 'PostgreSQL accepts connections but answers no query.',
    look: '`psql -c "select 1"`; its log; locks; disk space.',
    act: 'When it says that it starts, give it time; else free what is full or locked, or correct the database’s name.',
  },
  'redis.refused': {
    means: 'Redis does not accept connections.',
    look: '`redis-cli -h HOST -p PORT ping`; its log.',
    act: 'Start it.',
  },
  'redis.unauthorised': {
    means: 'Redis refuses this user or password.',
    look: '`redis-cli -a PASSWORD ping`.',
    act: 'Correct the credentials.',
  },
  'redis.failed': {
    means: 'Redis accepts connections but does not answer PING with PONG.',
    look: '`redis-cli ping`, `redis-cli info persistence`, `redis-cli info memory`.',
    act: 'When it is loading, give it time; when it is out of memory, free some or raise `maxmemory`.',
  },
  'amqp.refused': {
    means: 'RabbitMQ does not accept connections.',
    look: '`rabbitmq-diagnostics check_port_connectivity`; its log.',
    act: 'Start it; when it is starting, give it time.',
  },
  'amqp.unauthorised': {
    means: 'RabbitMQ refuses this user, password or virtual host.',
    look: '`rabbitmqctl list_users`, `rabbitmqctl list_permissions`; `guest` may only come from its own machine.',
    act: 'Correct the credentials, or the permissions.',
  },
  'amqp.failed': {
    means: 'RabbitMQ accepts connections but opens no channel.',
    look: '`rabbitmq-diagnostics status`: alarms of memory and disk, the number of connections.',
    act: 'Free what is full; restart it when it hangs.',
  },
  'kafka.refused': {
    means: 'A Kafka broker does not accept connections.',
    look: '`kcat -b HOST:PORT -L`; its log.',
    act: 'Start it, or correct `url` of the service.',
  },
  'kafka.unauthorised': {
    means: 'Kafka refuses this user or password.',
    look: '`kcat -b HOST:PORT -L` with the same credentials; the mechanisms that the listener takes.',
    act: 'Correct the credentials or `mechanism`.',
  },
  'kafka.failed': {
    means:
      'A Kafka broker accepts connections but does not describe its cluster, or names brokers that the target does not.',
    look: '`kcat -b HOST:PORT -L`: which brokers it names, and whether each partition has a leader.',
    act: 'Name all brokers in `brokers` of the service; correct `advertised.listeners`; restart it when it hangs.',
  },
  's3.refused': {
    means: 'The object store does not accept connections.',
    look: '`curl -I` on its address.',
    act: 'Start it.',
  },
  's3.unauthorised': {
    means: 'The object store refuses these keys.',
    look: '`aws s3 ls` with the same keys.',
    act: 'Correct the keys, or what they may do.',
  },
  's3.failed': {
    means: 'The object store does not know the bucket, or fails.',
    look: '`aws s3 ls s3://BUCKET`.',
    act: 'Create the bucket, or correct its name.',
  },
  'page.call-failed': {
    means: 'A page asked the platform for something that was not given; people may not see it.',
    look: 'The attachment `calls` of the check; the network panel of the page; the log of the service at that time.',
    act: 'Mend the route or the page. What is harmless, such as asking who is signed in, goes to `web.ignore`.',
  },
  'page.first-byte': {
    means: 'The first byte of a page took longer than its budget.',
    look: 'The waterfall of the page: did it wait for the service, or for the network?',
    act: 'Find what the service waits for; state another `web.budget` where the way is long.',
  },
  'page.largest-paint': {
    means: 'The largest thing on a page was painted later than its budget says.',
    look: 'The waterfall of the page: which script, picture or answer came last?',
    act: 'Ask for it earlier, or for less; state another `web.budget` where that is how it is.',
  },
  'profile.unread': {
    means: 'The platform does not tell of its processes where the target says that it does.',
    look: '`curl -i` on that address; `profile` of the target.',
    act: 'Correct `profile.url` or `profile.read`, or leave them out.',
  },
  'profile.seed': {
    means: 'Making the first data took longer than its budget.',
    look: 'The log of the migrations and of the seed, with times.',
    act: 'Find what grew; state another `profile.budget.seed` where that is how it is.',
  },
  'profile.start': {
    means: 'A service was ready later than its budget says.',
    look: 'The first lines of its log: what it waits for.',
    act: 'Let it wait for less; state another `profile.budget.start` where that is how it is.',
  },
  'profile.memory': {
    means: 'A service has used more memory than its budget says.',
    look: 'Its memory in earlier runs, and over time.',
    act: 'Find what it keeps; give it more, and state so in `profile.budget.memory`.',
  },
  'page.foreign-host': {
    means: 'A page asks a host that the target does not name for something that it can do without. It was not given.',
    look: 'The hosts that are named; the network panel of the page.',
    act: 'Name them in `hosts` of the target when they belong to it, or in `web.ignore` when they do not matter.',
  },
  'config.weak-secret': {
    means: 'A secret is short, a usual default, or the same as another.',
    look: 'The variable that is named: a password, the one inside a connection URL, a token or a header.',
    act: 'Generate one for each: `openssl rand -base64 24`.',
  },
  'config.no-tls': {
    means: 'A connection beyond this machine is not encrypted.',
    look: 'The variable that is named.',
    act: 'Use https, rediss or sslmode=verify-full.',
  },
  'config.unknown-key': {
    means: 'A file of variables sets one that nothing reads: often a misspelling.',
    look: 'The file that is named.',
    act: 'Correct or remove it; variables of your own target belong in .env.example.',
  },
  'config.missing-key': {
    means: 'The file of variables that was chosen lacks one that the target needs; only the real environment sets it.',
    look: 'The file that is named, beside its example.',
    act: 'Add it, so that the next person verifies the same deployment.',
  },
  'config.stray-issue': {
    means: 'A known issue names a check that the run does not have, so that it excuses nothing.',
    look: '`known-issues.json` beside the ids in `results.json`.',
    act: 'Correct the id, or strike the issue when its check is gone.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** The code of a finding. */
export type Code = keyof typeof CODES;

/** A finding whose code can be looked up: what every judge gives. */
export interface Coded extends Finding {
  readonly code: Code;
}
