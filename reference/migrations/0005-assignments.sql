-- Whoever reads a title means one assignment by it.
CREATE UNIQUE INDEX assignments_title ON assessment.assignments (school_id, lower(title));

-- Grows with each change, so that nobody overwrites what they have not seen.
ALTER TABLE assessment.assignments ADD COLUMN version integer NOT NULL DEFAULT 1;

-- What a client asked for under a key of its own: asking again gives the same assignment. It goes with the assignment.
CREATE TABLE assessment.idempotency_keys (
  school_id uuid NOT NULL,
  key text NOT NULL,
  -- Of the request: a key is good for one.
  digest text NOT NULL,
  assignment_id uuid NOT NULL REFERENCES assessment.assignments ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (school_id, key)
);
CREATE INDEX idempotency_keys_assignment ON assessment.idempotency_keys (assignment_id);

ALTER TABLE assessment.idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON assessment.idempotency_keys
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON assessment.idempotency_keys TO assessment_app, platform_checks;
