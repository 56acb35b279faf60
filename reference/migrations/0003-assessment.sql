CREATE SCHEMA assessment;

CREATE TABLE assessment.assignments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  school_id uuid NOT NULL,
  created_by uuid NOT NULL,
  title text NOT NULL,
  prompt text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX assignments_school ON assessment.assignments (school_id, created_at DESC, id);

CREATE TABLE assessment.assessments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  school_id uuid NOT NULL,
  created_by uuid NOT NULL,
  assignment_id uuid REFERENCES assessment.assignments ON DELETE SET NULL,
  title text NOT NULL,
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'finished', 'failed')),
  progress_done integer NOT NULL DEFAULT 0,
  progress_total integer NOT NULL,
  failure text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX assessments_school ON assessment.assessments (school_id, created_at DESC, id);

-- The essays of an assessment, and where they ended up once it has finished.
CREATE TABLE assessment.entries (
  assessment_id uuid NOT NULL REFERENCES assessment.assessments ON DELETE CASCADE,
  essay_id uuid NOT NULL,
  school_id uuid NOT NULL,
  title text NOT NULL,
  -- What the judges read, as it was when the assessment was asked for: an essay that is removed later changes no
  -- ranking, and a restarted service can go on without the token of whoever asked.
  judged_text text NOT NULL,
  rank integer,
  score double precision,
  wins double precision,
  comparisons integer,
  PRIMARY KEY (assessment_id, essay_id)
);

ALTER TABLE assessment.assignments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON assessment.assignments
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

ALTER TABLE assessment.assessments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON assessment.assessments
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

-- A restarted service has to find what it left unfinished, in every school. It sees that and no more, and only in a
-- transaction that says so.
CREATE POLICY unfinished_work ON assessment.assessments FOR SELECT TO assessment_app
  USING (current_setting('app.purpose', true) = 'resume' AND status IN ('queued', 'running'));

ALTER TABLE assessment.entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON assessment.entries
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

GRANT USAGE ON SCHEMA assessment TO assessment_app, platform_checks;
GRANT SELECT, INSERT, UPDATE, DELETE ON assessment.assignments, assessment.assessments, assessment.entries
  TO assessment_app, platform_checks;
