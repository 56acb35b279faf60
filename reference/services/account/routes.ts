import type { FastifyInstance } from 'fastify';
import type { Auth } from '../../kernel/auth.js';
import type { Database } from '../../kernel/database.js';
import { notFound, parse } from '../../kernel/errors.js';
import { pageQuery } from '../../kernel/paging.js';
import { pathId } from '../../kernel/path-id.js';
import { plansIn } from './plan/plans.js';
import { createdWebhook, newWebhook, plan, planChange, usagePage, usageQuery, webhookPage } from './schemas.js';
import { usageIn } from './usage/ledger.js';
import { webhooksIn } from './webhooks/webhooks.js';

export function registerAccount(app: FastifyInstance, auth: Auth, database: Database): void {
  const plans = plansIn(database);
  const usage = usageIn(database);
  const webhooks = webhooksIn(database);
  const anybody = { preHandler: auth.requireUser() };
  const admins = { preHandler: auth.requireUser('admin') };

  app.get('/v1/account/plan', anybody, async (request) => plan.parse(await plans.current(request.user)));

  app.put('/v1/account/plan', admins, async (request) =>
    plan.parse(await plans.choose(request.user, parse(planChange, request.body).plan)),
  );

  app.get('/v1/account/usage', anybody, async (request) =>
    usagePage.parse(await usage.page(request.user, parse(usageQuery, request.query))),
  );

  app.post('/v1/account/webhooks', admins, async (request, reply) => {
    const created = await webhooks.insert(request.user, parse(newWebhook, request.body));
    return reply
      .status(201)
      .header('location', `/v1/account/webhooks/${created.id}`)
      .send(createdWebhook.parse(created));
  });

  app.get('/v1/account/webhooks', admins, async (request) =>
    webhookPage.parse(await webhooks.page(request.user, parse(pageQuery, request.query))),
  );

  app.delete('/v1/account/webhooks/:id', admins, async (request, reply) => {
    if (!(await webhooks.remove(request.user, pathId(request, 'webhook')))) throw notFound('webhook');
    return reply.status(204).send();
  });
}
