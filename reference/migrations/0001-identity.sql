CREATE SCHEMA identity;

CREATE TABLE identity.schools (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  join_code text NOT NULL UNIQUE
);

CREATE TABLE identity.users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  school_id uuid NOT NULL REFERENCES identity.schools,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('admin', 'teacher', 'student')),
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- An address belongs to one person in all schools, because nobody names a school when signing in.
CREATE UNIQUE INDEX users_email ON identity.users (lower(email));
CREATE INDEX users_school ON identity.users (school_id, created_at, id);

-- FORCE binds the owner too. Without the setting nullif gives NULL, and no row is visible.
ALTER TABLE identity.schools ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON identity.schools
  USING (id = nullif(current_setting('app.school_id', true), '')::uuid);

ALTER TABLE identity.users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON identity.users
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

GRANT USAGE ON SCHEMA identity TO identity_app, platform_checks, platform_sign_in;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.users TO identity_app, platform_checks;
GRANT SELECT ON identity.schools TO identity_app, platform_checks;
GRANT SELECT ON identity.users, identity.schools TO platform_sign_in;

-- Before somebody has signed in there is no school to set, so two look-ups must see across schools. They run as
-- platform_sign_in, the one role that row-level security does not bind: it cannot log in, it may only read these two
-- tables, and nobody is a member of it. Only the superuser who runs this file can give it a function.
RESET ROLE;

CREATE FUNCTION identity.account_by_email(wanted text)
  RETURNS TABLE (id uuid, school_id uuid, email text, name text, role text, password_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT id, school_id, email, name, role, password_hash FROM identity.users WHERE lower(email) = lower(wanted)
  $$;

CREATE FUNCTION identity.school_by_join_code(wanted text)
  RETURNS TABLE (id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$
    SELECT id, name FROM identity.schools WHERE join_code = upper(wanted)
  $$;

ALTER FUNCTION identity.account_by_email(text) OWNER TO platform_sign_in;
ALTER FUNCTION identity.school_by_join_code(text) OWNER TO platform_sign_in;
REVOKE EXECUTE ON FUNCTION identity.account_by_email(text), identity.school_by_join_code(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.account_by_email(text), identity.school_by_join_code(text) TO identity_app;
