CREATE TABLE IF NOT EXISTS call_records (
  webhook_id TEXT NOT NULL,
  call_id TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (webhook_id, call_id)
);

-- Once for each delivery. No row added: this record was here before; answer 2xx all the same.
INSERT INTO call_records (webhook_id, call_id, record) VALUES (@webhook_id, @call_id, @record)
  ON CONFLICT (webhook_id, call_id) DO NOTHING;
