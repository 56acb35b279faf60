CREATE SCHEMA content;

CREATE TABLE content.essays (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  school_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  assignment_id uuid,
  title text NOT NULL,
  filename text NOT NULL,
  content_type text NOT NULL,
  size_bytes integer NOT NULL CHECK (size_bytes > 0),
  checksum text NOT NULL,
  words integer NOT NULL CHECK (words >= 0),
  storage_key text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX essays_school ON content.essays (school_id, created_at DESC, id);

ALTER TABLE content.essays ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON content.essays
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

GRANT USAGE ON SCHEMA content TO content_app, platform_checks;
GRANT SELECT, INSERT, UPDATE, DELETE ON content.essays TO content_app, platform_checks;
