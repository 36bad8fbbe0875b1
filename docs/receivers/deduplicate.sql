CREATE TABLE IF NOT EXISTS call_records (
  webhook_id TEXT PRIMARY KEY,
  record TEXT NOT NULL
);

-- Once for each delivery. No row added: this record was here before; answer 2xx all the same.
INSERT INTO call_records (webhook_id, record) VALUES (@webhook_id, @record)
  ON CONFLICT (webhook_id) DO NOTHING;
