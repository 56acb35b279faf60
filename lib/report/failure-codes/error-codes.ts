import type { FeedError } from '../../clients/feed-socket.js';
import type { HttpFailure } from '../../clients/http-error.js';
import type { SignInError } from '../../clients/session.js';
import type { ContractError } from '../../contract/read-contract.js';
import type { LeftoversError } from '../../data/ledger.js';
import type { RefusalCode } from '../../guard/refusal.js';
import type { CodeEntry } from '../../probes/codes.js';
import type { TooMuchError } from '../../redact/content.js';
import type { CannotJudgeError } from '../../run/errors.js';
import type { OUT_OF_TIME } from '../../run/gate.js';
import type { PolicyError } from '../../verdict/policy.js';

/** The code of an error that a check or the command can end with. */
export type ErrorCode =
  | HttpFailure
  | FeedError['code']
  | SignInError['code']
  | ContractError['code']
  | LeftoversError['code']
  | RefusalCode
  | TooMuchError['code']
  | CannotJudgeError['code']
  | PolicyError['code']
  | typeof OUT_OF_TIME;

/** Every code that an error can have, the ones that keep a run from judging last. */
export const ERROR_CODES = {
  SMOKE_UNKNOWN_HOST: {
    means: 'The name in the address does not resolve where the run runs.',
    look: '`getent hosts NAME` on that machine; the record at your name server.',
    act: 'Correct the address in the target, publish the record, or run where the name is known.',
  },
  SMOKE_REFUSED: {
    means: 'The machine answers, but nothing listens on the port.',
    look: 'On the machine: `ss -ltn`, the process list, the last lines of the service’s log.',
    act: 'Start the service; when it ended by itself, its log says why.',
  },
  SMOKE_UNREACHABLE: {
    means: 'No way leads to the address: no route, or a firewall that says so.',
    look: '`nc -vz HOST PORT` from where the run runs; routes, security groups, network policies.',
    act: 'Open the way, or run the suite from a place that has one.',
  },
  SMOKE_RESET: {
    means: 'The connection was closed before an answer began.',
    look: 'The service’s log for a crash or a restart at that moment; whatever stands in front of it.',
    act: 'Find out who closed it: a process that ended, a proxy at its limit, or a port of another protocol.',
  },
  SMOKE_TIMEOUT: {
    means: 'The connection stands, but no complete answer came in time.',
    look: 'The correlation id in the service’s log; what it waits for: a lock, a pool, a dependency that hangs.',
    act: 'Free what it waits for; only when it is right to be slow, raise `timeouts.request` in the target.',
  },
  SMOKE_CERTIFICATE: {
    means: 'TLS could not be set up, or the certificate is not trusted.',
    look: '`openssl s_client -connect HOST:443 -servername HOST`.',
    act: 'Install the full chain of a valid certificate; for a private authority set SMOKE_CA.',
  },
  SMOKE_TOO_LARGE: {
    means: 'An answer was longer than any that the suite reads.',
    look: '`curl -s URL | wc -c`; whether a list has lost its pages.',
    act: 'Mend the route, or ask for less of it in the target.',
  },
  SMOKE_BAD_ANSWER: {
    means: 'What came is not a whole HTTP answer: it broke off, or is of another protocol.',
    look: '`curl -v URL`; the service’s log for a crash in the middle of the answer.',
    act: 'Mend the service, or correct the port in the target.',
  },
  SMOKE_NOT_JSON: {
    means: 'An answer that should be JSON is not: often an error page of a proxy, or the page of a web application.',
    look: '`curl -i URL`: the first line of the body tells who answers.',
    act: 'Mend the routing in front of the service, or correct the path in the target.',
  },
  SMOKE_FOREIGN_HOST: {
    means:
      'A request, of a check or of a page, would have gone to a host that the target does not name. It was not sent.',
    look: 'The address in the message, and where it came from: a redirect, a link in an answer, a script of the page.',
    act: 'When it belongs to the target, name it in `hosts`; what a page may well do without, in `web.ignore`; else find out why it is asked.',
  },
  SMOKE_WITHOUT_WRITES: {
    means: 'A request or a statement would have changed something, and the run may only read. It was not sent.',
    look: 'The message: what was about to be sent, and why the grant is withheld.',
    act: 'Grant `writes` where that is right. A POST that changes nothing is stated in the target: `reads`, or `safeRoutes` of its sign-in.',
  },
  SMOKE_WITHOUT_DIRECT: {
    means: 'A database, a cache, a broker or a store would have been asked directly. It was not.',
    look: 'The message: what was about to be asked, and why the grant is withheld.',
    act: 'Grant `direct` where the run may connect to it; a check that does so names the grant in `about()`.',
  },
  SMOKE_WITHOUT_DISRUPTIVE: {
    means: 'One check has asked so much that others would feel it. The rest was not sent.',
    look: 'The check: a loop that does not end, or one that means to use up a limit.',
    act: 'Ask less; a check that means it names the grant `disruptive`, and runs last and alone.',
  },
  SMOKE_OUT_OF_TIME: {
    means:
      'The run had taken as long as it may when this check should have begun: the deployment is slow all over, or many checks ended by their limits.',
    look: 'The slowest routes at the end of the summary, and what failed before.',
    act: 'Mend what is slow; where the deployment is right to be, raise `timeouts.run` in the target, or run more workers with `--workers`.',
  },
  SMOKE_SIGN_IN_REFUSED: {
    means: 'An account of the target cannot sign in.',
    look: 'Sign in by hand with the same account; the correlation id in the log of the service that signs people in.',
    act: 'Correct the credentials of this environment, or create the account; with a 5xx, mend the service.',
  },
  SMOKE_NO_TOKEN: {
    means: 'Signing in succeeds, but its answer has no token where the target looks for it.',
    look: 'The answer of the sign-in route, beside `token` in the target.',
    act: 'Restore the field, or let the target look in the right place.',
  },
  SMOKE_TOKEN_REFUSED: {
    means: 'Signing in succeeds, and the token that it gives is refused where everybody may go who is signed in.',
    look: 'Whether who gives tokens and who reads them agree: the key, the issuer, the audience, the clock, the store of sessions.',
    act: 'Mend what was deployed apart, a rotated key mostly; in a new target, see `authorize` and `protectedPath`.',
  },
  SMOKE_NO_ACCOUNT: {
    means: 'A check asked for an account that the target does not have, or the target cannot sign anybody in.',
    look: '`accounts` and `capabilities.auth` of the target.',
    act: 'Add the account; in a check, name it in `accounts`, so that it is left out where there is none.',
  },
  SMOKE_NO_CONTRACT: {
    means:
      'The description of the routes that the target names is not there, or no OpenAPI 3.0 or 3.1 in JSON or YAML.',
    look: '`curl -i` on its address: `capabilities.routes` of the target.',
    act: 'Serve it, or keep it beside the target and name the file.',
  },
  SMOKE_FEED_UNREACHABLE: {
    means: 'The WebSocket did not open: nothing answered the upgrade.',
    look: '`curl -i URL` on its address; the notification service; whether the proxy lets upgrades through.',
    act: 'Start the service, or let the proxy pass `Connection: upgrade`.',
  },
  SMOKE_FEED_REFUSED: {
    means: 'The WebSocket was refused by a status, although the token is good.',
    look: 'The status in the message; the log of the service for that moment.',
    act: 'With 401 or 403, see how the target authenticates; with 404, its path; with 502 or 504, what stands behind.',
  },
  SMOKE_FEED_BAD_UPGRADE: {
    means: 'The upgrade was answered, but not as WebSocket wants it.',
    look: 'The message: a subprotocol that was not offered, a wrong accept key, an answer that is no HTTP.',
    act: 'Mend the server, or state in the target which subprotocol it speaks.',
  },
  SMOKE_FEED_SILENT: {
    means: 'The WebSocket is open, and what was waited for did not come within its budget.',
    look: 'What came instead, in the message; the broker between who tells and who listens.',
    act: 'Follow the event from its trigger to the feed: was it published, received, and meant for this user?',
  },
  SMOKE_FEED_CLOSED: {
    means: 'The server closed the WebSocket before what was waited for came.',
    look: 'The close code in the message; the log of the service.',
    act: 'A code of 4000 or more is its own reason; 1006 is a connection that broke; 1011 an error of the server.',
  },
  SMOKE_LEFTOVERS: {
    means: 'Something that the run created is still on the target.',
    look: 'The message names each thing with its id and why it stayed; the ledger in `reports/ledger/` has them all.',
    act: 'The next run tries again by itself; what it still cannot remove, remove by hand, by these ids.',
  },
  SMOKE_ARCHIVE_TOO_LARGE: {
    means: 'A recording of the run was too large to be searched for secrets, and was deleted.',
    look: 'The file that the message names, most often a trace.',
    act: 'Run that check alone, so that its trace is shorter.',
  },
  SMOKE_CONFIGURATION: {
    means: 'Nothing could be judged, because the configuration is wrong.',
    look: 'The message names every problem with its variable and an example.',
    act: 'Correct them all, then see with `npx firstlight plan` that none is left.',
  },
  SMOKE_NO_NETWORK: {
    means:
      'Nothing could be judged, because the machine that the run runs on has no way to the deployment: no resolver, no route, or no proxy.',
    look: 'From there: `getent hosts HOST`, `ip route get ADDRESS`, `curl -x PROXY -i ORIGIN`.',
    act: 'Mend the network of that machine, or correct `access.proxy` of the target; the deployment itself was not judged.',
  },
  SMOKE_NOT_STARTED: {
    means: 'Nothing could be judged, because the platform that the run itself starts did not start.',
    look: 'What it printed; run its `start.command` alone: `npm run reference` for the embedded platform.',
    act: 'Do what it says; a busy port and a full disk are told by name.',
  },
  SMOKE_POLICY_INVALID: {
    means: 'The policy does not exist, or its file is not a policy.',
    look: 'The message: the names that there are, or each field that is wrong.',
    act: 'Name one that is shipped (`default`, `percent-20`, `matrix`), or mend the file.',
  },
} as const satisfies Readonly<Record<ErrorCode, CodeEntry>>;
