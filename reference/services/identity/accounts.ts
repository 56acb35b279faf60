import type { Role, User } from '../../kernel/auth.js';
import { type Database, isDuplicate } from '../../kernel/database.js';
import { ApiError, invalid } from '../../kernel/errors.js';
import { type Page, offsetOf } from '../../kernel/paging.js';
import { hashPassword, verifyPassword } from '../../kernel/passwords.js';
import type { Profile, UserQuery } from './schemas.js';

interface UserRow {
  id: string;
  school_id: string;
  email: string;
  name: string;
  role: Role;
}

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly schoolCode: string;
}

const columns = 'id, school_id, email, name, role';

function toUser({ id, school_id, email, name, role }: UserRow): User {
  return { id, email, name, role, schoolId: school_id };
}

// Compared when there is no such account, so that the time of the answer does not tell whether there is one.
const nobody = hashPassword('nobody has this password');

export async function findByCredentials(database: Database, email: string, password: string): Promise<User> {
  const [account] = await database.query<UserRow & { password_hash: string }>(
    `SELECT ${columns}, password_hash FROM identity.account_by_email($1)`,
    [email],
  );
  const right = await verifyPassword(password, account?.password_hash ?? (await nobody));
  if (!account || !right)
    throw new ApiError(401, 'invalid_credentials', 'The e-mail address or the password is wrong.');
  return toUser(account);
}

export async function createAccount(database: Database, account: NewAccount): Promise<User> {
  const [school] = await database.query<{ id: string }>('SELECT id FROM identity.school_by_join_code($1)', [
    account.schoolCode,
  ]);
  if (!school) throw invalid({ field: 'schoolCode', message: 'No school has this code.' });
  const passwordHash = await hashPassword(account.password);
  try {
    return await database.withTenant(school.id, async (client) => {
      const { rows } = await client.query<UserRow>(
        `INSERT INTO identity.users (school_id, email, name, role, password_hash)
         VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
        [school.id, account.email, account.name, account.role, passwordHash],
      );
      const [row] = rows;
      if (!row) throw new Error('The new account was not returned.');
      return toUser(row);
    });
  } catch (error) {
    if (isDuplicate(error)) throw new ApiError(409, 'email_taken', 'An account with this e-mail address exists.');
    throw error;
  }
}

export function findProfile(
  database: Database,
  { id, schoolId }: Pick<User, 'id' | 'schoolId'>,
): Promise<Profile | undefined> {
  return database.withTenant(schoolId, async (client) => {
    const { rows } = await client.query<UserRow & { school_name: string }>(
      `SELECT users.id, school_id, email, users.name, role, schools.name AS school_name
       FROM identity.users JOIN identity.schools ON schools.id = school_id WHERE users.id = $1`,
      [id],
    );
    return rows[0] && { ...toUser(rows[0]), schoolName: rows[0].school_name };
  });
}

/** Tells whether there was one. */
export function removeAccount(database: Database, { id, schoolId }: Pick<User, 'id' | 'schoolId'>): Promise<boolean> {
  return database.withTenant(schoolId, async (client) => {
    const { rowCount } = await client.query('DELETE FROM identity.users WHERE id = $1', [id]);
    return rowCount === 1;
  });
}

export function listUsers(database: Database, schoolId: string, query: UserQuery): Promise<Page<User>> {
  const { q = null, ...paging } = query;
  const filter = '($1::text IS NULL OR strpos(lower(email), lower($1)) > 0)';
  return database.withTenant(schoolId, async (client) => {
    const { rows } = await client.query<UserRow>(
      `SELECT ${columns} FROM identity.users WHERE ${filter} ORDER BY name, id LIMIT $2 OFFSET $3`,
      [q, paging.pageSize, offsetOf(paging)],
    );
    const count = await client.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM identity.users WHERE ${filter}`,
      [q],
    );
    return { items: rows.map(toUser), total: count.rows[0]?.total ?? 0, ...paging };
  });
}
