import type { CodeEntry } from './entry.js';

/** Codes of what keeps data and events. */
export const STORES_CODES = {
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
} as const satisfies Readonly<Record<string, CodeEntry>>;
