import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import type { Auth, User } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { ApiError, notFound, parse } from '../../../kernel/errors.js';
import { pathId } from '../../../kernel/path-id.js';
import { assignmentsIn, type Versioned } from './rows.js';
import {
  assignment,
  assignmentChange,
  assignmentPage,
  assignmentQuery,
  type CreatedAssignments,
  createdAssignments,
  newAssignment,
  newAssignments,
} from './schemas.js';

const idempotencyKey = z.string().min(1).max(200).optional();

/** The version in an `If-Match`; `*` stands for any. One that is none of ours matches nothing. */
const expectedVersion = z
  .string()
  .optional()
  .transform((tag) => (tag === undefined || tag === '*' ? undefined : Number(/^"(\d{1,9})"$/.exec(tag)?.[1] ?? 0)));

export function registerAssignments(app: FastifyInstance, auth: Auth, database: Database): void {
  const assignments = assignmentsIn(database);
  const anybody = { preHandler: auth.requireUser() };
  const staff = { preHandler: auth.requireUser('teacher', 'admin') };
  const insertOne = (user: User, item: unknown) => assignments.insert(user, parse(newAssignment, item));

  app.post('/v1/assignments', staff, async (request, reply) => {
    const key = parse(idempotencyKey, request.headers['idempotency-key']);
    const created = await assignments.insert(request.user, parse(newAssignment, request.body), key);
    return told(reply.status(201).header('location', `/v1/assignments/${created.id}`), created);
  });

  app.post('/v1/assignments/bulk', staff, async (request, reply) => {
    const { items } = parse(newAssignments, request.body);
    const results: CreatedAssignments['results'] = [];
    for (const item of items) results.push(await judged(() => insertOne(request.user, item)));
    return reply.status(207).send(createdAssignments.parse({ results }));
  });

  app.get('/v1/assignments', anybody, async (request) =>
    assignmentPage.parse(await assignments.page(request.user, parse(assignmentQuery, request.query))),
  );

  app.get('/v1/assignments/:id', anybody, async (request, reply) =>
    told(reply, present(await assignments.find(request.user, pathId(request, 'assignment')))),
  );

  app.patch('/v1/assignments/:id', staff, async (request, reply) => {
    const id = pathId(request, 'assignment');
    const change = parse(assignmentChange, request.body);
    const expected = parse(expectedVersion, request.headers['if-match']);
    return told(reply, present(await assignments.change(request.user, id, change, expected)));
  });

  app.delete('/v1/assignments/:id', staff, async (request, reply) => {
    const removed = await assignments.remove(request.user, pathId(request, 'assignment'));
    if (!removed) throw notFound('assignment');
    return reply.status(204).send();
  });
}

/** An answer that holds an assignment, under its version. */
const told = (reply: FastifyReply, item: Versioned): FastifyReply =>
  reply.header('etag', `"${item.version}"`).send(assignment.parse(item));

/** What became of one of many. What is wrong with it is told in its place. */
async function judged(insert: () => Promise<Versioned>): Promise<CreatedAssignments['results'][number]> {
  try {
    return { status: 201, assignment: await insert() };
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status !== 409 && error.status !== 422)) throw error;
    const { code, message, extra } = error;
    return { status: error.status, error: { code, message, ...(extra.details && { details: [...extra.details] }) } };
  }
}

function present<T>(found: T | undefined): T {
  if (found === undefined) throw notFound('assignment');
  return found;
}
