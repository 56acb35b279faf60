CREATE SCHEMA account;

-- A school without a row is on the standard plan.
CREATE TABLE account.subscriptions (
  school_id uuid PRIMARY KEY,
  plan text NOT NULL CHECK (plan IN ('trial', 'standard', 'large')),
  since timestamptz NOT NULL DEFAULT now()
);

-- One row for each act, known by the event that told of it: an event that comes twice counts once.
CREATE TABLE account.usage (
  event_id uuid PRIMARY KEY,
  school_id uuid NOT NULL,
  meter text NOT NULL,
  subject uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX usage_school ON account.usage (school_id, subject);

CREATE TABLE account.webhooks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  school_id uuid NOT NULL,
  url text NOT NULL,
  event_types text[] NOT NULL,
  secret text NOT NULL,
  -- Set when a delivery was given up: nothing more is sent there.
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhooks_school ON account.webhooks (school_id, created_at, id);

CREATE TABLE account.deliveries (
  -- The order in which a webhook gets them.
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  webhook_id uuid NOT NULL REFERENCES account.webhooks ON DELETE CASCADE,
  school_id uuid NOT NULL,
  event_id uuid NOT NULL,
  body text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  delivered_at timestamptz,
  UNIQUE (webhook_id, event_id)
);
CREATE INDEX deliveries_pending ON account.deliveries (webhook_id, place) WHERE delivered_at IS NULL;

ALTER TABLE account.subscriptions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON account.subscriptions
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

ALTER TABLE account.usage ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON account.usage
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

ALTER TABLE account.webhooks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON account.webhooks
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

ALTER TABLE account.deliveries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON account.deliveries
  USING (school_id = nullif(current_setting('app.school_id', true), '')::uuid);

-- A restarted service has to find what it has not delivered, in every school; as in assessment.
CREATE POLICY unfinished_work ON account.deliveries FOR SELECT TO account_app
  USING (current_setting('app.purpose', true) = 'resume' AND delivered_at IS NULL);

GRANT USAGE ON SCHEMA account TO account_app, platform_checks;
GRANT SELECT, INSERT, UPDATE, DELETE ON account.subscriptions, account.usage, account.webhooks, account.deliveries
  TO account_app, platform_checks;
