import type { CodeEntry } from './entry.js';

/** Codes of what a service answers, and how quickly. */
export const HTTP_CODES = {
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
} as const satisfies Readonly<Record<string, CodeEntry>>;
