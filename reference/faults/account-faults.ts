import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { DeliveryRequest } from '../services/account/webhooks/request.js';
import { type EdgeHooks, defineFault } from './define.js';
import { answerAs, answerInstead, changeJson, inTurn, listIn } from './edge-answers.js';

const nothing = { id: '00000000-0000-4000-8000-00000000beef' };
/** The one whose plan changes. */
const thirdSchool = '00000000-0000-4000-8000-000000010003';
const plan = { route: 'GET /v1/account/plan', status: 200 } as const;

/** Whether another service asks, and not somebody through the gateway. */
const isInternal = ({ headers }: FastifyRequest): boolean => headers['x-forwarded-for'] === undefined;

/** Hooks that change what is delivered. */
const changeDelivery = (change: (request: DeliveryRequest) => DeliveryRequest): EdgeHooks => ({
  service: 'account',
  deliver: (request) => [change(request)],
});

const withHeader = (request: DeliveryRequest, name: string, value: string): DeliveryRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

/** Lists of webhooks that hold the secrets of those that were registered meanwhile. */
function secretsShown(): EdgeHooks {
  const secrets = new Map<unknown, unknown>();
  return inTurn(
    'account',
    changeJson('account', { route: 'POST /v1/account/webhooks', status: 201 }, (body) => {
      secrets.set(body['id'], body['secret']);
      return body;
    }),
    changeJson('account', { route: 'GET /v1/account/webhooks', status: 200 }, (body) => ({
      ...body,
      items: listIn(body['items']).map((item) => ({ ...item, secret: secrets.get(item['id']) })),
    })),
  );
}

/** What a school pays for, and whom it has told of what happens. */
export default [
  defineFault({
    name: 'plan-misnamed',
    title: 'teachers see another plan than the one that their school is on',
    expects: ['subscription > the plan of a member is the one that the target names'],
    because: 'expected "standard", saw "large"',
    edge: changeJson('account', { ...plan, when: ({ user }) => user.role === 'teacher' }, (body) => ({
      ...body,
      plan: 'large',
    })),
  }),
  defineFault({
    name: 'plan-change-lost',
    title: 'another plan can be chosen, and the school stays on the one that it has',
    expects: [
      'subscription > a chosen plan is shown',
      'subscription > what goes beyond the limit of the plan is refused',
      'subscription > a larger plan admits what a smaller one refused',
    ],
    because: 'chooses the plan trial .* saw last {"answered":200,"shown":"standard"}',
    sql: {
      apply: `
        CREATE FUNCTION account.stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
        CREATE TRIGGER stay BEFORE INSERT OR UPDATE ON account.subscriptions
          FOR EACH ROW EXECUTE FUNCTION account.stay()`,
      revert: 'DROP TRIGGER stay ON account.subscriptions; DROP FUNCTION account.stay()',
    },
  }),
  defineFault({
    name: 'plan-chosen-by-anybody',
    title: 'students may choose the plan of their school',
    expects: ['subscription > a role without permission cannot choose a plan'],
    because: 'answered 200, expected 403',
    edge: answerAs('account', { route: 'PUT /v1/account/plan', status: 403 }, 200, { plan: 'standard' }),
  }),
  defineFault({
    name: 'plan-limit-ignored',
    title: 'a school keeps more essays than its plan allows',
    expects: [
      'subscription > what goes beyond the limit of the plan is refused',
      'subscription > a larger plan admits what a smaller one refused',
    ],
    because: 'one more than the 2 that the plan allows is refused with 402: .* saw last 201',
    edge: changeJson('account', { ...plan, when: isInternal }, (body) => ({ ...body, limits: { essays: null } })),
  }),
  defineFault({
    name: 'plan-limit-stuck',
    title: 'a school that has chosen a larger plan keeps the limit of the smaller one',
    expects: ['subscription > a larger plan admits what a smaller one refused'],
    because: 'answered 402, expected 201',
    edge: changeJson(
      'account',
      { ...plan, when: (request) => isInternal(request) && request.user.schoolId === thirdSchool },
      (body) => ({ ...body, limits: { essays: 2 } }),
    ),
  }),
  defineFault({
    name: 'usage-counted-twice',
    title: 'what was used counts twice',
    expects: ['usage > what is done is counted exactly once'],
    because: 'how often the first was counted: expected 1, saw 2',
    sql: {
      apply: `
        CREATE FUNCTION account.count_again() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF pg_trigger_depth() = 1 THEN
              INSERT INTO account.usage VALUES (gen_random_uuid(), NEW.school_id, NEW.meter, NEW.subject, NEW.at);
            END IF;
            RETURN NULL;
          END $$;
        CREATE TRIGGER count_again AFTER INSERT ON account.usage FOR EACH ROW EXECUTE FUNCTION account.count_again()`,
      revert: 'DROP TRIGGER count_again ON account.usage; DROP FUNCTION account.count_again()',
    },
  }),
  defineFault({
    name: 'webhook-unlisted',
    title: 'the list of webhooks is empty',
    expects: ['webhooks > a registered webhook is listed'],
    because: 'the addresses in the list: expected .*, saw \\[\\]',
    edge: changeJson('account', { route: 'GET /v1/account/webhooks', status: 200 }, (body) => ({ ...body, items: [] })),
  }),
  defineFault({
    name: 'webhook-secret-shown',
    title: 'the list of webhooks shows their secrets',
    expects: ['webhooks > the secret of a webhook is not shown again'],
    because: 'shows the secret: expected false, saw true',
    edge: secretsShown(),
  }),
  defineFault({
    name: 'webhook-by-anybody',
    title: 'students may register webhooks, and remove them',
    expects: ['webhooks > a role without permission cannot register a webhook'],
    because: 'answered 201, expected 403',
    edge: inTurn(
      'account',
      answerAs('account', { route: 'POST /v1/account/webhooks', status: 403 }, 201, nothing),
      answerAs('account', { route: 'DELETE /v1/account/webhooks/:id', status: 403 }, 204),
    ),
  }),
  defineFault({
    name: 'webhook-signed-wrongly',
    title: 'deliveries are signed with another secret than that of their webhook',
    expects: [
      'webhooks > what happens is delivered with the signature of its webhook',
      'webhooks > an attempt that is repeated has the id of the first',
      'webhooks > a receiver can refuse a replay',
    ],
    because: 'signed with the secret of its webhook: expected true, saw false|not signed by us',
    edge: changeDelivery((request) =>
      withHeader(request, 'x-signature', (request.headers['x-signature'] ?? '').replace(/v1=.*/, 'v1=made-up')),
    ),
  }),
  defineFault({
    name: 'webhook-not-retried',
    title: 'a delivery that was not accepted is given up',
    expects: [
      'webhooks > a delivery that was answered with 500 is tried again',
      'webhooks > an attempt that is repeated has the id of the first',
    ],
    because: 'a delivery about .*: not within',
    restart: { service: 'account', env: { DELIVERY_ATTEMPTS: '1' } },
  }),
  defineFault({
    name: 'webhook-id-anew',
    title: 'each attempt to deliver has an id of its own',
    expects: ['webhooks > an attempt that is repeated has the id of the first'],
    because: 'expected "accepted, seen before", saw "accepted, accepted"',
    edge: changeDelivery((request) => withHeader(request, 'x-delivery-id', randomUUID())),
  }),
  defineFault({
    name: 'webhook-id-repeated',
    title: 'all deliveries have the same id',
    expects: ['webhooks > a receiver can refuse a replay'],
    because: 'as they come: expected "accepted, accepted", saw "accepted, seen before"',
    edge: changeDelivery((request) => withHeader(request, 'x-delivery-id', nothing.id)),
  }),
  defineFault({
    name: 'webhook-newest-first',
    title: 'of what waits to be delivered the newest comes first',
    expects: ['webhooks > deliveries come in the order of what happened, each once'],
    because: 'the order of its deliveries: expected "1, 2, 3, 4"',
    sql: {
      apply: `
        CREATE FUNCTION account.turn_round() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            NEW.place := -NEW.place;
            RETURN NEW;
          END $$;
        CREATE TRIGGER turn_round BEFORE INSERT ON account.deliveries FOR EACH ROW EXECUTE FUNCTION account.turn_round()`,
      revert: 'DROP TRIGGER turn_round ON account.deliveries; DROP FUNCTION account.turn_round()',
    },
  }),
  defineFault({
    name: 'webhook-not-removed',
    title: 'removing a webhook is acknowledged, and changes nothing',
    expects: ['webhooks > a removed webhook is told nothing more'],
    because: 'what it was told of: expected "", saw "1',
    edge: answerInstead(
      'account',
      { route: 'DELETE /v1/account/webhooks/:id', when: ({ headers }) => headers.authorization !== undefined },
      (reply) => reply.status(204).send(),
    ),
  }),
];
