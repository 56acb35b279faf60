import type { FastifyInstance } from 'fastify';
import type { Auth } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { notFound, parse } from '../../../kernel/errors.js';
import { pathId } from '../../../kernel/path-id.js';
import { assignmentsIn } from './rows.js';
import { assignment, assignmentChange, assignmentPage, assignmentQuery, newAssignment } from './schemas.js';

export function registerAssignments(app: FastifyInstance, auth: Auth, database: Database): void {
  const assignments = assignmentsIn(database);
  const anybody = { preHandler: auth.requireUser() };
  const staff = { preHandler: auth.requireUser('teacher', 'admin') };

  app.post('/v1/assignments', staff, async (request, reply) => {
    const created = await assignments.insert(request.user, parse(newAssignment, request.body));
    return reply.status(201).header('location', `/v1/assignments/${created.id}`).send(assignment.parse(created));
  });

  app.get('/v1/assignments', anybody, async (request) =>
    assignmentPage.parse(await assignments.page(request.user, parse(assignmentQuery, request.query))),
  );

  app.get('/v1/assignments/:id', anybody, async (request) =>
    assignment.parse(present(await assignments.find(request.user, pathId(request, 'assignment')))),
  );

  app.patch('/v1/assignments/:id', staff, async (request) => {
    const id = pathId(request, 'assignment');
    const change = parse(assignmentChange, request.body);
    return assignment.parse(present(await assignments.change(request.user, id, change)));
  });

  app.delete('/v1/assignments/:id', staff, async (request, reply) => {
    const removed = await assignments.remove(request.user, pathId(request, 'assignment'));
    if (!removed) throw notFound('assignment');
    return reply.status(204).send();
  });
}

function present<T>(found: T | undefined): T {
  if (found === undefined) throw notFound('assignment');
  return found;
}
